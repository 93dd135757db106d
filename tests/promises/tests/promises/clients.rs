//! Clients with credentials, over a transport in memory.

use callspec_core::Retry;
use callspec_core::testing::{Answer, InMemory};

/// What tests return.
pub(crate) type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error>>;

pub(crate) fn kathan(server: &InMemory) -> kathan_client::Client {
    let builder = kathan_client::Client::builder().bearer_auth("key").user_id("user");
    let builder = builder.base_url("https://api.example.test").retry(Retry::none());
    builder.transport(server.clone()).build().unwrap()
}

pub(crate) fn sippet(server: &InMemory) -> sippet_client::Client {
    let builder = sippet_client::Client::builder().bearer_auth("key");
    let builder = builder.base_url("https://api.example.test").retry(Retry::none());
    builder.transport(server.clone()).build().unwrap()
}

/// A server that answers this one operation with an error: what a test looks at is what was sent.
pub(crate) fn failing<O: callspec_core::Operation>() -> InMemory {
    InMemory::new().answer::<O>(Answer::new(418))
}

thread_local! {
    static RUNTIME: tokio::runtime::Runtime =
        tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
}

/// Runs a call to its end. Nothing in memory waits for anything.
pub(crate) fn run<F: Future>(call: F) -> F::Output {
    RUNTIME.with(|runtime| runtime.block_on(call))
}
