//! The generated clients against servers that somebody else wrote, and the recordings of these.

#![cfg(test)]

mod django;
mod fastapi;
mod oauth2;
mod pages;
mod prism;
mod recordings;
mod streams;
mod webhooks;
