//! Time and chance, injected so that tests neither sleep nor flake.

use std::future::Future;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::pin::{Pin, pin};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Poll, Waker};
use std::time::{Duration, Instant, SystemTime};

/// A boxed future, as object-safe traits return it.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Where a client gets its time from.
pub trait Clock: Send + Sync + 'static {
    /// Now, for measuring.
    fn now(&self) -> Instant;

    /// Now, for comparing with dates that a server states.
    fn date(&self) -> SystemTime;

    /// Ends after this long.
    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()>;
}

/// Where a client gets its chance from.
pub trait Dice: Send + Sync + 'static {
    /// A number from 0 up to but without 1.
    fn roll(&self) -> f64;
}

/// The machine's own clock: it sleeps on tokio's timer inside a tokio runtime, else on a thread.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Instant {
        Instant::now()
    }

    fn date(&self) -> SystemTime {
        SystemTime::now()
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        #[cfg(feature = "reqwest")]
        if tokio::runtime::Handle::try_current().is_ok() {
            return Box::pin(tokio::time::sleep(duration));
        }
        Box::pin(thread_sleep(duration))
    }
}

/// Sleeps on a thread of its own, which starts when the future is first polled.
async fn thread_sleep(duration: Duration) {
    let end = Instant::now() + duration;
    let mut latest: Option<Arc<Mutex<Waker>>> = None;
    std::future::poll_fn(|context| {
        if Instant::now() >= end {
            return Poll::Ready(());
        }
        if let Some(latest) = &latest {
            latest
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .clone_from(context.waker());
            return Poll::Pending;
        }
        let waker = Arc::new(Mutex::new(context.waker().clone()));
        latest = Some(Arc::clone(&waker));
        std::thread::spawn(move || {
            std::thread::sleep(duration);
            waker.lock().unwrap_or_else(PoisonError::into_inner).wake_by_ref();
        });
        Poll::Pending
    })
    .await;
}

/// Chance from the seeds that the standard library takes from the system.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemDice;

impl Dice for SystemDice {
    fn roll(&self) -> f64 {
        let bits = RandomState::new().build_hasher().finish();
        // 53 bits fill the mantissa; more would round up to 1.
        (bits >> 11) as f64 / (1_u64 << 53) as f64
    }
}

/// Runs a future for at most as long as `limit` says; if it is cut off, the error is the limit.
///
/// The limit is asked for, and the timer made, only if the future is not ready at once.
pub(crate) async fn within<F: Future>(
    clock: &dyn Clock,
    limit: impl Fn() -> Option<Duration>,
    future: F,
) -> Result<F::Output, Duration> {
    let mut future = pin!(future);
    let mut timer: Option<Option<(Duration, BoxFuture<'static, ()>)>> = None;
    std::future::poll_fn(|context| {
        if let Poll::Ready(output) = future.as_mut().poll(context) {
            return Poll::Ready(Ok(output));
        }
        match timer.get_or_insert_with(|| limit().map(|limit| (limit, clock.sleep(limit)))) {
            Some((limit, timer)) => timer.as_mut().poll(context).map(|()| Err(*limit)),
            None => Poll::Pending,
        }
    })
    .await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rolls_are_in_range_and_differ() {
        let rolls: Vec<f64> = (0..100).map(|_| SystemDice.roll()).collect();
        assert!(rolls.iter().all(|roll| (0.0..1.0).contains(roll)));
        assert!(rolls.iter().any(|roll| *roll < 0.5) && rolls.iter().any(|roll| *roll >= 0.5));
    }

    #[tokio::test(start_paused = true)]
    async fn a_future_that_stalls_is_cut_off() {
        let limit = Duration::from_secs(60);
        assert_eq!(within(&SystemClock, || Some(limit), async { 7 }).await, Ok(7));
        let never = within(&SystemClock, || Some(limit), std::future::pending::<u8>());
        assert_eq!(never.await, Err(limit));
    }
}
