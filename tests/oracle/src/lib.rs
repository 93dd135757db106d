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

/// The operations that progenitor cannot express, each with the reason.
pub const LEFT_OUT: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/left_out.rs"));
