//! What the generated clients put on the wire, and what they read from it, beyond what `tests/operations` holds of every
//! operation: builders, queries, nulls, forms and sparse fields, byte for byte.

#![cfg(test)]

/// Makes a test of each case; `tests/peers` makes another of the same cases.
macro_rules! cases {
    ($($cases:tt)+) => { wire::cases! { #![cfg(test)] $($cases)+ } };
}

mod kathan;
mod server;
mod sippet;
