//! What a call sends and takes beyond its document: query parameters, members of its body, and a limit of its own.

use callspec_core::testing::{Answer, InMemory};
use callspec_core::{Error, InvalidReason};
use kathan_client::calls::{GetCall, ListCalls, UpdateCall};
use kathan_client::models::{UpdateCallRequest, UploadRecipientsRequest};
use serde_json::json;
use sippet_client::models::CallAttributesUpdate;

use crate::clients::{Result, failing, kathan, run, sippet};

#[test]
fn an_extra_parameter_takes_the_place_of_those_of_its_name_on_every_page() {
    let server = InMemory::new()
        .answer::<ListCalls>(Answer::json(200, &json!([{"id": "c1"}])))
        .answer::<ListCalls>(Answer::json(200, &json!([])));
    let listed = kathan(&server)
        .list_calls()
        .limit(1)
        .extra_query("limit", 2)
        .extra_query("tag", ["a b", "c&d"]);
    let mut items = listed.extra_query("none", None::<u8>).items();
    assert_eq!(run(items.next()).unwrap().unwrap().id, "c1");
    assert!(run(items.next()).is_none());
    let queries: Vec<_> = server.sent().iter().map(|sent| sent.query().to_owned()).collect();
    assert_eq!(
        queries,
        ["limit=2&tag=a%20b&tag=c%26d", "offset=1&limit=2&tag=a%20b&tag=c%26d"]
    );
}

#[test]
fn an_extra_member_stands_in_the_body_where_it_is_said_to() {
    let server = failing::<UpdateCall>();
    let patch = UpdateCallRequest::new().label("old").mode("warm");
    let call = kathan(&server).update_call("c1", patch);
    let call = call
        .extra_body("beta", json!({"x": null}))
        .extra_body("label", None::<u8>);
    let _ = run(call.send());
    assert_eq!(
        server.sent()[0].text(),
        r#"{"label":null,"mode":"warm","beta":{"x":null}}"#
    );

    let server = failing::<sippet_client::calls::UpdateCall>();
    let call = sippet(&server).update_call("c1", CallAttributesUpdate::new());
    let _ = run(call
        .extra_body("/data/attributes/beta", true)
        .extra_body("meta", json!({}))
        .send());
    let body = json!({"data": {"type": "Call", "id": "c1", "attributes": {"beta": true}}, "meta": {}});
    assert_eq!(server.sent()[0].json(), body);
}

#[test]
fn an_extra_member_without_an_object_to_hold_it_is_an_error_and_nothing_is_sent() {
    let server = failing::<GetCall>();
    let error = run(kathan(&server).get_call("c1").extra_body("beta", 1).send()).unwrap_err();
    assert_eq!(
        error.to_string(),
        "get_call (GET /calls/{call_id}): not sent: `beta` cannot be written: the call has no body"
    );
    let rows = UploadRecipientsRequest::new(callspec_core::File::new("number"));
    let error = run(kathan(&server)
        .upload_recipients("l1", rows)
        .extra_body("beta", 1)
        .send())
    .unwrap_err();
    assert!(error.to_string().contains("the body is not JSON"), "{error}");
    let call = kathan(&server).update_call("c1", UpdateCallRequest::new());
    let error = run(call.extra_body("/meta/beta", 1).send()).unwrap_err();
    let Error::Invalid(invalid) = &error else {
        panic!("{error}")
    };
    assert_eq!(invalid.parameter(), "/meta/beta");
    assert!(matches!(invalid.reason(), InvalidReason::Unwritable(_)), "{error}");
    assert!(server.sent().is_empty());
}

#[test]
fn a_call_has_a_limit_of_size_of_its_own() -> Result {
    let whole = json!({"id": "c1", "label": "a".repeat(1000)});
    let server = InMemory::new().answer::<GetCall>(Answer::json(200, &whole));
    let error = run(kathan(&server).get_call("c1").body_limit(1000).send()).unwrap_err();
    assert!(matches!(error, Error::TooLarge(_)), "{error}");
    assert_eq!(run(kathan(&server).get_call("c1").body_limit(2000).send())?.id, "c1");
    Ok(())
}
