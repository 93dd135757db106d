//! Events of webhooks, as Sippet documents them: read by their names, kept where nothing names them, and told apart from
//! requests that somebody else made.

use callspec_webhooks::{Algorithm, SignatureScheme, Signer, Verifier};
use proptest::prelude::*;
use serde_json::{Value, json};
use sippet_client::models::{EmailLabelSource, WebhookEvent};
use wire::{Result, Spec};

/// The examples of the document, each with the name of its webhook.
fn examples() -> Result<Vec<(String, Value)>> {
    let examples = Spec::read("sippet")?.webhooks().into_iter();
    Ok(examples.map(|(name, example)| (name, example.value)).collect())
}

#[test]
fn every_event_of_the_document_is_read_as_its_variant() -> Result {
    let examples = examples()?;
    assert_eq!(examples.len(), 7);
    for (name, example) in examples {
        let event = WebhookEvent::parse(example.to_string().as_bytes())?;
        let (variant, again) = match &event {
            WebhookEvent::Contact(event) => ("contact", serde_json::to_value(event)?),
            WebhookEvent::Call(event) => ("call", serde_json::to_value(event)?),
            WebhookEvent::Conversation(event) => ("conversation", serde_json::to_value(event)?),
            WebhookEvent::CommunicationMessage(event) => ("communication.message", serde_json::to_value(event)?),
            WebhookEvent::EmailClassification(event) => ("email.classification", serde_json::to_value(event)?),
            WebhookEvent::Callback(event) => ("callback", serde_json::to_value(event)?),
            WebhookEvent::PlaybookRun(event) => ("playbook.run", serde_json::to_value(event)?),
            _ => ("none", Value::Null),
        };
        assert_eq!((variant, &again), (name.as_str(), &example));
    }
    Ok(())
}

#[test]
fn what_the_page_does_not_name_is_kept() -> Result {
    // `callback` begins as `call` does, and is another family.
    for (name, is_known) in [
        ("call.new", true),
        ("callback.new", true),
        ("calls.new", false),
        ("call", false),
    ] {
        let body = json!({"id": "e1", "type": name, "data": {"more": [1]}});
        match WebhookEvent::parse(body.to_string().as_bytes())? {
            WebhookEvent::Unrecognized(event) => {
                assert!(!is_known, "{name}");
                assert_eq!((event.name(), event.as_json()), (Some(name), &body));
            }
            _ => assert!(is_known, "{name}"),
        }
    }
    let classified = json!({
        "id": "e1", "type": "email.classification.new",
        "data": {"effective_source": "oracle", "token_usage": {"input": 3}},
    });
    let WebhookEvent::EmailClassification(event) = WebhookEvent::parse(classified.to_string().as_bytes())? else {
        panic!("it is a classification")
    };
    let data = event.data.ok_or("it has data")?;
    assert_eq!(data.effective_source, Some(EmailLabelSource::from("oracle")));
    assert_eq!(data.extra["token_usage"]["input"], 3);
    Ok(())
}

#[test]
fn faults_have_a_place_and_no_value() {
    for (body, said) in [
        (
            r#"{"id":"marker","type":"call.ended","occurred_at":7}"#,
            "`/occurred_at`",
        ),
        (r#"{"type":"call.ended","data":"marker"}"#, "`/data`"),
        (r#"{"type":"call.ended","marker":1}"#, "missing field `id`"),
        ("marker", "line 1, column 1"),
        ("", "empty"),
    ] {
        let error = WebhookEvent::parse(body.as_bytes()).unwrap_err();
        let texts = format!("{error} {error:?}");
        assert!(error.to_string().contains(said), "{error}");
        assert!(!texts.contains("marker"), "{texts}");
    }
}

#[test]
fn debug_shows_nothing_of_what_nobody_described() -> Result {
    for name in ["call.ended", "invoice.paid"] {
        let body = json!({"id": "e1", "type": name, "data": {"phone": "marker"}});
        let text = format!("{:?}", WebhookEvent::parse(body.to_string().as_bytes())?);
        assert!(text.contains("phone") && !text.contains("marker"), "{text}");
    }
    Ok(())
}

#[test]
fn an_event_is_read_from_what_was_verified() -> Result {
    const SIGNED: SignatureScheme = SignatureScheme::new(Algorithm::HmacSha256, "X-Signature").prefix("sha256=");
    let (_, example) = examples()?.swap_remove(0);
    let body = example.to_string();
    let none: [(&str, &str); 0] = [];
    let headers = Signer::new(SIGNED, "secret")?.sign(none, body.as_bytes())?;
    let verifier = Verifier::new(SIGNED, "secret")?;
    let event = WebhookEvent::parse(verifier.verify(headers.clone(), body.as_bytes())?)?;
    assert!(!matches!(event, WebhookEvent::Unrecognized(_)));
    assert!(verifier.verify(headers, body.to_uppercase().as_bytes()).is_err());
    Ok(())
}

proptest! {
    #[test]
    fn any_bytes_are_an_event_or_an_error(
        bytes in proptest::collection::vec(any::<u8>(), 0..64),
        name in "(call|contact|email\\.classification)\\.[a-z]{0,9}|\\PC{0,9}",
        data in "\\[{0,200}|\\{\\}|null|\\PC{0,9}",
    ) {
        let _ = WebhookEvent::parse(&bytes);
        let name = Value::from(name);
        let _ = WebhookEvent::parse(format!(r#"{{"id":"e","type":{name},"data":{data}}}"#).as_bytes());
    }
}
