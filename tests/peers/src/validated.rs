//! One operation, sent through Prism. In: what the client sends. Out: the spec's example as the response, and a verdict on every
//! violation that Prism found.

use serde::Serialize;
use wire::json::differences;
use wire::{Expected, Response, Spec};

use crate::{Result, Upstream, Violations, address};

/// A violation that is known.
#[derive(Clone, Copy, Debug)]
pub struct Exception {
    /// Operation id.
    pub operation: &'static str,
    /// What Prism says, from its beginning.
    pub violation: &'static str,
    /// Why this is no fault of the client.
    pub reason: &'static str,
}

/// An operation on its way through the proxy.
#[derive(Debug)]
pub struct Validated {
    operation: String,
    example: serde_json::Value,
    url: String,
    violations: Violations,
    _upstream: Upstream,
}

impl Validated {
    /// Lets the server behind the proxy answer with the spec's example of the operation's success.
    ///
    /// # Errors
    ///
    /// A spec without the operation or its example, or no proxy.
    pub fn start(spec: &str, operation: &str) -> Result<Self> {
        let variable = format!("CALLSPEC_PEER_PRISM_{}", spec.to_uppercase());
        let url = address::of(&variable)?;
        let port = address::of(&format!("{variable}_UPSTREAM"))?.parse()?;
        let spec = Spec::read(spec)?;
        let operation = spec.operation(operation)?;
        let status = spec.success(&operation)?;
        let example = spec.response(&operation, &status.to_string())?;
        let response = Response::json(status, &example.media_type, &example.value);
        Ok(Self {
            operation: operation.id,
            example: example.value,
            url,
            violations: Violations::default(),
            _upstream: Upstream::start(port, response)?,
        })
    }

    /// Where the proxy is.
    pub fn url(&self) -> String {
        self.url.clone()
    }

    /// What has to be added to every client.
    pub fn violations(&self) -> Violations {
        self.violations.clone()
    }

    /// What is expected is no matter here: `tests/wire` compares it with what is sent, byte for byte.
    pub fn expect(&self, _: &Expected) {}

    /// Compares what was decoded with the example, and the violations with those that are known.
    ///
    /// # Panics
    ///
    /// If a violation is not known, a known one was not found, or the output differs.
    ///
    /// # Errors
    ///
    /// An output that has no form in JSON.
    pub fn finish(self, exceptions: &[Exception], output: &impl Serialize) -> Result {
        judge(&self.operation, &self.violations.take(), exceptions);
        let differences = differences(&self.example, &serde_json::to_value(output)?);
        assert!(differences.is_empty(), "decoded: {differences:#?}");
        Ok(())
    }
}

/// Panics at a violation that is not known, and at a known one that was not found.
fn judge(operation: &str, found: &[String], exceptions: &[Exception]) {
    let known = || exceptions.iter().filter(|known| known.operation == operation);
    for violation in found {
        let excused = known().any(|known| violation.starts_with(known.violation));
        assert!(excused, "{operation}: {violation}");
    }
    for known in known() {
        let applies = found.iter().any(|violation| violation.starts_with(known.violation));
        assert!(applies, "no longer found, take it out of the list: {known:?}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KNOWN: &[Exception] = &[Exception {
        operation: "get_call",
        violation: "request query",
        reason: "a test",
    }];

    #[test]
    fn what_is_known_and_found_passes() {
        judge("get_call", &["request query a: no".to_owned()], KNOWN);
        judge("list_calls", &[], KNOWN);
    }

    #[test]
    #[should_panic(expected = "list_calls: request query a: no")]
    fn what_is_not_known_fails() {
        judge("list_calls", &["request query a: no".to_owned()], KNOWN);
    }

    #[test]
    #[should_panic(expected = "take it out of the list")]
    fn what_is_no_longer_found_fails() {
        judge("get_call", &[], KNOWN);
    }
}
