//! What a document shows of its responses. In: its examples, as generated code states them, and a request. Out: the answer that
//! the document gives to it, or the reason why it gives none.

use http::HeaderMap;

use super::answer::Answer;
use super::example::Example;
use super::recognise::recognise;
use super::{Sent, known};
use crate::error::TransportError;
use crate::info::OperationInfo;

/// The responses of a document, as generated code states them.
#[derive(Clone, Copy, Debug)]
pub struct Documented {
    /// Headers that every response has.
    pub headers: &'static [(&'static str, &'static str)],
    /// The responses: of each operation its successes first.
    pub examples: &'static [Example],
}

impl Documented {
    /// The answer to a request.
    pub(super) fn answer_to(&self, sent: &Sent) -> Result<Answer, TransportError> {
        let operations = self.examples.iter().flat_map(|example| example.operations);
        let operation = recognise(operations.copied(), sent).map_err(TransportError::refused)?;
        self.answer(operation, None, sent.headers())
    }

    /// The answer to an operation: its first success, or its response of a status.
    pub(super) fn answer(
        &self,
        operation: &OperationInfo,
        status: Option<u16>,
        request: &HeaderMap,
    ) -> Result<Answer, TransportError> {
        let refused = |what: String| TransportError::refused(format!("the document {what} {operation}"));
        let has = |example: &&Example| example.operations.iter().any(|one| known(one) == known(operation));
        let examples: Vec<&Example> = self.examples.iter().filter(has).collect();
        let first = examples.first().ok_or_else(|| refused("does not have".to_owned()))?;
        let key = match status {
            None => first.status,
            Some(status) => key(&examples, status).ok_or_else(|| refused(format!("has no response {status} to")))?,
        };
        // Of several media types what the request accepts first, else what the document has first.
        let of_status = examples.into_iter().filter(|example| example.status == key);
        let best = of_status.min_by_key(|example| (example.rank(request), !example.is_shown()));
        let shown = best.filter(|example| example.is_shown());
        let shown = shown.ok_or_else(|| {
            refused(format!(
                "shows no example of the response {key}, and not enough to put one together, to"
            ))
        })?;
        Ok(shown.answer(status.or(key.parse().ok()).unwrap_or(200), self.headers))
    }
}

/// The response that a status is, as the document spells it: its code, else its range, else `default` (OpenAPI 3.0 §4.7.16).
fn key(examples: &[&Example], status: u16) -> Option<&'static str> {
    let keys = [status.to_string(), format!("{}XX", status / 100), "default".to_owned()];
    let find = |key: &String| {
        examples
            .iter()
            .map(|example| example.status)
            .find(|status| status == key)
    };
    keys.iter().find_map(find)
}
