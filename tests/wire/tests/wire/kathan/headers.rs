//! Declared headers: typed in responses, those of errors among them, and never in the way of the value.

use callspec_core::testing::{Answer, InMemory};
use callspec_core::{Error, Retry};
use kathan_client::credits::GetCreditBalance;
use kathan_client::{Client, headers};
use wire::Result;

const BALANCE: &str =
    r#"{"balance_credits": 1, "reserved_credits": 0, "spendable_credits": 1, "lifetime_purchased_credits": 1}"#;

fn limited(status: u16, left: &str) -> Answer {
    Answer::new(status)
        .header("X-RateLimit-Limit", "100")
        .header("X-RateLimit-Remaining", left)
}

fn client(answer: Answer) -> Result<Client> {
    let server = InMemory::new().answer::<GetCreditBalance>(answer);
    let builder = Client::builder().bearer_auth("key").user_id("user");
    Ok(builder.retry(Retry::none()).transport(server).build()?)
}

#[tokio::test]
async fn headers_of_an_response_are_typed() -> Result {
    let answer = client(limited(200, "99").body(BALANCE))?
        .get_credit_balance()
        .send_raw()
        .await?;
    assert_eq!(answer.get(headers::X_RATE_LIMIT_LIMIT), Some(100));
    assert_eq!(answer.get(headers::X_RATE_LIMIT_REMAINING), Some(99));
    assert_eq!(answer.get(headers::X_RATE_LIMIT_RESET), None);
    Ok(())
}

#[tokio::test]
async fn a_header_that_is_not_as_declared_keeps_its_text() -> Result {
    let answer = client(limited(200, "many").body(BALANCE))?
        .get_credit_balance()
        .send_raw()
        .await?;
    assert_eq!(answer.get(headers::X_RATE_LIMIT_REMAINING), None);
    assert_eq!(answer.header("X-RateLimit-Remaining"), Some("many"));
    assert_eq!(answer.value().spendable_credits, Some(1));
    Ok(())
}

#[tokio::test]
async fn headers_of_an_error_response_are_typed() -> Result {
    let outcome = client(limited(401, "0").body(r#"{"detail": "no"}"#))?
        .get_credit_balance()
        .send()
        .await;
    let Err(error) = outcome else {
        return Err("no error".into());
    };
    assert_eq!(error.get(headers::X_RATE_LIMIT_REMAINING), Some(0));
    let Error::Api(documented) = error else {
        return Err(error.into());
    };
    assert_eq!(documented.get(headers::X_RATE_LIMIT_LIMIT), Some(100));

    let unexpected = client(limited(500, "0"))?.get_credit_balance().send().await;
    let Err(Error::Unexpected(unexpected)) = unexpected else {
        return Err("no error".into());
    };
    assert_eq!(unexpected.get(headers::X_RATE_LIMIT_LIMIT), Some(100));
    Ok(())
}
