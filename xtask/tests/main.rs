//! The tests of `cargo xtask`, one executable: the commands as people run them, and what hostile documents do to them.

#![cfg(test)]

mod commands;
mod diff_command;
mod diff_sides;
mod fresh;
mod hostile;
mod problems;
mod project;
mod stamp;
mod states;
mod voice;
