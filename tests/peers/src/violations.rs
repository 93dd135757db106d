//! What Prism finds. In: the exchanges of a client with the proxy. Out: the violations that it reports, in words.

use std::sync::{Arc, Mutex, PoisonError};

use callspec_core::{Attempt, Body, Exchanged, Middleware, Network, Next, Transport, http};
use serde_json::Value;

/// The header in which Prism reports.
const HEADER: &str = "sl-violations";

/// Collects the reports on all exchanges of a client.
#[derive(Clone, Debug, Default)]
pub struct Violations(Arc<Mutex<Vec<String>>>);

impl Violations {
    /// The violations so far, and none from here on: `request body mode: must be …`.
    pub fn take(&self) -> Vec<String> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// Reads the value of the header.
///
/// # Errors
///
/// What is no list of violations.
pub fn read(header: &str) -> crate::Result<Vec<String>> {
    let violations: Vec<Value> = serde_json::from_str(header)?;
    violations.iter().map(in_words).collect()
}

fn in_words(violation: &Value) -> crate::Result<String> {
    let location = violation["location"].as_array().ok_or("a violation without location")?;
    let location: Vec<_> = location.iter().filter_map(Value::as_str).collect();
    let message = violation["message"].as_str().ok_or("a violation without message")?;
    Ok(format!("{}: {message}", location.join(" ")))
}

impl Violations {
    fn note(&self, headers: &http::HeaderMap) {
        let mut found = Vec::new();
        for header in headers.get_all(HEADER) {
            let read = header.to_str().map_err(Into::into).and_then(read);
            // What cannot be read is not passed over in silence.
            found.extend(read.unwrap_or_else(|error| vec![format!("unreadable: {error}")]));
        }
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend(found);
    }
}

impl Middleware for Violations {
    fn handle<'a>(&'a self, request: http::Request<Body>, attempt: Attempt, next: Next<'a>) -> Exchanged<'a> {
        Box::pin(async move {
            let response = next.send(request, attempt).await?;
            self.note(response.headers());
            Ok(response)
        })
    }
}

/// The network, with the reports on all that goes over it.
#[derive(Clone, Debug)]
pub struct Watched(pub Network, pub Violations);

impl Transport for Watched {
    fn send<'a>(&'a self, request: http::Request<Body>, attempt: Attempt) -> Exchanged<'a> {
        Box::pin(async move {
            let response = self.0.send(request, attempt).await?;
            self.1.note(response.headers());
            Ok(response)
        })
    }
}
