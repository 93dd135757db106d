//! Who asks for a token, and who waits: polled by hand, so that every order of events is one that a test chose.

use std::pin::Pin;
use std::sync::atomic::{AtomicU32, Ordering};
use std::task::Wake;
use std::time::UNIX_EPOCH;

use super::*;

static TOKEN: Scheme = Scheme::bearer("token");

/// A provider that answers when the test says so.
#[derive(Clone, Default)]
struct Held {
    asked: Arc<AtomicU32>,
    answers: Arc<Mutex<Vec<Result<Token, &'static str>>>>,
}

impl Held {
    fn answer(&self, answer: Result<Token, &'static str>) {
        self.answers.lock().unwrap().push(answer);
    }

    fn asked(&self) -> u32 {
        self.asked.load(Ordering::Relaxed)
    }
}

impl TokenProvider for Held {
    fn token(&self) -> BoxFuture<'_, Result<Token, StreamError>> {
        self.asked.fetch_add(1, Ordering::Relaxed);
        Box::pin(poll_fn(|_| match self.answers.lock().unwrap().pop() {
            Some(answer) => Poll::Ready(answer.map_err(Into::into)),
            None => Poll::Pending,
        }))
    }
}

#[derive(Default)]
struct Woken(AtomicU32);

impl Wake for Woken {
    fn wake(self: Arc<Self>) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }
}

type Outcome = Result<String, InvalidReason>;

/// A call that needs the token.
struct Caller<'a> {
    future: Pin<Box<dyn Future<Output = Result<Numbered, InvalidReason>> + 'a>>,
    woken: Arc<Woken>,
}

impl<'a> Caller<'a> {
    /// Begins, without an answer to be had yet.
    fn begin(tokens: &'a Tokens) -> Self {
        let mut caller = Self {
            future: Box::pin(tokens.part(&TOKEN, UNIX_EPOCH)),
            woken: Arc::default(),
        };
        assert!(caller.poll().is_none());
        caller
    }

    fn poll(&mut self) -> Option<Outcome> {
        let waker = Waker::from(Arc::clone(&self.woken));
        match self.future.as_mut().poll(&mut Context::from_waker(&waker)) {
            Poll::Ready(outcome) => Some(outcome.map(|token| text(&token))),
            Poll::Pending => None,
        }
    }

    fn was_woken(&self) -> bool {
        self.woken.0.load(Ordering::Relaxed) > 0
    }
}

fn text(token: &Numbered) -> String {
    match &token.part {
        Part::Header(_, value) => value.to_str().unwrap().to_owned(),
        Part::Query(pair) | Part::Cookie(pair) => pair.clone(),
    }
}

fn held() -> (Held, Tokens) {
    let provider = Held::default();
    (provider.clone(), Tokens::new(Arc::new(provider)))
}

#[test]
fn many_calls_ask_once() {
    let (provider, tokens) = held();
    let mut callers: Vec<_> = (0..50).map(|_| Caller::begin(&tokens)).collect();
    assert_eq!(provider.asked(), 1);
    // It ends at once, so that only those who waited for it may take it.
    provider.answer(Ok(Token::new("t1").expires(UNIX_EPOCH)));
    for (at, caller) in callers.iter_mut().enumerate() {
        assert!(at == 0 || caller.was_woken());
        assert_eq!(caller.poll(), Some(Ok("Bearer t1".to_owned())));
    }
    assert_eq!(provider.asked(), 1);
    let _later = Caller::begin(&tokens);
    assert_eq!(provider.asked(), 2);
}

#[test]
fn a_failure_is_that_of_all_who_waited_and_of_nobody_later() {
    let (provider, tokens) = held();
    let mut callers: Vec<_> = (0..3).map(|_| Caller::begin(&tokens)).collect();
    provider.answer(Err("no"));
    for caller in &mut callers {
        assert_eq!(caller.poll(), Some(Err(InvalidReason::Token("no".to_owned()))));
    }
    assert_eq!(provider.asked(), 1);
    let mut later = Caller::begin(&tokens);
    provider.answer(Ok(Token::new("t2")));
    assert_eq!(later.poll(), Some(Ok("Bearer t2".to_owned())));
}

#[test]
fn a_call_that_is_dropped_leaves_its_place_to_another() {
    let (provider, tokens) = held();
    let mut callers: Vec<_> = (0..3).map(|_| Caller::begin(&tokens)).collect();
    drop(callers.remove(0));
    assert!(callers.iter().all(Caller::was_woken));
    assert!(callers.iter_mut().all(|caller| caller.poll().is_none()));
    assert_eq!(provider.asked(), 2);
    provider.answer(Ok(Token::new("t1")));
    for caller in &mut callers {
        assert_eq!(caller.poll(), Some(Ok("Bearer t1".to_owned())));
    }
}

#[test]
fn a_token_that_cannot_be_sent_is_a_failure_without_its_text() {
    let (provider, tokens) = held();
    let mut caller = Caller::begin(&tokens);
    provider.answer(Ok(Token::new("marker\r\nx-evil: 1")));
    let refused = caller.poll().unwrap().unwrap_err();
    assert!(!format!("{refused} {refused:?}").contains("marker"));
}

#[test]
fn only_the_token_that_was_refused_is_forgotten() {
    let (provider, tokens) = held();
    let renew = |number: u64, secret: &str| {
        tokens.forget(number);
        provider.answer(Ok(Token::new(secret)));
        let mut future = std::pin::pin!(tokens.part(&TOKEN, UNIX_EPOCH));
        match future.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(Ok(token)) => text(&token),
            _ => String::new(),
        }
    };
    assert_eq!(renew(0, "t1"), "Bearer t1");
    assert_eq!(renew(1, "t2"), "Bearer t2");
    // A second call that was refused with the first token finds it replaced.
    assert_eq!(renew(1, "t3"), "Bearer t2");
}

#[test]
fn a_token_at_the_end_of_time_is_fresh_until_then() {
    let steps = (0..64).rev().map(|exponent| Duration::from_secs(1 << exponent));
    let last = steps.fold(UNIX_EPOCH, |time, step| time.checked_add(step).unwrap_or(time));
    for (expires, now, asked) in [
        (last, UNIX_EPOCH, 1),
        (last, last - MARGIN - Duration::from_secs(1), 1),
        (last, last - MARGIN, 2),
        (last, last, 2),
        (UNIX_EPOCH, last, 2),
    ] {
        let held = Held::default();
        let tokens = Tokens::new(Arc::new(held.clone()));
        for _ in 0..2 {
            held.answer(Ok(Token::new("t").expires(expires)));
            let mut call = std::pin::pin!(tokens.part(&TOKEN, now));
            assert!(call.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_ready());
        }
        assert_eq!(held.asked(), asked, "{expires:?} at {now:?}");
    }
}
