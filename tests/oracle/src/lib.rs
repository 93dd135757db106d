//! progenitor's client of the Kathan API, as its generator makes it, and what it leaves out.

/// progenitor's output.
#[allow(
    missing_docs,
    unused_imports,
    clippy::all,
    clippy::unwrap_used,
    rustdoc::all,
    reason = "another project's output, which is not ours to polish"
)]
pub mod kathan {
    include!(concat!(env!("OUT_DIR"), "/kathan.rs"));
}

/// Sends an operation by progenitor's client, with this id for each path parameter, this body and nothing that is optional.
///
/// # Errors
///
/// An operation that it does not have, a body that does not fit, or what the client says.
pub async fn send(
    client: &kathan::Client,
    operation: &str,
    id: &str,
    body: &serde_json::Value,
) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
    include!(concat!(env!("OUT_DIR"), "/send.rs"));
    Ok(())
}

/// The operations that are not compared, each with the reason.
pub const LEFT_OUT: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/left_out.rs"));
