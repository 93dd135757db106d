//! Error responses, in the words of FastAPI and pydantic.

use callspec_core::Retry;
use kathan_client::authentication::GetProtectedError;
use kathan_client::calls::{GetCallError, ListCallsError, UpdateCallError};
use kathan_client::models::{CallAction, LocationSegment, TransferMode, UpdateCallRequest, ValidationErrorDetail};
use peers::Result;

use super::{User, builder};

#[tokio::test]
#[ignore = "needs FastAPI: run tests/peers/run"]
async fn an_unknown_call_is_404_with_the_words_of_the_application() -> Result {
    let user = User::new("unknown_call")?;
    let error = user.client.get_call("call_99").send().await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "get_call (GET /calls/{call_id}): 404 Not Found: Call not found"
    );
    let Some(GetCallError::NotFound(body)) = error.api() else {
        panic!("{error:?}")
    };
    assert_eq!(body.detail, "Call not found");
    Ok(())
}

/// Starlette decodes `%2F` before it looks for a route: an id with a slash finds none, and never another call.
#[tokio::test]
#[ignore = "needs FastAPI: run tests/peers/run"]
async fn an_id_with_a_slash_finds_nothing() -> Result {
    let user = User::new("slash")?;
    let id = user.call().await?;
    let error = user.client.get_call(format!("{id}/x")).send().await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "get_call (GET /calls/{call_id}): 404 Not Found: Not Found"
    );
    let seen = user.requests()?.pop().ok_or("nothing arrived")?;
    assert_eq!(seen["target"], "/calls/call_1%2Fx");
    Ok(())
}

#[tokio::test]
#[ignore = "needs FastAPI: run tests/peers/run"]
async fn validation_errors_are_typed() -> Result {
    let user = User::new("validation")?;
    let error = user.client.list_calls().limit(-1).send().await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "list_calls (GET /calls): 422 Unprocessable Entity: query.limit: Input should be greater than or equal to 0"
    );
    let Some(ListCallsError::UnprocessableContent(body)) = error.api() else {
        panic!("{error:?}")
    };
    let ValidationErrorDetail::List(faults) = &body.detail else {
        panic!("{body:?}")
    };
    let place = ["query", "limit"].map(|segment| LocationSegment::Text(segment.to_owned()));
    assert_eq!(faults[0].loc.as_deref(), Some(&place[..]));
    assert_eq!(faults[0].r#type.as_deref(), Some("greater_than_equal"));
    Ok(())
}

/// FastAPI repeats what it rejects as `input`: the field itself, or the whole body where the fault is in no one field.
#[tokio::test]
#[ignore = "needs FastAPI: run tests/peers/run"]
async fn what_was_sent_is_not_repeated() -> Result {
    let user = User::new("not_repeated")?;
    let id = user.call().await?;
    let secret = "correct horse battery staple";
    let transfer = UpdateCallRequest::new().label(secret).action(CallAction::Transfer);
    let misspelt = UpdateCallRequest::new().mode(TransferMode::from(secret)).to(secret);
    for (body, said) in [
        (transfer, "body: Value error, a transfer needs a number"),
        (
            misspelt,
            "body.to: String should match pattern '^\\+[1-9]\\d{1,14}$'; body.mode: Input should be 'warm' or 'cold'",
        ),
    ] {
        let error = user.client.update_call(&id, body).send().await.unwrap_err();
        let head = "update_call (PATCH /calls/{call_id}): 422 Unprocessable Entity";
        assert_eq!(error.to_string(), format!("{head}: {said}"));
        assert!(matches!(error.api(), Some(UpdateCallError::UnprocessableContent(_))));
        assert!(!format!("{error:?}").contains("horse"), "{error:?}");
    }
    Ok(())
}

#[tokio::test]
#[ignore = "needs FastAPI: run tests/peers/run"]
async fn a_used_up_limit_is_typed() -> Result {
    let user = User::new("used_up")?;
    for _ in 0..99 {
        let line = ["X-User-ID: user_used_up", "Authorization: Bearer sk_live_peer"];
        assert_eq!(peers::send(&user.url, "GET /protected", &line, "")?.status, 200);
    }
    let client = builder("used_up")?.bearer_auth("sk_live_peer").user_id(&*user.id);
    let client = client.retry(Retry::none()).build()?;
    client.get_protected().send().await?;
    let error = client.get_protected().send().await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "get_protected (GET /protected): 429 Too Many Requests: Rate limit exceeded"
    );
    assert!(matches!(error.api(), Some(GetProtectedError::TooManyRequests(_))));
    assert_eq!(error.rate_limit().and_then(|limit| limit.remaining), Some(0));
    Ok(())
}
