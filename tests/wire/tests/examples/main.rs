//! Every example of both specs goes through its generated type and comes back the same; so do its variations that a
//! server may send at any time.

#![cfg(test)]

mod kathan;
mod sippet;
mod table;
mod variations;
