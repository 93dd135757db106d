//! One operation at a time. In: a check. Out: nothing, or a panic that names every operation that failed it, and the file of
//! its row.

use std::panic::{AssertUnwindSafe, catch_unwind};

use serde_json::Value;
use wire::Spec;
use wire::spec::{Example, Operation};

use crate::{Body, Connection, ErrorBody, ID, Outcome, Provider, Result, Row, providers};

thread_local! {
    static RUNTIME: std::io::Result<tokio::runtime::Runtime> =
        tokio::runtime::Builder::new_current_thread().enable_all().build();
}

/// Runs a call to its end.
///
/// # Errors
///
/// A machine that gives no runtime.
pub fn run<F: Future>(call: F) -> Result<F::Output> {
    RUNTIME.with(|runtime| Ok(runtime.as_ref().map_err(ToString::to_string)?.block_on(call)))
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
        run(sending)?
    }

    /// The documented body of an error response of this status, if the operation has one.
    pub fn error_body(&self, status: u16) -> Option<&'static ErrorBody> {
        let keys = self.spec.statuses(&self.operation);
        let key = [status.to_string(), "default".to_owned()]
            .into_iter()
            .find(|key| keys.contains(key))?;
        self.provider.errors.iter().find(|error| error.status == key)
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

impl Provider {
    /// Checks the operation of this id.
    ///
    /// # Errors
    ///
    /// An operation that has no row or is not in its document, or what the check says.
    pub fn check(&self, id: &str, check: impl Fn(&Case) -> Result) -> Result {
        let (spec, row) = (Spec::read(self.name)?, self.row(id)?);
        check(&Case {
            provider: self,
            row,
            spec: &spec,
            operation: spec.operation(id)?,
        })
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
            let checking = || provider.check(row.operation.id, &check);
            let checked = catch_unwind(AssertUnwindSafe(checking)).unwrap_or_else(|panic| {
                let message = panic.downcast_ref::<String>().map_or("it panics", String::as_str);
                Err(message.into())
            });
            let name = format!("{} {}, in {}", provider.name, row.operation, provider.file);
            failures.extend(checked.err().map(|error| format!("{name}: {error}")));
        }
    }
    assert!(failures.is_empty(), "failed:\n\n{}\n", failures.join("\n\n"));
}
