//! Calls from code that is not asynchronous. In: an operation. Out: its result, once the thread has waited for it.

use std::sync::OnceLock;

use tokio::runtime::{Builder, Handle, Runtime};

use crate::error::{Error, Failure, InvalidRequest};
use crate::exchange::Exchange;
use crate::invalid::InvalidReason;
use crate::operation::Operation;
use crate::reply::Reply;
use crate::request::Request;

impl Exchange {
    /// Makes the call, waits for it, and returns the decoded body.
    ///
    /// # Errors
    ///
    /// Any [`Error`]; [`Error::Invalid`] inside an asynchronous runtime, which would stand still meanwhile.
    pub fn send_blocking<O: Operation>(&self, operation: O) -> Result<O::Output, Error<O::Error>> {
        O::decode(wait(self, operation.request()).map_err(Error::widen)?)
    }
}

fn wait(exchange: &Exchange, request: Result<Request, InvalidRequest>) -> Result<Reply, Failure> {
    if Handle::try_current().is_ok() {
        return Err(InvalidRequest::early("", InvalidReason::BlockingInsideRuntime).into());
    }
    let runtime = runtime().map_err(|reason| InvalidRequest::early("", InvalidReason::Runtime(reason)))?;
    runtime.block_on(exchange.reply(request))
}

/// One for the whole program: open connections live in it from one call to the next.
fn runtime() -> Result<&'static Runtime, String> {
    static RUNTIME: OnceLock<Result<Runtime, String>> = OnceLock::new();
    let runtime = RUNTIME.get_or_init(|| {
        let mut builder = Builder::new_multi_thread();
        builder.worker_threads(1).thread_name("callspec").enable_all();
        builder.build().map_err(|error| error.to_string())
    });
    runtime.as_ref().map_err(Clone::clone)
}
