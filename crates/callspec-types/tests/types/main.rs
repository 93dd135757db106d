//! The data types as generated models use them.

#![cfg(test)]

mod enums;
mod objects;
mod unions;
