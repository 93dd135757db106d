//! Error responses, in the words of the server.

use callspec_core::Error;
use peers::{Result, Tape};
use sippet_client::calls::{ListCallsError, UpdateCallError};
use sippet_client::models::{CallAttributesUpdate, CallSort, CallStatus};

use super::{builder, client};

#[tokio::test]
#[ignore = "needs Django: run tests/peers/run"]
async fn a_refused_attribute_has_its_place() -> Result {
    let client = client("refused_attribute")?;
    let change = CallAttributesUpdate::new()
        .status(CallStatus::from("lost"))
        .clear_call_source();
    let error = client.update_call("bob-refused", change).send().await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "update_call (PATCH /api/calls/{id}): 400 Bad Request: \
         /data/attributes/call_source: This field may not be null.; \
         /data/attributes/status: \"lost\" is not a valid choice."
    );
    let Some(UpdateCallError::Default(document)) = error.api() else {
        panic!("{error:?}")
    };
    let found: Vec<_> = document
        .errors
        .iter()
        .map(|error| {
            let pointer = error.source.as_ref().and_then(|source| source.pointer.as_deref());
            (error.code.as_deref(), error.status.as_deref(), pointer)
        })
        .collect();
    assert_eq!(
        found,
        [
            (Some("null"), Some("400"), Some("/data/attributes/call_source")),
            (Some("invalid_choice"), Some("400"), Some("/data/attributes/status")),
        ]
    );
    Ok(())
}

/// `++status` is an order of AshJsonApi; this peer knows `-` only. Neither knows the relationship.
#[tokio::test]
#[ignore = "needs Django: run tests/peers/run"]
async fn a_refused_query_is_typed() -> Result {
    let client = client("refused_query")?;
    let sorted = client.list_calls().sort([CallSort::StatusAscendingNilsFirst]);
    let error = sorted.send().await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "list_calls (GET /api/calls): 400 Bad Request: /data: invalid sort parameter: ++status"
    );
    let error = client.list_calls().include("eyes").send().await.unwrap_err();
    let Some(ListCallsError::Default(document)) = error.api() else {
        panic!("{error:?}")
    };
    let detail = "This endpoint does not support the include parameter for path eyes";
    assert_eq!(document.errors[0].detail.as_deref(), Some(detail));
    Ok(())
}

#[tokio::test]
#[ignore = "needs Django: run tests/peers/run"]
async fn an_unknown_call_and_a_wrong_token_are_typed() -> Result {
    let error = client("unknown_call")?
        .update_call("nobody", CallAttributesUpdate::new())
        .send()
        .await
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "update_call (PATCH /api/calls/{id}): 404 Not Found: No Call matches the given query."
    );
    let stranger = builder("wrong_token", Tape::new("sippet", "wrong_token"))?
        .bearer_auth("marker")
        .build()?;
    let error = stranger.list_calls().send().await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "list_calls (GET /api/calls): 401 Unauthorized: /data: Invalid token."
    );
    assert!(matches!(error.api(), Some(ListCallsError::Default(_))));
    assert!(!format!("{error:?}").contains("marker"));
    Ok(())
}

/// A route that Django does not have is answered in HTML, by no part of the framework.
#[tokio::test]
#[ignore = "needs Django: run tests/peers/run"]
async fn a_page_of_html_is_kept_and_not_shown() -> Result {
    let elsewhere = format!("{}/elsewhere", peers::address::of(super::VARIABLE)?);
    let client = builder("html", Tape::new("sippet", "html"))?.base_url(elsewhere);
    let error = client
        .bearer_auth("sippet-token")
        .build()?
        .list_calls()
        .send()
        .await
        .unwrap_err();
    assert_eq!(error.to_string(), "list_calls (GET /api/calls): 404 Not Found");
    let Error::Unexpected(response) = error else {
        panic!("{error:?}")
    };
    assert!(response.body().trim_ascii_start().starts_with(b"<!doctype html>"));
    Ok(())
}
