//! Sippet on the wire.

mod api;
mod cases;
mod leniency;
mod patch;
mod sparse;
