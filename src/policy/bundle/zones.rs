//! The rules of time zones as texts, and back: two digits for each byte.

use crate::calendar::Zones;
use crate::gather::gather;
use crate::value::Value;
use std::collections::BTreeMap;

/// Rules by the name of their zone.
pub(super) fn encode<'z>(zones: impl Iterator<Item = (&'z str, &'z [u8])>) -> Value {
    let text = |rules: &[u8]| rules.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    Value::Map(gather(zones.map(|(name, rules)| (name.to_owned(), Value::Text(text(rules))))))
}

/// Rules read back.
pub(super) fn decode(zones: &Value) -> Option<Zones> {
    let Value::Map(texts) = zones else { return None };
    let mut rules = BTreeMap::new();
    for (name, text) in texts {
        rules.insert(name.clone(), bytes(text.as_text()?)?);
    }
    Some(Zones::only(rules))
}

fn bytes(text: &str) -> Option<Vec<u8>> {
    let digits: Vec<u32> = text.chars().map(|digit| digit.to_digit(16)).collect::<Option<_>>()?;
    digits.chunks(2).map(|pair| u8::try_from(pair.first()? * 16 + pair.get(1)?).ok()).collect()
}
