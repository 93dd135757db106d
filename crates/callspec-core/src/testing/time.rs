//! A clock that is set by hand, and dice that always show the same.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use crate::clock::{BoxFuture, Clock, Dice};

/// As far as a [`ManualClock`] goes: a thousand years, which every system can count.
const FAR: Duration = Duration::from_secs(1_000 * 366 * 24 * 60 * 60);

/// A clock that stands still but when something sleeps: each sleep ends at once and moves it forward.
///
/// Clones are the same clock. It begins at 2026-01-01T00:00:00Z, and stands for good a thousand years later.
#[derive(Clone, Debug)]
pub struct ManualClock {
    state: Arc<Mutex<State>>,
}

#[derive(Debug)]
struct State {
    start: Instant,
    passed: Duration,
    sleeps: Vec<Duration>,
}

impl State {
    fn pass(&mut self, duration: Duration) {
        self.passed = self.passed.saturating_add(duration).min(FAR);
    }
}

impl Default for ManualClock {
    fn default() -> Self {
        let state = State {
            start: Instant::now(),
            passed: Duration::ZERO,
            sleeps: Vec::new(),
        };
        Self {
            state: Arc::new(Mutex::new(state)),
        }
    }
}

impl ManualClock {
    /// A clock at its beginning.
    pub fn new() -> Self {
        Self::default()
    }

    /// Moves the clock forward.
    pub fn advance(&self, duration: Duration) {
        self.lock().pass(duration);
    }

    /// How long each sleep so far was meant to be.
    pub fn sleeps(&self) -> Vec<Duration> {
        self.lock().sleeps.clone()
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Clock for ManualClock {
    fn now(&self) -> Instant {
        let state = self.lock();
        state.start + state.passed
    }

    fn date(&self) -> SystemTime {
        UNIX_EPOCH + Duration::from_secs(1_767_225_600) + self.lock().passed
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        let clock = self.clone();
        Box::pin(async move {
            let mut state = clock.lock();
            state.pass(duration);
            state.sleeps.push(duration);
        })
    }
}

/// Dice that always show the same.
#[derive(Clone, Copy, Debug)]
pub struct FixedDice(pub f64);

impl Dice for FixedDice {
    fn roll(&self) -> f64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_stands_at_its_end() {
        let clock = ManualClock::new();
        clock.advance(Duration::MAX);
        let end = (clock.now(), clock.date());
        clock.advance(Duration::from_secs(1));
        assert_eq!((clock.now(), clock.date()), end);
    }
}
