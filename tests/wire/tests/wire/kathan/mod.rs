//! Kathan on the wire.

mod api;
mod cases;
mod errors;
mod headers;
mod leniency;
mod patch;
