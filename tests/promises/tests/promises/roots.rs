//! `?` across operations and providers, and what is matched on, from the roots of the clients alone.

use kathan_client::calls::GetCallError;
use kathan_client::{CallError, ErrorKind, StatusCode};

use callspec_core::testing::{Answer, InMemory};

use crate::clients::{kathan, run, sippet};

/// Calls an operation of either provider.
async fn both(kathan: kathan_client::Client, sippet: sippet_client::Client) -> Result<(), CallError> {
    kathan.get_call("a").send().await?;
    sippet.list_calls().send().await?;
    Ok(())
}

#[test]
fn one_error_takes_those_of_all_operations() {
    let missing = || Answer::json(404, &serde_json::json!({"detail": "no such call"}));
    let server = InMemory::new().answer::<kathan_client::calls::GetCall>(missing());
    let error = run(both(kathan(&server), sippet(&server))).unwrap_err();
    assert_eq!(
        error.to_string(),
        "get_call (GET /calls/{call_id}): 404 Not Found: no such call"
    );
    assert_eq!(
        (error.status(), error.is_not_found()),
        (Some(StatusCode::NOT_FOUND), true)
    );
    assert_eq!(error.words().to_string(), "no such call");
    assert!(matches!(error.api(), Some(GetCallError::NotFound(_))), "{error:?}");

    let error = kathan_client::Client::builder()
        .build()
        .map_err(CallError::from)
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Build);
    assert!(matches!(
        error.downcast_ref(),
        Some(kathan_client::BuildError::Credential(
            kathan_client::InvalidReason::MissingCredential { .. },
            _
        ))
    ));
}
