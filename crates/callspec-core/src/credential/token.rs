//! Tokens that expire. In: a provider. Out: the newest token, asked for only when the last one is about to end.

use std::fmt;
use std::future::poll_fn;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};
use std::time::{Duration, SystemTime};

use callspec_types::{Secret, StreamError};

use super::{Part, part};
use crate::clock::BoxFuture;
use crate::invalid::InvalidReason;
use crate::scheme::Scheme;

/// A token is replaced this long before it ends, so that it does not end on the way.
const MARGIN: Duration = Duration::from_secs(30);

/// A token, and until when it can be used.
#[derive(Clone, Debug)]
pub struct Token {
    secret: Secret,
    expires: Option<SystemTime>,
}

impl Token {
    /// A token that does not end, unless the server answers 401.
    pub fn new(secret: impl Into<Secret>) -> Self {
        Self {
            secret: secret.into(),
            expires: None,
        }
    }

    /// Sets when the token ends; it is replaced 30 s before that.
    pub const fn expires(mut self, at: SystemTime) -> Self {
        self.expires = Some(at);
        self
    }
}

/// Gives tokens that expire, for any scheme but `basic`.
///
/// The client keeps a token until it is about to end, or the server answers 401; then it asks again and, after a 401,
/// sends the request once more. However many calls need a token at the same time, the provider is asked once: the others
/// wait for what the first one is told, a failure included. A call that starts after a failure asks anew.
///
/// What a provider says of its failure stands in the call's error, so it must not hold the secret; and a provider must
/// not make calls that need its own token, which would wait for themselves until time runs out.
pub trait TokenProvider: Send + Sync + 'static {
    /// Fetches a new token. It counts towards the deadline of the call that asks; if that call is dropped or late, one of
    /// those that wait for it asks in its place.
    fn token(&self) -> BoxFuture<'_, Result<Token, StreamError>>;
}

/// A provider with the last token it gave.
pub(crate) struct Tokens {
    provider: Arc<dyn TokenProvider>,
    state: Mutex<State>,
}

/// Times that the provider was asked are counted from 1, and each token has the number of its time.
#[derive(Default)]
struct State {
    /// The last time that the provider was asked.
    asked: u64,
    /// Whether the answer is still due.
    asking: bool,
    waiting: Vec<Waker>,
    last: Option<Numbered>,
    failed: Option<(u64, InvalidReason)>,
}

/// What a token adds to a request.
#[derive(Clone)]
pub(crate) struct Numbered {
    pub(crate) part: Part,
    pub(crate) number: u64,
    expires: Option<SystemTime>,
}

impl Tokens {
    pub(crate) fn new(provider: Arc<dyn TokenProvider>) -> Self {
        Self {
            provider,
            state: Mutex::default(),
        }
    }

    /// What the newest token adds to a request.
    pub(crate) async fn part(&self, scheme: &Scheme, now: SystemTime) -> Result<Numbered, InvalidReason> {
        // The time the provider was asked that this call waits for.
        let mut awaited = None;
        let asking = match poll_fn(|context| self.poll(context, now, &mut awaited)).await {
            Turn::Take(outcome) => return outcome,
            Turn::Ask(asking) => asking,
        };
        let outcome = match self.provider.token().await {
            Ok(token) => part(scheme, &token.secret).map(|part| Numbered {
                part,
                number: asking.number,
                expires: token.expires,
            }),
            Err(error) => Err(InvalidReason::Token(error.to_string())),
        };
        let mut state = self.lock();
        match &outcome {
            Ok(token) => state.last = Some(token.clone()),
            Err(reason) => state.failed = Some((asking.number, reason.clone())),
        }
        drop(state);
        outcome
    }

    fn poll(&self, context: &Context<'_>, now: SystemTime, awaited: &mut Option<u64>) -> Poll<Turn<'_>> {
        let mut state = self.lock();
        if let Some(token) = &state.last {
            // One that was waited for is used even if it ends at once: asking again would give no better one.
            let fresh = token
                .expires
                .is_none_or(|at| at.duration_since(now).is_ok_and(|left| left > MARGIN));
            if fresh || awaited.is_some_and(|awaited| awaited <= token.number) {
                return Poll::Ready(Turn::Take(Ok(token.clone())));
            }
        }
        if let (Some(awaited), Some((number, reason))) = (&*awaited, &state.failed)
            && awaited <= number
        {
            return Poll::Ready(Turn::Take(Err(reason.clone())));
        }
        if state.asking {
            awaited.get_or_insert(state.asked);
            if !state.waiting.iter().any(|waker| waker.will_wake(context.waker())) {
                state.waiting.push(context.waker().clone());
            }
            return Poll::Pending;
        }
        state.asking = true;
        state.asked += 1;
        let number = state.asked;
        Poll::Ready(Turn::Ask(Asking { tokens: self, number }))
    }

    /// Forgets the token of this number, which the server did not take, unless it was replaced meanwhile.
    pub(crate) fn forget(&self, number: u64) {
        let mut state = self.lock();
        state.last.take_if(|last| last.number == number);
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

enum Turn<'a> {
    /// This is what the provider said.
    Take(Result<Numbered, InvalidReason>),
    /// The provider is to be asked.
    Ask(Asking<'a>),
}

/// The one call that asks the provider. However it ends, by being dropped as well, the others go on.
struct Asking<'a> {
    tokens: &'a Tokens,
    number: u64,
}

impl Drop for Asking<'_> {
    fn drop(&mut self) {
        let mut state = self.tokens.lock();
        state.asking = false;
        let waiting = std::mem::take(&mut state.waiting);
        drop(state);
        waiting.into_iter().for_each(Waker::wake);
    }
}

impl fmt::Debug for Tokens {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[redacted]")
    }
}

#[cfg(test)]
mod tests;
