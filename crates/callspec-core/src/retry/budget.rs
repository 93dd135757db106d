//! A budget for retries, shared by all calls of a client, so that a server in trouble is not asked ever more often.

use std::sync::atomic::{AtomicU32, Ordering};

const FULL: u32 = 200;
const RETRY: u32 = 10;
const SUCCESS: u32 = 1;

/// Holds 20 retries; ten successes give one back.
#[derive(Debug)]
pub(crate) struct Budget(AtomicU32);

impl Budget {
    pub(crate) const fn full() -> Self {
        Self(AtomicU32::new(FULL))
    }

    /// Takes one retry, if one is left.
    pub(crate) fn take(&self) -> bool {
        self.0
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(RETRY))
            .is_ok()
    }

    /// Notes a success; one that came by a retry gives that back whole.
    pub(crate) fn succeed(&self, retried: bool) {
        let gain = if retried { RETRY } else { SUCCESS };
        // Most calls find it full, and a load is cheaper than a write that all threads see.
        if self.0.load(Ordering::Relaxed) < FULL {
            let _ = self.0.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| {
                Some((left + gain).min(FULL))
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn twenty_retries_then_one_per_ten_successes() {
        let budget = Budget::full();
        assert_eq!((0..100).filter(|_| budget.take()).count(), 20);
        (0..9).for_each(|_| budget.succeed(false));
        assert!(!budget.take());
        budget.succeed(false);
        assert!(budget.take() && !budget.take());
        budget.succeed(true);
        assert!(budget.take() && !budget.take());
        (0..10_000).for_each(|_| budget.succeed(true));
        assert_eq!((0..100).filter(|_| budget.take()).count(), 20);
    }
}
