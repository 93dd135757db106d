//! Time and chance, injected so that tests neither sleep nor flake.

use std::future::Future;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::pin::{Pin, pin};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::task::{Context, Poll, Waker};
use std::thread::{self, Thread};
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

/// The machine's own clock: it sleeps on tokio's timer inside a tokio runtime that has timers, else on a thread.
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
        #[cfg(any(feature = "reqwest", feature = "blocking"))]
        if crate::runtime::has_timers() {
            return Box::pin(tokio::time::sleep(duration));
        }
        match Instant::now().checked_add(duration) {
            Some(end) => Box::pin(ThreadSleep { end, thread: None }),
            None => Box::pin(std::future::pending()),
        }
    }
}

/// Sleeps on a thread of its own, which starts when the future is first polled and ends when that is dropped.
struct ThreadSleep {
    end: Instant,
    thread: Option<(Arc<Mutex<Waker>>, Thread)>,
}

impl Future for ThreadSleep {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let end = self.end;
        if Instant::now() >= end {
            return Poll::Ready(());
        }
        if let Some((latest, _)) = &self.thread {
            lock(latest).clone_from(context.waker());
            // The thread may have woken the last waker meanwhile.
            return if Instant::now() < end {
                Poll::Pending
            } else {
                Poll::Ready(())
            };
        }
        let latest = Arc::new(Mutex::new(context.waker().clone()));
        let awaited = Arc::downgrade(&latest);
        match thread::Builder::new().spawn(move || wake_at(end, &awaited)) {
            Ok(handle) => self.thread = Some((latest, handle.thread().clone())),
            // The system has no thread to give: what waits looks at the time itself, until there is one.
            Err(_) => {
                thread::sleep(Duration::from_millis(1));
                context.waker().wake_by_ref();
            }
        }
        Poll::Pending
    }
}

impl Drop for ThreadSleep {
    fn drop(&mut self) {
        if let Some((latest, thread)) = self.thread.take() {
            drop(latest);
            thread.unpark();
        }
    }
}

/// Wakes what waits at a moment, or ends before if nothing waits any more.
fn wake_at(end: Instant, awaited: &Weak<Mutex<Waker>>) {
    while let Some(latest) = awaited.upgrade() {
        let left = end.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return lock(&latest).wake_by_ref();
        }
        drop(latest);
        thread::park_timeout(left);
    }
}

fn lock(latest: &Mutex<Waker>) -> MutexGuard<'_, Waker> {
    latest.lock().unwrap_or_else(PoisonError::into_inner)
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

    /// Polls a future on a thread without a runtime, and says whether it has ended.
    fn ended(future: &mut BoxFuture<'_, ()>, waker: &Arc<Woken>) -> bool {
        let waker = Waker::from(Arc::clone(waker));
        future.as_mut().poll(&mut Context::from_waker(&waker)).is_ready()
    }

    #[derive(Default)]
    struct Woken(std::sync::atomic::AtomicU32);

    impl std::task::Wake for Woken {
        fn wake(self: Arc<Self>) {
            self.0.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
        }
    }

    #[test]
    fn without_a_runtime_a_sleep_wakes_whoever_polled_it_last() {
        let [first, last] = [Arc::<Woken>::default(), Arc::default()];
        let mut sleep = SystemClock.sleep(Duration::from_millis(50));
        assert!(!ended(&mut sleep, &first) && !ended(&mut sleep, &last));
        while last.0.load(std::sync::atomic::Ordering::SeqCst) == 0 {
            thread::yield_now();
        }
        assert_eq!(first.0.load(std::sync::atomic::Ordering::SeqCst), 0);
        assert!(ended(&mut sleep, &last));
    }

    #[test]
    fn a_sleep_that_is_dropped_leaves_no_thread() {
        let waker = Arc::<Woken>::default();
        for long in [Duration::from_secs(1_000_000), Duration::MAX / 2, Duration::MAX] {
            let mut sleep = SystemClock.sleep(long);
            assert!(!ended(&mut sleep, &waker));
        }
        // The thread had the waker.
        while Arc::strong_count(&waker) > 1 {
            thread::yield_now();
        }
    }

    #[tokio::test]
    async fn a_limit_beyond_what_can_be_counted_is_none() {
        let limits = [Duration::MAX, Duration::from_secs(u64::MAX / 2)];
        for limit in limits {
            let step = within(&SystemClock, || Some(limit), tokio::task::yield_now());
            assert_eq!(step.await, Ok(()));
        }
    }
}
