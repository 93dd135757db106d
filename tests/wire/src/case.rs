//! One call of one operation. In: the request that is expected. Out: the spec's example as the response, and a verdict.

use serde::Serialize;

use crate::json::differences;
use crate::spec::{Example, Operation};
use crate::{Expected, Response, Result, Server, Spec};

/// A server that answers one operation with the spec's example of its success.
#[derive(Debug)]
#[must_use]
pub struct Case {
    operation: Operation,
    status: u16,
    example: Example,
    server: Server,
    expected: Vec<Expected>,
}

impl Case {
    /// Starts a server for an operation of a spec.
    ///
    /// # Errors
    ///
    /// An operation that the spec does not have, or has no example of success for.
    pub fn start(spec: &str, operation: &str) -> Result<Self> {
        let spec = Spec::read(spec)?;
        let operation = spec.operation(operation)?;
        let status = spec.success(&operation)?;
        Ok(Self {
            example: spec.response(&operation, &status.to_string())?,
            operation,
            status,
            server: Server::start()?,
            expected: Vec::new(),
        })
    }

    /// Where the server is.
    pub fn url(&self) -> String {
        self.server.url()
    }

    /// Expects this request next.
    ///
    /// # Panics
    ///
    /// If it is none of the operation.
    pub fn expect(&mut self, expected: Expected) {
        assert!(
            expected.is_of(&self.operation),
            "{} {} is no request of {:?}",
            expected.method(),
            expected.target(),
            self.operation
        );
        let response = Response::json(self.status, &self.example.media_type, &self.example.value);
        self.server.respond(expected.method(), expected.target(), response);
        self.expected.push(expected);
    }

    /// Compares what was sent with what was expected, and what was decoded with what was answered.
    ///
    /// # Errors
    ///
    /// A conversation that went otherwise.
    ///
    /// # Panics
    ///
    /// If a request or the output differs.
    pub fn finish(self, output: &impl Serialize) -> Result {
        let host = self.server.host();
        let journal = self.server.finish()?;
        assert_eq!(journal.len(), self.expected.len(), "number of requests");
        assert!(!journal.is_empty(), "nothing was expected");
        for (expected, found) in self.expected.iter().zip(&journal) {
            expected.check(&host, found)?;
        }
        let differences = differences(&self.example.value, &serde_json::to_value(output)?);
        assert!(differences.is_empty(), "decoded: {differences:#?}");
        Ok(())
    }
}

/// Makes a test of each case: a case in a file is `async fn(api: Api) -> Result`, named after its operation, where `Api` is
/// what stands at the call, started with the operation's id. `#![…]` in front is an attribute of each test.
#[macro_export]
macro_rules! cases {
    (#![$attribute:meta] $($file:ident: $($operation:ident),+;)+) => {
        $($(
            #[tokio::test]
            #[$attribute]
            async fn $operation() -> $crate::Result {
                $file::$operation(Api::start(stringify!($operation))?).await
            }
        )+)+
    };
}
