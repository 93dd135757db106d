//! Retries. In: how an attempt ended. Out: how long to wait before the next one, or that there is none.

mod after;
mod budget;

use std::time::{Duration, SystemTime};

use http::StatusCode;
use http::header::RETRY_AFTER;

use crate::clock::{Clock, Dice};
use crate::head::Head;

pub(crate) use budget::Budget;

/// Whether and how a call is tried again.
///
/// By default only what is safe: idempotent methods (`GET`, `HEAD`, `OPTIONS`, `TRACE`, `PUT`, `DELETE`) and calls with an
/// idempotency key, after broken exchanges and the statuses 408, 429, 502, 503 and 504; any method when the request surely never left, unless the
/// certificate of the server is not accepted. At most two retries, with full jitter from 0 up to 0.5 s, then 1 s (doubling
/// to 8 s), or as long as `Retry-After` says up to 60 s; never past the call's deadline, and never more than the client's
/// budget has: 20 retries at once, each tenth success giving one back.
#[derive(Clone, Debug, PartialEq)]
pub struct Retry {
    pub(crate) most: u32,
    base: Duration,
    cap: Duration,
    longest_wait: Duration,
    any_method: bool,
}

impl Default for Retry {
    fn default() -> Self {
        Self {
            most: 2,
            base: Duration::from_millis(500),
            cap: Duration::from_secs(8),
            longest_wait: Duration::from_secs(60),
            any_method: false,
        }
    }
}

impl Retry {
    /// The default policy.
    pub fn standard() -> Self {
        Self::default()
    }

    /// No retries.
    pub fn none() -> Self {
        Self {
            most: 0,
            ..Self::default()
        }
    }

    /// Sets how many retries there may be; 2 by default.
    pub const fn most(mut self, retries: u32) -> Self {
        self.most = retries;
        self
    }

    /// Sets the upper end of the first wait and of all waits; 0.5 s and 8 s by default.
    pub const fn backoff(mut self, base: Duration, cap: Duration) -> Self {
        self.base = base;
        self.cap = cap;
        self
    }

    /// Sets the longest `Retry-After` that is waited for; 60 s by default. A longer one ends the call.
    pub const fn longest_wait(mut self, limit: Duration) -> Self {
        self.longest_wait = limit;
        self
    }

    /// Treats every method as idempotent: also a `POST` or `PATCH` that may have been carried out is sent again, and
    /// none ends in [`Error::Ambiguous`](crate::Error::Ambiguous). Only for calls that may safely happen twice.
    pub const fn any_method(mut self) -> Self {
        self.any_method = true;
        self
    }

    pub(crate) const fn covers(&self, idempotent: bool) -> bool {
        self.any_method || idempotent
    }

    /// How long to wait after a status, if another attempt may help.
    pub(crate) fn after_status(
        &self,
        head: &Head,
        idempotent: bool,
        clock: &dyn Clock,
        dice: &dyn Dice,
    ) -> Option<Duration> {
        let retries = head.past.retries;
        if retries >= self.most || !self.covers(idempotent) || !is_transient(head.status) {
            return None;
        }
        let backoff = self.wait(retries, dice);
        match stated(head, clock.date()) {
            Some(stated) if stated > self.longest_wait => None,
            Some(stated) => Some(stated.max(backoff)),
            None => Some(backoff),
        }
    }

    /// How long to wait after an exchange without a response, if another attempt is safe.
    pub(crate) fn after_failure(
        &self,
        idempotent: bool,
        unsent: bool,
        retries: u32,
        dice: &dyn Dice,
    ) -> Option<Duration> {
        (retries < self.most && (unsent || self.covers(idempotent))).then(|| self.wait(retries, dice))
    }

    /// Full jitter: anything from nothing to the exponential backoff.
    fn wait(&self, retries: u32, dice: &dyn Dice) -> Duration {
        let doubled = 2_u32
            .checked_pow(retries)
            .and_then(|factor| self.base.checked_mul(factor));
        let most = doubled.unwrap_or(self.cap).min(self.cap);
        // The longest duration is rounded up on the way, and dice may show what is no number.
        Duration::try_from_secs_f64(most.as_secs_f64() * dice.roll().clamp(0.0, 1.0)).unwrap_or(most)
    }
}

/// How long the server asks to wait, from this date on.
pub(crate) fn stated(head: &Head, now: SystemTime) -> Option<Duration> {
    after::read(head.headers.get(RETRY_AFTER)?.to_str().ok()?, now)
}

pub(crate) fn is_transient(status: StatusCode) -> bool {
    matches!(status.as_u16(), 408 | 429 | 502 | 503 | 504)
}

#[cfg(test)]
mod tests;
