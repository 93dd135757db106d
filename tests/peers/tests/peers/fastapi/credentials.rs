//! Credentials: both are sent, and what the application says where one is wrong.

use callspec_core::types::Secret;
use kathan_client::Client;
use kathan_client::authentication::GetProtectedError;
use peers::{Result, address};

use super::{User, VARIABLE, builder};

#[tokio::test]
#[ignore = "needs FastAPI: run tests/peers/run"]
async fn both_credentials_arrive() -> Result {
    let user = User::new("credentials")?;
    let greeting = user.client.get_protected().send().await?;
    assert_eq!(greeting.user_id.as_deref(), Some("user_credentials"));
    assert_eq!(greeting.message.as_deref(), Some("Hello, user_credentials!"));

    let seen = user.requests()?.pop().ok_or("nothing arrived")?;
    assert_eq!(seen["headers"]["authorization"], "Bearer sk_live_peer");
    assert_eq!(seen["headers"]["x-user-id"], "user_credentials");
    assert_eq!(seen["headers"]["accept"], "application/json");
    Ok(())
}

#[tokio::test]
#[ignore = "needs FastAPI: run tests/peers/run"]
async fn a_wrong_key_is_a_typed_error_without_the_key() -> Result {
    let key = Secret::from("sk_live_marker");
    let client = builder("wrong_key")?
        .bearer_auth(key)
        .user_id("user_wrong_key")
        .build()?;
    let error = client.get_protected().send().await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "get_protected (GET /protected): 401 Unauthorized: Invalid authentication credentials"
    );
    assert!(!format!("{error:?}").contains("marker"));
    let Some(GetProtectedError::Unauthorized(body)) = error.api() else {
        panic!("{error:?}")
    };
    assert_eq!(body.detail, "Invalid authentication credentials");
    Ok(())
}

/// FastAPI's own document lists the two as alternatives; the application wants both, and so does the builder.
#[test]
#[ignore = "needs FastAPI: run tests/peers/run"]
fn one_of_two_credentials_is_not_enough() -> Result {
    let url = address::of(VARIABLE)?;
    for header in ["Authorization: Bearer sk_live_peer", "X-User-ID: user_alone"] {
        assert_eq!(
            peers::send(&url, "GET /protected", &[header], "")?.status,
            401,
            "{header}"
        );
    }
    assert!(
        Client::builder()
            .base_url(&*url)
            .bearer_auth("sk_live_peer")
            .build()
            .is_err()
    );
    assert!(Client::builder().base_url(&*url).user_id("user_alone").build().is_err());
    Ok(())
}
