//! Calls from code that is not asynchronous. In: an operation. Out: its result, once the thread has waited for it.

use std::future::Future;
use std::pin::pin;
use std::sync::{Arc, OnceLock};
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};

use tokio::runtime::{Builder, Handle};

use crate::error::{Error, Failure, InvalidRequest};
use crate::exchange::Exchange;
use crate::invalid::InvalidReason;
use crate::operation::Operation;
use crate::reply::Reply;
use crate::runtime::in_task;

impl Exchange {
    /// Makes the call, waits for it, and returns the decoded body.
    ///
    /// It may be called on any thread that may be blocked, inside `spawn_blocking` and `block_in_place` too.
    ///
    /// # Errors
    ///
    /// Any [`Error`]; [`Error::Invalid`] inside an asynchronous task of tokio, which would stand still meanwhile, and all
    /// others of its thread with it.
    pub fn send_blocking<O: Operation>(&self, operation: O) -> Result<O::Output, Error<O::Error>> {
        O::decode(wait(self.reply(operation.request())).map_err(Error::widen)?)
    }
}

/// Waits for a call on this thread.
pub(crate) fn wait(call: impl Future<Output = Result<Reply, Failure>>) -> Result<Reply, Failure> {
    if in_task() {
        return Err(InvalidRequest::early("", InvalidReason::BlockingInsideRuntime).into());
    }
    let runtime = runtime().map_err(|reason| InvalidRequest::early("", InvalidReason::Runtime(reason)))?;
    // What the call makes, its connections among others, lives in the runtime below, and not in one that may be around.
    let _entered = runtime.enter();
    block_on(call)
}

/// Runs a future on this thread. tokio's own `block_on` panics where it takes the place for asynchronous; this one does not.
fn block_on<F: Future>(future: F) -> F::Output {
    let waker = Waker::from(Arc::new(Unpark(thread::current())));
    let mut context = Context::from_waker(&waker);
    let mut future = pin!(future);
    loop {
        match future.as_mut().poll(&mut context) {
            Poll::Ready(output) => return output,
            Poll::Pending => thread::park(),
        }
    }
}

struct Unpark(Thread);

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        self.0.unpark();
    }
}

/// One for the whole program, with a thread of its own: open connections live in it from one call to the next.
///
/// tokio's runtime of several threads panics if a thread cannot be had.
fn runtime() -> Result<&'static Handle, String> {
    static RUNTIME: OnceLock<Result<Handle, String>> = OnceLock::new();
    let start = || {
        let runtime = Builder::new_current_thread().enable_all().build()?;
        let handle = runtime.handle().clone();
        let thread = thread::Builder::new().name("callspec".to_owned());
        thread.spawn(move || runtime.block_on(std::future::pending::<()>()))?;
        Ok(handle)
    };
    let runtime = RUNTIME.get_or_init(|| start().map_err(|error: std::io::Error| error.to_string()));
    runtime.as_ref().map_err(Clone::clone)
}
