//! Why a value cannot be read as a variant. In: what serde says. Out: the same, or in a trial, of which only the outcome is of
//! interest, nothing: most variants are tried in vain, and words for that would take more time than all else.

use std::cell::Cell;
use std::fmt;

use serde_json::Error;

/// Why a value cannot be read.
#[derive(Debug)]
pub enum Fault {
    /// As serde_json says it.
    Told(Error),
    /// In a trial.
    Untold,
}

thread_local! {
    /// Whether a variant is being tried.
    static IS_TRIAL: Cell<bool> = const { Cell::new(false) };
}

/// Does some work as a trial.
pub(super) fn in_trial<T>(work: impl FnOnce() -> T) -> T {
    /// Sets the mark back, whatever happens while it is set.
    struct Before(bool);

    impl Drop for Before {
        fn drop(&mut self) {
            IS_TRIAL.set(self.0);
        }
    }

    let _before = Before(IS_TRIAL.replace(true));
    work()
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Told(error) => error.fmt(f),
            Self::Untold => f.write_str("it does not fit"),
        }
    }
}

impl std::error::Error for Fault {}

impl serde::de::Error for Fault {
    fn custom<T: fmt::Display>(said: T) -> Self {
        match IS_TRIAL.get() {
            true => Self::Untold,
            false => Self::Told(Error::custom(said)),
        }
    }
}

impl From<Error> for Fault {
    fn from(error: Error) -> Self {
        Self::Told(error)
    }
}
