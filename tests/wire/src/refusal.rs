//! A server that refuses everything. In: one answer. Out: that answer to one request of each operation of a spec.

use crate::{Answer, Result, Server, Spec};

/// What the parameters of every path are in a request that is to be refused.
pub const ARGUMENT: &str = "id_1";

/// One refusal per operation.
#[derive(Debug)]
pub struct Refusals {
    spec: Spec,
    server: Server,
}

impl Refusals {
    /// Starts a server that gives this answer to each operation of the spec, once.
    ///
    /// # Errors
    ///
    /// A spec that cannot be read.
    pub fn start(spec: &str, answer: &Answer) -> Result<Self> {
        let refusals = Self {
            spec: Spec::read(spec)?,
            server: Server::start()?,
        };
        for operation in refusals.spec.operations() {
            let target = operation.path_with(ARGUMENT);
            refusals.server.answer(&operation.method, &target, answer.clone());
        }
        Ok(refusals)
    }

    /// Where the server is.
    pub fn url(&self) -> String {
        self.server.url()
    }

    /// How an error of an operation names it: id, method and path template.
    ///
    /// # Errors
    ///
    /// An operation that the spec does not have.
    pub fn name(&self, operation: &str) -> Result<String> {
        let operation = self.spec.operation(operation)?;
        let (method, path) = (operation.method, operation.path);
        Ok(format!("{} ({method} {path})", operation.id))
    }

    /// Ends the conversation.
    ///
    /// # Errors
    ///
    /// An operation that was not sent once.
    pub fn finish(self) -> Result {
        self.server.finish().map(drop)
    }
}
