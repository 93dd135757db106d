//! Calls from code that is not asynchronous. In: an operation, or the pages or items of a list. Out: its result, or one after
//! the other, once the thread has waited for it.

use std::future::{Future, poll_fn};
use std::io::Write;
use std::pin::{Pin, pin};
use std::sync::{Arc, OnceLock};
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};

use futures_core::Stream;
use tokio::runtime::{Builder, EnterGuard, Handle};

use crate::error::{Error, Failure, InvalidRequest};
use crate::exchange::Exchange;
use crate::invalid::InvalidReason;
use crate::operation::Operation;
use crate::pages::{Items, Paged, Pages};
use crate::reply::Reply;
use crate::runtime::in_task;
use crate::stream::{Content, Streamed, WriteError};

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

    /// Makes the call, waits for the head of the response, and returns its body as an iterator.
    ///
    /// # Errors
    ///
    /// As [`send_blocking`](Self::send_blocking); [`Error::Decode`] where the response is another success than the stream.
    pub fn stream_blocking<O: Streamed>(&self, operation: O) -> Result<Blocking<O::Stream>, Error<O::Error>> {
        stream(self.stream(operation))
    }
}

impl<O: Paged> Pages<O> {
    /// The pages for code that is not asynchronous.
    ///
    /// # Errors
    ///
    /// [`Error::Invalid`] inside an asynchronous task of tokio, which would stand still meanwhile.
    pub fn blocking(self) -> Result<Blocking<Self>, Error<O::Error>> {
        drop(enter()?);
        Ok(Blocking { stream: self })
    }
}

impl<O: Paged> Items<O> {
    /// The items for code that is not asynchronous.
    ///
    /// # Errors
    ///
    /// [`Error::Invalid`] inside an asynchronous task of tokio, which would stand still meanwhile.
    pub fn blocking(self) -> Result<Blocking<Self>, Error<O::Error>> {
        drop(enter()?);
        Ok(Blocking { stream: self })
    }
}

/// Waits for a stream on this thread.
pub(crate) fn stream<S, E>(call: impl Future<Output = Result<S, Error<E>>>) -> Result<Blocking<S>, Error<E>> {
    let _entered = enter()?;
    block_on(call).map(|stream| Blocking { stream })
}

/// Waits for a call on this thread.
pub(crate) fn wait(call: impl Future<Output = Result<Reply, Failure>>) -> Result<Reply, Failure> {
    let _entered = enter()?;
    block_on(call)
}

/// What a call makes, its connections among others, lives in the runtime below, and not in one that may be around.
fn enter() -> Result<EnterGuard<'static>, InvalidRequest> {
    if in_task() {
        return Err(InvalidRequest::early("", InvalidReason::BlockingInsideRuntime));
    }
    let runtime = runtime().map_err(|reason| InvalidRequest::early("", InvalidReason::Runtime(reason)))?;
    Ok(runtime.enter())
}

/// A stream, for code that is not asynchronous: an iterator that waits for each item, and blocks the thread meanwhile.
#[must_use = "nothing is read until the iterator is asked"]
pub struct Blocking<S> {
    stream: S,
}

impl<S> Blocking<S> {
    /// The stream itself.
    pub const fn get_ref(&self) -> &S {
        &self.stream
    }

    /// The stream itself, by move.
    pub fn into_inner(self) -> S {
        self.stream
    }
}

impl<S: Stream + Unpin> Iterator for Blocking<S> {
    type Item = S::Item;

    fn next(&mut self) -> Option<S::Item> {
        let _entered = runtime().ok().map(Handle::enter);
        block_on(poll_fn(|context| Pin::new(&mut self.stream).poll_next(context)))
    }
}

impl<O: Paged> Blocking<Items<O>> {
    /// As [`Items::most`].
    ///
    /// # Errors
    ///
    /// As [`Items::most`].
    pub fn most(self, items: usize) -> Result<Vec<O::Item>, Error<O::Error>> {
        let _entered = runtime().ok().map(Handle::enter);
        block_on(self.stream.most(items))
    }
}

impl<O: Streamed> Blocking<Content<O>> {
    /// As [`Content::write_to`].
    ///
    /// # Errors
    ///
    /// As [`Content::write_to`].
    pub fn write_to(self, writer: impl Write) -> Result<u64, WriteError<O::Error>> {
        let _entered = runtime().ok().map(Handle::enter);
        block_on(self.stream.write_to(writer))
    }
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
