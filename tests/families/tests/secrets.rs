//! What `Debug` prints of a document with every kind of sensitive place: names of members, what is described, and no secret.

#![cfg(test)]

use std::fmt::Debug;

use callspec_core::Error;
use callspec_core::testing::{Answer, InMemory};
use families_client::Client;
use families_client::logins::{LogIn, LogInError, PutLoginBody};
use families_client::models::{Credentials, Login};
use serde_json::{Map, Value, json};

/// Stands, as a text or among the digits of a number, wherever something is secret.
const TEXT: &str = "marker-7c21";
const NUMBER: i64 = 7_021_702_170_217;

#[track_caller]
fn printed(value: &impl Debug) -> String {
    let text = format!("{value:?} {value:#?}");
    assert!(!text.contains(TEXT) && !text.contains(&NUMBER.to_string()), "{text}");
    text
}

fn login() -> Value {
    json!({
        "id": "login-1",
        "pin": NUMBER,
        "password": TEXT,
        "codes": [TEXT],
        "numbers": [NUMBER],
        "settings": {"key": TEXT},
        "meta": {"token": TEXT, "of": [{"n": NUMBER}]},
        "credentials": {"user": TEXT, "port": NUMBER, "other": NUMBER},
        "device": {"name": TEXT, "parts": {"serial": NUMBER}},
        "way": [TEXT],
        "unknown": TEXT,
    })
}

#[test]
fn no_type_prints_what_is_sensitive_or_described_by_nobody() {
    let all: Login = serde_json::from_value(login()).unwrap();
    let text = printed(&all);
    for shown in [
        r#"id: "login-1""#,
        r#"meta: {"of": [{"n": [redacted]}], "token": [redacted]}"#,
        r#"extra: {"unknown": [redacted]}"#,
        "password: Some([redacted])",
    ] {
        assert!(text.contains(shown), "{shown}: {text}");
    }
    // Each type by itself, as a program may hold any of them.
    printed(&all.credentials);
    printed(&serde_json::from_value::<Credentials>(login()["credentials"].clone()).unwrap());
    let device = all.device.clone().unwrap();
    printed(&device);
    printed(&device.parts);
    printed(&all.way);
    let unknown = json!({"way": {"key": TEXT}, "id": "login-1"});
    printed(&serde_json::from_value::<Login>(unknown).unwrap());
    // Nothing is lost.
    assert_eq!(serde_json::to_value(&all).unwrap(), login());
}

fn request(client: &Client) -> LogIn {
    let body = serde_json::from_value(login()).unwrap();
    let request = client.log_in(TEXT, TEXT, TEXT, TEXT, body).password(NUMBER);
    request.theme(TEXT).page_token("second")
}

#[tokio::test]
async fn requests_and_errors_print_no_credential() {
    let server = InMemory::new().respond_with::<LogIn>(|sent| {
        let status = if sent.query().contains("page_token=second") {
            400
        } else {
            409
        };
        Ok(Answer::json(status, &login()))
    });
    let client = Client::builder().transport(server.clone()).build().unwrap();
    let request = request(&client);
    let text = printed(&request);
    assert!(
        text.contains(r#"page_token: Some("second")"#) && text.contains("login-1"),
        "{text}"
    );

    let error = request.send().await.unwrap_err();
    assert!(
        matches!(error.api(), Some(LogInError::BadRequest(Value::Object(_)))),
        "{:?}",
        error.status()
    );
    assert!(printed(&error).contains(r#"BadRequest({"codes": [[redacted]]"#));
    let error = client.log_in(TEXT, TEXT, TEXT, TEXT, serde_json::from_value(login()).unwrap());
    let error = error.send().await.unwrap_err();
    assert!(matches!(error, Error::Api(_)) && printed(&error).contains("login-1"));

    // All of it was sent.
    let sent = &server.sent()[0];
    assert_eq!(sent.header("authorization"), Some(TEXT));
    assert_eq!(sent.header("x-api-key"), Some(TEXT));
    assert_eq!(sent.header("cookie"), Some(format!("theme={TEXT}").as_str()));
    assert_eq!(sent.path(), format!("/base/logins/{TEXT}"));
    assert_eq!(
        sent.query(),
        format!("access_token={TEXT}&password={NUMBER}&page_token=second")
    );
}

#[test]
fn bodies_of_free_json_are_not_printed() {
    let client = Client::builder().transport(InMemory::new()).build().unwrap();
    let body = || Map::from_iter([("key".to_owned(), json!(TEXT))]);
    assert!(printed(&client.patch_login(TEXT, body())).contains(r#"{"key": [redacted]}"#));
    printed(&PutLoginBody::from(body()));
    printed(&client.put_login(TEXT, vec![json!(TEXT)]));
}
