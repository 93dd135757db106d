//! The generator's tests that are not a folder each, one executable; those are in `folders.rs`.

#![cfg(test)]

mod common;
mod diagnostics;
mod documents;
mod evidence;
mod keywords;
mod layers;
mod names;
mod places;
mod width;
