//! The tests that run cargo on generated crates, one executable: they take minutes, all others of the generator seconds.

#![cfg(test)]

mod cases;
mod hostile;
mod instances;
mod names;
mod review;
mod schemas;
mod workspace;
