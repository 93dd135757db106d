//! The runtime as generated code calls it: exact bytes in memory, and over the network.

#![cfg(test)]

#[cfg(feature = "reqwest")]
mod network;
mod sample;
mod samples;
mod streams;
