//! The tests of the review that are not a folder each, one executable; those are in `folders.rs`.

#![cfg(test)]

mod common;
mod corpus;
mod edits;
mod joins;
mod judged;
mod keywords;
mod properties;
mod review;
mod rules;
mod shown;
mod unseen;
