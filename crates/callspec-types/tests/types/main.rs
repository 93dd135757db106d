//! The data types as generated models use them.

#![cfg(test)]

mod enums;
mod fit;
#[cfg(feature = "arbitrary-precision")]
mod free;
mod integers;
mod objects;
mod steps;
mod unions;
