//! What the generated clients make of a server that misbehaves. Each promise of the runtime that a server can break has a
//! test named after it; the others are named after what the server does.

#![cfg(test)]

mod addresses;
mod blocking;
mod calls;
mod certificates;
mod children;
mod network;
mod pages;
mod proxies;
mod redirects;
mod responses;
mod retries;
mod runtimes;
mod secrets;
mod size;
mod time;
mod torn;
mod uploads;
