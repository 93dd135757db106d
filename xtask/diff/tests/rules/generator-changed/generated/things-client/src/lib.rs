//! Client of the Things API.

mod client;
pub mod default;
pub use client::{Client, ClientBuilder};
pub use things_models as models;
