//! Row: a ticket goes from its line of JSON into columns without becoming a tree in between.
//!
//! What is not plain (a line that is no object, too many keys, `fields` twice) is refused here and read at leisure.

use super::columns::{Columns, Slot};
use super::encoding::Writer;
use crate::value::{MAX_DEPTH, Value};
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use std::fmt;

/// Adds the ticket of a line; false if it is not plain, and then nothing is added.
pub(super) fn add(line: &[u8], columns: &mut Columns) -> bool {
    columns.begin();
    let mut deserializer = serde_json::Deserializer::from_slice(line);
    let plain = Entries { columns, of_fields: false }.deserialize(&mut deserializer).is_ok();
    plain && deserializer.end().is_ok() && columns.commit()
}

/// The entries of a ticket or of its `fields`.
struct Entries<'c> {
    columns: &'c mut Columns,
    of_fields: bool,
}

impl<'de> DeserializeSeed<'de> for Entries<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Entries<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let Self { columns, of_fields } = self;
        while let Some(slot) = map.next_key_seed(Key { columns, of_fields })? {
            match slot {
                Slot::None => {
                    map.next_value::<IgnoredAny>()?;
                    return Err(A::Error::custom("too many keys"));
                }
                Slot::Fields(column) => map.next_value_seed(Fields { columns, column })?,
                Slot::Column(column) => {
                    // The ticket is one level, its `fields` another.
                    let depth = MAX_DEPTH - 1 - usize::from(of_fields);
                    columns
                        .write(column, |writer| map.next_value_seed(Cell { writer, depth }))
                        .unwrap_or_else(|| Err(A::Error::custom("no room")))?;
                }
            }
        }
        Ok(())
    }
}

/// A key, as the place where its values go.
struct Key<'c> {
    columns: &'c mut Columns,
    of_fields: bool,
}

impl<'de> DeserializeSeed<'de> for Key<'_> {
    type Value = Slot;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Slot, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Key<'_> {
    type Value = Slot;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<Slot, E> {
        Ok(self.columns.slot(key, self.of_fields))
    }
}

/// What stands under `fields`: entries of their own if it is a map, else a value.
struct Fields<'c> {
    columns: &'c mut Columns,
    column: usize,
}

impl<'de> DeserializeSeed<'de> for Fields<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Fields<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a map")
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<(), A::Error> {
        if !self.columns.spread(self.column) {
            return Err(A::Error::custom("`fields` stands twice"));
        }
        Entries { columns: self.columns, of_fields: true }.visit_map(map)
    }
}

/// A value, written as it is read.
struct Cell<'w, 'a> {
    writer: &'w mut Writer<'a>,
    depth: usize,
}

impl Cell<'_, '_> {
    fn deeper<E: Error>(&self) -> Result<usize, E> {
        self.depth.checked_sub(1).ok_or_else(|| E::custom("nested too deep"))
    }
}

impl<'de> DeserializeSeed<'de> for Cell<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Cell<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        self.writer.null();
        Ok(())
    }

    fn visit_bool<E: Error>(self, flag: bool) -> Result<(), E> {
        self.writer.flag(flag);
        Ok(())
    }

    fn visit_i64<E: Error>(self, n: i64) -> Result<(), E> {
        self.writer.whole(n);
        Ok(())
    }

    fn visit_u64<E: Error>(self, n: u64) -> Result<(), E> {
        self.writer.number(&i64::try_from(n).map_or(Value::Float(n as f64), Value::Int));
        Ok(())
    }

    fn visit_f64<E: Error>(self, x: f64) -> Result<(), E> {
        self.writer.number(&Value::number(x));
        Ok(())
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        self.writer.text(text);
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        let depth = self.deeper()?;
        self.writer.begin_list();
        while seq.next_element_seed(Cell { writer: self.writer, depth })?.is_some() {}
        self.writer.end();
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let depth = self.deeper()?;
        self.writer.begin_map();
        // A key is a text.
        while map.next_key_seed(Cell { writer: self.writer, depth: 0 })?.is_some() {
            map.next_value_seed(Cell { writer: self.writer, depth })?;
        }
        self.writer.end();
        Ok(())
    }
}
