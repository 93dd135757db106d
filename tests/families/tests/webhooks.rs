//! Events that a header alone tells apart, signed with that header, the address and the time.

#![cfg(test)]

use callspec_webhooks::{SignatureError, Signer, Verifier};
use families_client::models::{Activity, WEBHOOK_SIGNATURE, WebhookEvent};

const URL: &str = "https://receiver.example/hooks?of=families";
const BODY: &[u8] = br#"{"sender":"zoe","action":"created"}"#;

fn signed(event: &str) -> Vec<(&'static str, String)> {
    let signer = Signer::new(WEBHOOK_SIGNATURE, "secret").unwrap().url(URL);
    signer.sign([("x-event", event)], BODY).unwrap()
}

fn verifier() -> Verifier {
    Verifier::new(WEBHOOK_SIGNATURE, "secret").unwrap().url(URL)
}

#[test]
fn one_body_is_the_event_that_its_header_says() {
    let read = |event: &str| {
        let headers = signed(event);
        let body = verifier().verify(headers.clone(), BODY).unwrap();
        WebhookEvent::parse(headers, body).unwrap()
    };
    let sender = |activity: Activity| activity.sender;
    for event in ["push", "star", "watch", "fork"] {
        match (event, read(event)) {
            ("push", WebhookEvent::Pushed(activity)) => assert_eq!(sender(activity), "zoe"),
            ("star" | "watch", WebhookEvent::Starred(activity)) => assert_eq!(sender(activity), "zoe"),
            ("fork", WebhookEvent::Unrecognized(event)) => {
                assert_eq!(
                    (event.name(), &event.as_json()["sender"]),
                    (Some("fork"), &"zoe".into())
                );
            }
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn nothing_that_is_signed_can_be_another() {
    let mut headers = signed("push");
    headers.iter_mut().find(|(name, _)| *name == "X-Event").unwrap().1 = "star".to_owned();
    let refused = Err(SignatureError::NoSignatureFits);
    assert_eq!(verifier().verify(headers, BODY), refused);
    let elsewhere = verifier().url("https://receiver.example/hooks?of=others");
    assert_eq!(elsewhere.verify(signed("push"), BODY), refused);
    let error = WebhookEvent::parse(signed("push"), b"{}").unwrap_err();
    assert_eq!((error.event(), error.pointer()), (Some("push"), Some("")));
}
