//! andon: what happens after somebody pulls the cord.

pub mod calendar;
pub mod error;
pub mod time;
pub mod value;
