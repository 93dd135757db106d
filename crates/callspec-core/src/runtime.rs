//! The tokio runtime around a call. In: nothing but the thread that asks. Out: whether there is one, and what it can do.
//!
//! tokio panics where a timer or a socket is made in a runtime that was built without them, and has no question to ask
//! beforehand. So one of each is made here, once for each thread and runtime. What tokio then says is caught; it stands on
//! standard error all the same, and ends a program whose panics abort.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::thread::LocalKey;
use std::time::Duration;

use tokio::runtime::{Handle, Id};

/// The last runtime that was asked about on this thread, and what it can do.
type Known = Cell<Option<(Id, bool)>>;

thread_local! {
    static TIMERS: Known = const { Cell::new(None) };
    #[cfg(feature = "reqwest")]
    static SOCKETS: Known = const { Cell::new(None) };
}

/// Whether there is a runtime that has timers.
pub(crate) fn has_timers() -> bool {
    Handle::try_current().is_ok_and(|runtime| known(&TIMERS, &runtime, || drop(tokio::time::sleep(Duration::ZERO))))
}

/// What is missing here for a transport that stands on tokio, and what to do about it.
#[cfg(feature = "reqwest")]
pub(crate) fn missing() -> Option<&'static str> {
    let Ok(runtime) = Handle::try_current() else {
        return Some(
            "reqwest needs a tokio runtime: make the call inside `#[tokio::main]` or `Runtime::block_on`, or use \
             `send_blocking` (feature `blocking`)",
        );
    };
    if !has_timers() {
        return Some("the tokio runtime has no timers: call `enable_time` or `enable_all` on its builder");
    }
    if !known(&SOCKETS, &runtime, socket) {
        return Some("the tokio runtime has no sockets: call `enable_io` or `enable_all` on its builder");
    }
    None
}

/// Registers a socket that nothing is sent through. Where the system gives none, the transport will say so itself.
#[cfg(feature = "reqwest")]
fn socket() {
    let socket = std::net::UdpSocket::bind((std::net::Ipv4Addr::LOCALHOST, 0));
    if let Ok(socket) = socket
        && socket.set_nonblocking(true).is_ok()
    {
        drop(tokio::net::UdpSocket::from_std(socket));
    }
}

fn known(known: &'static LocalKey<Known>, runtime: &Handle, attempt: impl FnOnce()) -> bool {
    let id = runtime.id();
    match known.get() {
        Some((asked, works)) if asked == id => works,
        _ => {
            let works = catch_unwind(AssertUnwindSafe(attempt)).is_ok();
            known.set(Some((id, works)));
            works
        }
    }
}

/// Whether this is a task of tokio, or the future of a `block_on`, and not a place that may be blocked.
///
/// Those have a budget of steps, after which they have to let others run; threads for blocking code, `spawn_blocking` and
/// `block_in_place` have none. A budget is told by its end, and then given back. A future in tokio's `unconstrained` has none
/// either, and so looks as if it might be blocked.
#[cfg(feature = "blocking")]
pub(crate) fn in_task() -> bool {
    use std::task::{Context, Poll, Waker};

    use tokio::task::coop::poll_proceed;

    /// More steps than a budget has; tokio gives 128.
    const STEPS: usize = 1024;

    let mut context = Context::from_waker(Waker::noop());
    // Gives back what the budget was before the first step.
    let Poll::Ready(_first) = poll_proceed(&mut context) else {
        return true;
    };
    (0..STEPS).any(|_| match poll_proceed(&mut context) {
        Poll::Ready(step) => {
            step.made_progress();
            false
        }
        Poll::Pending => true,
    })
}
