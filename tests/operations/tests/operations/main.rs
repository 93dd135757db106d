//! What holds of every operation of every provider: it has a row, sends the request of its row, and reads each example of
//! its responses. A failure names the operation and the file of its row.

#![cfg(test)]

mod complete;
mod documented;
mod errors;
mod examples;
mod requests;
mod variations;

/// Specs without a table, an ignored test each.
mod without_table {
    include!(concat!(env!("OUT_DIR"), "/without_table.rs"));
}
