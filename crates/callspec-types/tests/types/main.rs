//! The data types as generated models use them.

#![cfg(test)]

mod enums;
mod integers;
mod objects;
mod unions;
