//! One operation at a time. In: a check. Out: nothing, or a panic that names every operation that failed it, and the file of
//! its row.

use std::panic::{AssertUnwindSafe, catch_unwind};

use serde_json::Value;
use wire::Spec;
use wire::spec::{Example, Operation};

use crate::{Body, Connection, ID, Outcome, Provider, Result, Row, providers};

thread_local! {
    static RUNTIME: std::io::Result<tokio::runtime::Runtime> =
        tokio::runtime::Builder::new_current_thread().enable_all().build();
}

/// An operation: its row, and what its spec says of it.
#[derive(Debug)]
pub struct Case<'a> {
    /// Whose operation it is.
    pub provider: &'a Provider,
    /// What the table says of it.
    pub row: &'a Row,
    /// The provider's document.
    pub spec: &'a Spec,
    /// What the document says of it.
    pub operation: Operation,
}

impl Case<'_> {
    /// The examples of the request's body that are JSON.
    pub fn bodies(&self) -> Vec<Example> {
        let examples = self.spec.requests(&self.operation).into_iter();
        examples
            .filter(|example| example.media_type.ends_with("json"))
            .collect()
    }

    /// Sends the operation with the first example of its body.
    ///
    /// # Errors
    ///
    /// As [`send_body`](Self::send_body).
    pub fn send(&self, connection: &Connection) -> Result<Outcome> {
        let body = self.bodies().into_iter().next().map(|example| example.value);
        self.send_body(connection, body.unwrap_or_default())
    }

    /// Sends the operation with this body.
    ///
    /// # Errors
    ///
    /// A body that the client's types do not take, or an output that has no form in JSON.
    pub fn send_body(&self, connection: &Connection, body: Value) -> Result<Outcome> {
        let sending = (self.row.send)(connection, ID, &Body(body))?;
        RUNTIME.with(|runtime| runtime.as_ref().map_err(ToString::to_string)?.block_on(sending))
    }

    /// Where in the body of a request the value is that the client takes: inside of the envelope that it writes by itself
    /// (JSON:API §9).
    pub fn taken_at(&self, example: &Example) -> &'static str {
        if example.media_type == "application/vnd.api+json" {
            "/data/attributes"
        } else {
            ""
        }
    }
}

/// Checks every operation that has a row and that is in its document.
///
/// # Panics
///
/// If one fails.
pub fn each(check: impl Fn(&Case) -> Result) {
    let mut failures = Vec::new();
    for provider in &providers() {
        for row in &provider.rows {
            let checked = Spec::read(provider.name).and_then(|spec| {
                let spec = &spec;
                let operation = spec.operation(row.operation.id)?;
                let case = Case {
                    provider,
                    row,
                    spec,
                    operation,
                };
                catch_unwind(AssertUnwindSafe(|| check(&case))).unwrap_or_else(|panic| {
                    let message = panic.downcast_ref::<String>().map_or("it panics", String::as_str);
                    Err(message.into())
                })
            });
            let name = format!("{} {}, in {}", provider.name, row.operation, provider.file);
            failures.extend(checked.err().map(|error| format!("{name}: {error}")));
        }
    }
    assert!(failures.is_empty(), "failed:\n\n{}\n", failures.join("\n\n"));
}
