//! Tokens that expire, through the builders of the generated clients.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use callspec_core::testing::{Answer, InMemory};
use callspec_core::types::StreamError;
use callspec_core::{BoxFuture, Token, TokenProvider};
use kathan_client::calls::UpdateCall;
use kathan_client::models::UpdateCallRequest;
use serde_json::json;

use crate::clients::{Result, run};

/// Gives `t1`, `t2`, … and counts.
#[derive(Clone, Default)]
struct Counter(Arc<AtomicUsize>);

impl TokenProvider for Counter {
    fn token(&self) -> BoxFuture<'_, std::result::Result<Token, StreamError>> {
        let number = self.0.fetch_add(1, Ordering::Relaxed) + 1;
        Box::pin(async move { Ok(Token::new(format!("t{number}"))) })
    }
}

#[test]
fn a_token_is_asked_for_once_and_again_after_a_401() -> Result {
    let call = json!({"id": "call_1", "to_number": "+14155550100", "provider": "twilio", "status": "queued"});
    let server = InMemory::new().respond_with::<UpdateCall>(move |sent| {
        let is_new = sent
            .headers()
            .get("authorization")
            .is_some_and(|value| value == "Bearer t2");
        Ok(if is_new {
            Answer::json(200, &call)
        } else {
            Answer::json(401, &json!({"detail": "expired"}))
        })
    });
    let tokens = Counter::default();
    let client = kathan_client::Client::builder()
        .bearer_auth_provider(tokens.clone())
        .user_id("user")
        .transport(server.clone())
        .build()?;
    for _ in 0..2 {
        run(client.update_call("call_1", UpdateCallRequest::new().label("x")).send())?;
    }
    assert_eq!((tokens.0.load(Ordering::Relaxed), server.sent().len()), (2, 3));
    Ok(())
}
