//! How errors read. One line: what was asked, what came back, and the server's own words; never a body.

use std::fmt::{self, Display};

use http::header::LOCATION;

use super::words::tidy;
use super::{Error, TransportFailure, Words};
use crate::head::Head;

impl<E> Display for Error<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.outcome(f)?;
        if self.view().past.carried_out {
            f.write_str("; an earlier attempt may have been carried out")?;
        }
        Ok(())
    }
}

impl<E> Error<E> {
    /// What ended the last attempt.
    fn outcome(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Api(it) => say(f, &it.head, &it.words),
            Self::Unexpected(it) => {
                say(f, &it.head, &it.words)?;
                if let Some(coded) = it.coding() {
                    write!(f, ": {coded}")?;
                }
                match target(&it.head) {
                    Some(host) => write!(f, ": a redirection to {host}, which is not followed"),
                    None => Ok(()),
                }
            }
            Self::Invalid(it) => it.fmt(f),
            Self::Connect(it) | Self::Timeout(it) | Self::Transport(it) => it.fmt(f),
            Self::Decode(it) => {
                write!(f, "{}: the response is not as documented", it.head)?;
                match it.pointer().filter(|pointer| !pointer.is_empty()) {
                    Some(pointer) => write!(f, " at `{}`: {}", tidy(pointer), it.reason),
                    None => write!(f, ": {}", it.reason),
                }
            }
            Self::TooLarge(it) => write!(f, "{}: the response has more than {} bytes", it.head, it.limit),
            Self::Ambiguous(it) => {
                it.failure.fmt(f)?;
                f.write_str("; nobody knows whether it was carried out")
            }
        }
    }
}

impl Display for TransportFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.head {
            Some(head) => head.fmt(f)?,
            None => self.operation.fmt(f)?,
        }
        write!(f, ": {}", self.cause)?;
        if let Some(received) = self.received {
            write!(
                f,
                "; the call succeeded, and its response broke off after {received} bytes"
            )?;
        }
        match self.past.retries {
            0 => Ok(()),
            1 => f.write_str(" (tried twice)"),
            retries => write!(f, " (tried {} times)", u64::from(retries) + 1),
        }
    }
}

fn say(f: &mut fmt::Formatter<'_>, head: &Head, words: &Words) -> fmt::Result {
    head.fmt(f)?;
    if words.is_empty() {
        Ok(())
    } else {
        write!(f, ": {words}")
    }
}

/// The host that a redirection leads to. Path and query are left out: they may hold what is nobody's business.
fn target(head: &Head) -> Option<String> {
    if !head.status.is_redirection() {
        return None;
    }
    let location = head.headers.get(LOCATION)?.to_str().ok()?;
    let host = location
        .parse::<http::Uri>()
        .ok()
        .and_then(|uri| uri.host().map(str::to_owned));
    Some(host.unwrap_or_else(|| "the same host".to_owned()))
}
