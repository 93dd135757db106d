//! Ids with characters that mean something elsewhere: each arrives as it is, finds nothing, or is refused before it is sent.

use callspec_core::Error;
use peers::Result;
use sippet_client::models::CallAttributesUpdate;

use super::{client, requests};

#[tokio::test]
#[ignore = "needs Django: run tests/peers/run"]
async fn promise_08_ids_arrive_intact() -> Result {
    let client = client("ids")?;
    for id in [
        "50%",
        "50%25",
        "two words",
        "ünïcödé ☎",
        "a?b=c&d#e",
        "a+b",
        "a..b",
        "quote\"'",
        "semi;colon",
    ] {
        let call = client.update_call(id, CallAttributesUpdate::new()).send().await?;
        assert_eq!(call.data.id, id);
    }
    Ok(())
}

/// Django decodes `%2F` before it looks for a route, and does not find one: the server has a call `a/b` that nobody can
/// reach. AshJsonApi would find it. Neither finds another call.
#[tokio::test]
#[ignore = "needs Django: run tests/peers/run"]
async fn promise_08_an_id_with_a_slash_finds_nothing_else() -> Result {
    let client = client("slash")?;
    for id in ["a/b", "/", "alice-0/", "/alice-0"] {
        let error = client
            .update_call(id, CallAttributesUpdate::new())
            .send()
            .await
            .unwrap_err();
        assert_eq!(error.status().map(|status| status.as_u16()), Some(404), "{id}: {error}");
    }
    Ok(())
}

#[tokio::test]
#[ignore = "needs Django: run tests/peers/run"]
async fn promise_08_dot_segments_are_refused_before_they_are_sent() -> Result {
    let client = client("dots")?;
    for id in [
        "",
        ".",
        "..",
        "%2e",
        "%2E%2e",
        ".%2e",
        "../calls/alice-0",
        "bob-change/../alice-0",
        "..%2f",
    ] {
        let error = client
            .update_call(id, CallAttributesUpdate::new())
            .send()
            .await
            .unwrap_err();
        assert!(matches!(error, Error::Invalid(_)), "{id}: {error}");
    }
    assert!(requests("dots")?.is_empty());
    Ok(())
}
