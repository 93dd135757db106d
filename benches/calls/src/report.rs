//! What the program writes: the shape of its JSON, described in `benches/README.md`, and a table for people.

use serde::Serialize;

/// All figures.
#[derive(Debug, Serialize)]
pub(crate) struct Report {
    pub(crate) calls: Vec<Call>,
    pub(crate) left_out: Vec<LeftOut>,
    pub(crate) codec: Vec<Codec>,
}

/// One operation of one client.
#[derive(Debug, Serialize)]
pub(crate) struct Call {
    pub(crate) operation: &'static str,
    pub(crate) client: &'static str,
    pub(crate) requests_per_second: Spread,
    pub(crate) latency_us: Latency,
    pub(crate) cpu_us: Spread,
    pub(crate) allocations: f64,
    pub(crate) allocated_bytes: f64,
    pub(crate) instructions: Option<u64>,
}

/// One direction, for one response and one side's types.
#[derive(Debug, Serialize)]
pub(crate) struct Codec {
    pub(crate) direction: &'static str,
    pub(crate) response: &'static str,
    pub(crate) types: &'static str,
    pub(crate) body_bytes: usize,
    pub(crate) megabytes_per_second: Spread,
}

/// An operation that a client cannot make.
#[derive(Debug, Serialize)]
pub(crate) struct LeftOut {
    pub(crate) operation: &'static str,
    pub(crate) client: &'static str,
    pub(crate) reason: &'static str,
}

/// Of all calls of all rounds, in microseconds.
#[derive(Debug, Serialize)]
pub(crate) struct Latency {
    pub(crate) median: f64,
    pub(crate) p99: f64,
}

/// A figure over the rounds.
#[derive(Debug, Serialize)]
pub(crate) struct Spread {
    pub(crate) median: f64,
    pub(crate) min: f64,
    pub(crate) max: f64,
}

impl Spread {
    pub(crate) fn of(mut figures: Vec<f64>) -> Self {
        figures.sort_by(f64::total_cmp);
        let at = |index: usize| figures.get(index).copied().unwrap_or(f64::NAN);
        Self {
            median: at(figures.len() / 2),
            min: at(0),
            max: at(figures.len().saturating_sub(1)),
        }
    }
}

/// What is missing, with the reason.
pub(crate) fn left_out() -> Vec<LeftOut> {
    vec![LeftOut {
        operation: "sippet/update_call",
        client: "progenitor",
        reason: "progenitor 0.15 refuses the media type application/vnd.api+json",
    }]
}

impl Report {
    pub(crate) fn print(&self) {
        println!(
            "{:<32}{:>10}{:>12}{:>10}{:>10}{:>8}{:>10}{:>14}",
            "call", "per s", "median µs", "p99 µs", "CPU µs", "allocs", "bytes", "instructions"
        );
        for call in &self.calls {
            println!(
                "{:<32}{:>10.0}{:>12.1}{:>10.1}{:>10.1}{:>8.1}{:>10.0}{:>14}",
                format!("{}/{}", call.operation, call.client),
                call.requests_per_second.median,
                call.latency_us.median,
                call.latency_us.p99,
                call.cpu_us.median,
                call.allocations,
                call.allocated_bytes,
                call.instructions.map_or("-".to_owned(), |count| count.to_string()),
            );
        }
        println!("\n{:<44}{:>12}{:>10}", "codec", "body bytes", "MB/s");
        for codec in &self.codec {
            println!(
                "{:<44}{:>12}{:>10.1}",
                format!("{}/{}/{}", codec.direction, codec.response, codec.types),
                codec.body_bytes,
                codec.megabytes_per_second.median
            );
        }
    }
}
