//! The call itself. In: a request. Out: a reply, or the head of one and a body that still arrives, after as many attempts as
//! are safe and allowed.

mod receive;
mod wire;

use std::sync::Arc;
use std::time::{Duration, Instant};

use bytes::Bytes;
use http::StatusCode;

use crate::accept::Accept;
use crate::body::Body;
use crate::client::{Inner, Limits};
use crate::clock::within;
use crate::credential::{Credential, Tokens};
use crate::effect::may_be_carried_out;
use crate::error::{Ambiguous, Error, Failure, InvalidRequest, TooLarge, TransportError, TransportFailure};
use crate::exchange::Exchange;
use crate::head::{Head, Past};
use crate::invalid::InvalidReason;
use crate::reply::Reply;
use crate::request::Request;
use crate::retry::is_transient;
use crate::trace::Span;
use crate::transport::Attempt;

pub(crate) use receive::broken;
use wire::Draft;

/// Makes a call: up to one attempt more than there are retries, all within the deadline. A body that `accept` takes for a
/// stream is left to arrive.
pub(crate) async fn call(exchange: &Exchange, request: &Request, accept: Option<Accept>) -> Result<Arrived, Failure> {
    let client = &*exchange.client.inner;
    let limits = exchange.limits();
    // A deadline beyond what the clock can count is none.
    let deadline = limits.total.and_then(|total| client.clock.now().checked_add(total));
    let call = Call {
        exchange,
        client,
        request,
        accept,
        limits,
        deadline,
    };
    let span = Span::call(client, request);
    let outcome = span.around(call.run()).await;
    span.end(outcome.as_ref().map(|arrived| &*arrived.reply.head));
    outcome
}

/// A response, and what of it has not arrived yet.
pub(crate) struct Arrived {
    pub(crate) reply: Reply,
    /// The body of a stream; the reply has none then.
    pub(crate) stream: Option<Body>,
}

struct Call<'a> {
    exchange: &'a Exchange,
    client: &'a Inner,
    request: &'a Request,
    accept: Option<Accept>,
    limits: Limits,
    deadline: Option<Instant>,
}

/// How an attempt ends that gives no reply.
enum Ended {
    Invalid(InvalidRequest),
    TooLarge(Head),
    /// With the head of the response, if the exchange ended within the body.
    Failed(TransportError, Option<Arc<Head>>),
}

impl Call<'_> {
    async fn run(&self) -> Result<Arrived, Failure> {
        let mut past = Past::none();
        let mut renewed = false;
        loop {
            let span = Span::attempt(self.client, self.request, past.retries);
            let mut tokens = Vec::new();
            let outcome = span.around(self.attempt(past, &mut tokens)).await;
            note(&span, &outcome);
            let renew = !renewed && forget(&tokens, &outcome);
            renewed |= renew;
            let wait = if renew {
                Some(Duration::ZERO)
            } else {
                self.wait(&outcome, past.retries)
            };
            match wait {
                Some(wait) if self.may_go_on(wait, renew) => {
                    self.client.clock.sleep(wait).await;
                    past.retries += 1;
                    past.carried_out |= self.may_be_carried_out(&outcome);
                }
                _ => return self.conclude(outcome, past),
            }
        }
    }

    /// How long to wait before the next attempt, if one may help and is safe.
    fn wait(&self, outcome: &Result<Arrived, Ended>, retries: u32) -> Option<Duration> {
        let policy = self.exchange.policy();
        let dice = &*self.client.dice;
        match outcome {
            Ok(Arrived { reply, .. }) => {
                policy.after_status(&reply.head, self.request.is_idempotent(), &*self.client.clock, dice)
            }
            Err(Ended::Failed(cause, _)) if !cause.is_lasting() => {
                policy.after_failure(self.request.is_idempotent(), cause.is_unsent(), retries, dice)
            }
            Err(_) => None,
        }
    }

    /// Whether an attempt that ended in this may have been carried out.
    fn may_be_carried_out(&self, outcome: &Result<Arrived, Ended>) -> bool {
        let status = match outcome {
            Ok(Arrived { reply, .. }) => Some(reply.head.status),
            Err(Ended::TooLarge(head)) => Some(head.status),
            Err(Ended::Invalid(_)) => return false,
            Err(Ended::Failed(cause, _)) if cause.is_unsent() => return false,
            Err(Ended::Failed(_, head)) => head.as_ref().map(|head| head.status),
        };
        may_be_carried_out(self.request.operation.method, status)
    }

    /// Whether a wait ends before the deadline, the body can be sent again, and the budget allows it.
    fn may_go_on(&self, wait: Duration, free: bool) -> bool {
        let in_time = self.remaining().is_none_or(|remaining| wait < remaining);
        in_time && self.request.payload.is_replayable() && (free || self.client.budget.take())
    }

    fn remaining(&self) -> Option<Duration> {
        self.deadline
            .map(|deadline| deadline.saturating_duration_since(self.client.clock.now()))
    }

    async fn attempt<'a>(&'a self, past: Past, tokens: &mut Vec<Used<'a>>) -> Result<Arrived, Ended> {
        let request = self.wire(tokens).await?;
        let remaining = self.remaining();
        let attempt = Attempt {
            operation: self.request.operation,
            retries: past.retries,
            remaining,
            connect_timeout: self.limits.connect,
        };
        let sent = self.client.next().send(request, attempt);
        let exchanged = self.bounded_by(|| remaining, sent).await;
        let response = exchanged
            .and_then(|result| result)
            .map_err(|cause| Ended::Failed(cause, None))?;
        let (parts, body) = response.into_parts();
        let mut head = Head::new(self.request.operation, parts.status, parts.headers);
        head.past = past;
        let (body, stream) = match self.accept {
            Some(accept) if accept.takes(&head) => (Bytes::new(), Some(body)),
            _ => match self.receive(&head, body).await {
                Ok(Some(body)) => (body, None),
                Ok(None) => return Err(Ended::TooLarge(head)),
                Err(cause) => return Err(Ended::Failed(cause, Some(Arc::new(head)))),
            },
        };
        let head = Arc::new(head);
        Ok(Arrived {
            reply: Reply { head, body },
            stream,
        })
    }

    /// Runs one step of the exchange for as long as the server may be silent and the deadline allows.
    async fn bounded<F: Future>(&self, step: F) -> Result<F::Output, TransportError> {
        self.bounded_by(|| self.remaining(), step).await
    }

    /// As [`bounded`](Self::bounded), for what is `remaining` until the deadline.
    async fn bounded_by<F: Future>(
        &self,
        remaining: impl Fn() -> Option<Duration>,
        step: F,
    ) -> Result<F::Output, TransportError> {
        let limit = || [self.limits.read, remaining()].into_iter().flatten().min();
        within(&*self.client.clock, limit, step).await.map_err(|limit| {
            TransportError::timeout(match (self.limits.read == Some(limit), self.limits.total) {
                (false, Some(total)) => format!("the call was given {total:?} in all"),
                _ => format!("the server was silent for {limit:?}"),
            })
        })
    }

    /// Writes the request of one attempt, with the credentials of this moment, and notes the tokens among them.
    async fn wire<'a>(&'a self, used: &mut Vec<Used<'a>>) -> Result<http::Request<Body>, Ended> {
        let credentials = self
            .client
            .credentials
            .choose(self.request.operation)
            .map_err(Ended::Invalid)?;
        let draft = Draft::new(self.client, self.request);
        let mut draft = draft.map_err(|reason| self.invalid("", reason))?;
        for (scheme, credential) in credentials {
            match credential {
                Credential::Fixed(part) => draft.add(part),
                Credential::Tokens(tokens) => {
                    let token = self.bounded(tokens.part(scheme, self.client.clock.date())).await;
                    // Nothing was sent yet.
                    let token = token.map_err(|_| Ended::Failed(TransportError::connect("no token in time"), None))?;
                    let token = token.map_err(|reason| self.invalid(scheme.key(), reason))?;
                    used.push((tokens, token.number));
                    draft.add(&token.part);
                }
            }
        }
        draft
            .finish(self.exchange.headers())
            .map_err(|reason| self.invalid("", reason))
    }

    fn invalid(&self, parameter: &str, reason: InvalidReason) -> Ended {
        Ended::Invalid(InvalidRequest::new(self.request.operation, parameter, reason))
    }

    /// The last outcome, as the caller sees it.
    fn conclude(&self, outcome: Result<Arrived, Ended>, past: Past) -> Result<Arrived, Failure> {
        match outcome {
            Ok(arrived) => {
                if !is_transient(arrived.reply.head.status) {
                    self.client.budget.succeed(past.retries > 0);
                }
                Ok(arrived)
            }
            Err(Ended::Invalid(invalid)) => Err(invalid.after(past).into()),
            Err(Ended::TooLarge(head)) => Err(Error::TooLarge(Box::new(TooLarge {
                head: Arc::new(head),
                limit: self.limits.body,
            }))),
            Err(Ended::Failed(cause, head)) => {
                let (unsent, timeout) = (cause.is_unsent(), cause.is_timeout());
                let operation = self.request.operation;
                let status = head.as_ref().map(|head| head.status);
                let carried_out = past.carried_out || !unsent && may_be_carried_out(operation.method, status);
                let failure = TransportFailure {
                    operation,
                    cause,
                    past,
                    head,
                    received: None,
                };
                // A key made it safe to try again, and is not there when the caller does.
                let is_repeatable = self.exchange.policy().covers(operation.method.is_idempotent());
                Err(if carried_out && !is_repeatable {
                    Error::Ambiguous(Box::new(Ambiguous { failure }))
                } else if unsent && !past.carried_out {
                    Error::Connect(Box::new(failure))
                } else if timeout {
                    Error::Timeout(Box::new(failure))
                } else {
                    Error::Transport(Box::new(failure))
                })
            }
        }
    }
}

/// A provider, and the number of the token that an attempt had of it.
type Used<'a> = (&'a Tokens, u64);

/// After a 401 the tokens that were sent are forgotten; whether there was one.
fn forget(used: &[Used<'_>], outcome: &Result<Arrived, Ended>) -> bool {
    let refused = outcome
        .as_ref()
        .is_ok_and(|arrived| arrived.reply.head.status == StatusCode::UNAUTHORIZED);
    if refused {
        used.iter().for_each(|(tokens, number)| tokens.forget(*number));
    }
    refused && !used.is_empty()
}

/// Notes how an attempt ended.
fn note(span: &Span, outcome: &Result<Arrived, Ended>) {
    match outcome {
        Ok(arrived) => span.answered(arrived.reply.head.status),
        Err(Ended::Invalid(_)) => span.failed("invalid"),
        Err(Ended::TooLarge(_)) => span.failed("too_large"),
        Err(Ended::Failed(cause, _)) => span.failed(cause.name()),
    }
}

#[cfg(test)]
mod tests;
