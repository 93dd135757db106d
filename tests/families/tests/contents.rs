//! Which body a media type is, and which response a reply: as a server in memory answers, and gets what is sent.

#![cfg(test)]

use callspec_core::testing::{Answer, InMemory};
use callspec_core::{Bytes, Error, Operation};
use contents_client::Client;
use contents_client::any::*;
use contents_client::models::*;
use contents_client::spellings::CreateCall;
use contents_client::statuses::*;
use contents_client::texts::*;
use contents_client::versions::*;

fn answering<O: Operation>(status: u16, media_type: &str, body: &'static str) -> (InMemory, Client) {
    let answer = Answer::new(status).header("content-type", media_type).body(body);
    let server = InMemory::new().answer::<O>(answer);
    let client = Client::builder().transport(server.clone()).build().unwrap();
    (server, client)
}

macro_rules! answer {
    ($operation:ident, $client:ident => $call:expr, $status:expr, $media_type:expr, $body:expr) => {{
        let (_, $client) = answering::<$operation>($status, $media_type, $body);
        $call.send().await
    }};
}

#[tokio::test]
async fn a_range_is_read_by_the_media_type_of_the_answer() {
    let hello = async |media_type, body| answer!(Hello, client => client.hello(), 200, media_type, body);
    assert_eq!(hello("text/plain;charset=UTF-8", "hi \"x\"").await.unwrap(), "hi \"x\"");
    assert_eq!(hello("application/json", "\"hi\"").await.unwrap(), "hi");
    assert_eq!(hello("application/problem+json", "\"hi\"").await.unwrap(), "hi");
    assert!(matches!(hello("application/json", "hi").await, Err(Error::Decode(_))));

    let mood = async |status, media_type, body| answer!(GetMood, client => client.get_mood(), status, media_type, body);
    assert_eq!(mood(200, "text/plain", "bad").await.unwrap(), Mood::Bad);
    assert_eq!(mood(200, "application/json", "\"bad\"").await.unwrap(), Mood::Bad);
    for (media_type, body) in [("text/plain", "no"), ("application/json", "\"no\"")] {
        let error = mood(400, media_type, body).await.unwrap_err();
        assert_eq!(error.api(), Some(&GetMoodError::BadRequest("no".to_owned())));
    }
    let total =
        async |status, media_type, body| answer!(GetTotal, client => client.get_total(), status, media_type, body);
    for media_type in ["application/json", "text/plain", ""] {
        assert_eq!(total(200, media_type, "7").await.unwrap(), 7, "{media_type}");
        let error = total(400, media_type, r#"{"id": "a"}"#).await.unwrap_err();
        assert_eq!(
            error.api(),
            Some(&GetTotalError::BadRequest(One::new("a"))),
            "{media_type}"
        );
    }
    let whatever = answer!(GetWhatever, client => client.get_whatever(), 200, "a/b", "\u{1}");
    assert_eq!(whatever.unwrap(), Bytes::from_static(b"\x01"));
}

#[tokio::test]
async fn ranges_beside_each_other_take_what_they_include() {
    let kinds =
        async |media_type, body| answer!(GetKinds, client => client.get_kinds(), 200, media_type, body).unwrap();
    assert_eq!(kinds("application/json", "7").await, GetKindsResponse::Ok(7));
    assert_eq!(
        kinds("text/csv", "7").await,
        GetKindsResponse::OkAnyText("7".to_owned())
    );
    assert_eq!(
        kinds("image/png", "7").await,
        GetKindsResponse::OkAny(Bytes::from_static(b"7"))
    );
}

#[tokio::test]
async fn plain_text_has_the_type_that_the_document_says() {
    let count = async |body| answer!(GetCount, client => client.get_count(), 200, "text/plain", body);
    assert_eq!(count("7\n").await.unwrap(), 7);
    assert!(matches!(count("seven").await, Err(Error::Decode(_))));
    let (server, client) = answering::<PutCount>(204, "text/plain", "");
    client.put_count(-7).await.unwrap();
    assert_eq!(
        (
            server.sent()[0].header("content-type"),
            server.sent()[0].text().as_str()
        ),
        (Some("text/plain"), "-7")
    );
    let (server, client) = answering::<PutMood>(200, "text/plain", "good");
    assert_eq!(client.put_mood(Mood::Bad).await.unwrap(), Mood::Good);
    assert_eq!(server.sent()[0].text(), "bad");
    let ratio = async |status, body| answer!(PutRatio, client => client.put_ratio(0.5), status, "text/plain", body);
    assert!(ratio(200, "true").await.unwrap());
    assert_eq!(
        ratio(400, " 7").await.unwrap_err().api(),
        Some(&PutRatioError::BadRequest(7))
    );
    assert!(matches!(ratio(400, "seven").await, Err(Error::Unexpected(_))));
    let (server, client) = answering::<PutRatio>(200, "text/plain", "false");
    assert!(!client.put_ratio(3.0).await.unwrap());
    assert_eq!(server.sent()[0].text(), "3");
    let name = async |media_type, body| answer!(GetName, client => client.get_name(), 200, media_type, body).unwrap();
    assert_eq!(name("text/plain", "\"A\"").await, "\"A\"");
    assert_eq!(name("text/json", "\"A\"").await, "A");
}

#[tokio::test]
async fn media_types_are_told_apart_by_their_parameters() {
    let stock = async |media_type, body| answer!(GetStock, client => client.get_stock(), 200, media_type, body);
    let one = GetStockResponse::Ok(One::new("a"));
    assert_eq!(stock("application/json; v=1", r#"{"id": "a"}"#).await.unwrap(), one);
    assert_eq!(stock("application/json", r#"{"id": "a"}"#).await.unwrap(), one);
    let two = stock("Application/JSON; charset=utf-8; v=\"2\"", r#"{"sku": "b"}"#)
        .await
        .unwrap();
    assert_eq!(two, GetStockResponse::OkJsonV2(Two::new("b")));
    for (body, media_type) in [
        (PutStockBody::JsonV1(One::new("a")), "application/json;v=1"),
        (PutStockBody::JsonV2(Two::new("b")), "application/json;v=2"),
    ] {
        let (server, client) = answering::<PutStock>(204, "", "");
        client.put_stock(body).await.unwrap();
        assert_eq!(server.sent()[0].header("content-type"), Some(media_type));
    }
}

#[tokio::test]
async fn versions_of_errors_are_told_apart_too() {
    let hal = async |status, media_type, body| answer!(GetHal, client => client.get_hal(), status, media_type, body);
    let (one, two) = (r#"{"id": "a"}"#, r#"{"sku": "b"}"#);
    let found = hal(200, "application/vnd.x+json;profile=b", two).await.unwrap();
    assert_eq!(found, GetHalResponse::OkXJsonProfileB(Two::new("b")));
    let found = hal(200, "application/vnd.x+json;profile=a", one).await.unwrap();
    assert_eq!(found, GetHalResponse::Ok(One::new("a")));
    let refused = hal(400, "application/problem+json; v=2", two).await.unwrap_err();
    assert_eq!(
        refused.api(),
        Some(&GetHalError::BadRequestProblemJsonV2(Two::new("b")))
    );
    let refused = hal(400, "application/problem+json; v=1", one).await.unwrap_err();
    assert_eq!(refused.api(), Some(&GetHalError::BadRequest(One::new("a"))));
}

#[tokio::test]
async fn json_and_yaml_have_other_names_too() {
    for (body, media_type) in [
        (PutConfigBody::Yaml("a: 1".to_owned()), "application/yaml"),
        (PutConfigBody::XYaml("a: 1".to_owned()), "application/x-yaml"),
        (PutConfigBody::TextYaml("a: 1".to_owned()), "text/yaml"),
    ] {
        let (server, client) = answering::<PutConfig>(200, "application/x-json", r#"{"id": "a"}"#);
        assert_eq!(client.put_config(body).await.unwrap(), One::new("a"));
        let sent = &server.sent()[0];
        assert_eq!(
            (sent.header("content-type"), sent.text().as_str()),
            (Some(media_type), "a: 1")
        );
    }
}

#[tokio::test]
async fn a_header_that_refers_to_a_parameter_has_its_type() {
    let server = InMemory::new().answer::<GetEtag>(Answer::new(204).header("etag", "7"));
    let client = Client::builder().transport(server).build().unwrap();
    let response = client.get_etag().send_raw().await.unwrap();
    assert_eq!(response.get(contents_client::headers::E_TAG), Some(7));
}

#[tokio::test]
async fn spellings_of_json_are_one_body() {
    let (server, client) = answering::<CreateCall>(200, "text/plain", r#"{"id": "a"}"#);
    assert_eq!(client.create_call(One::new("a")).await.unwrap(), One::new("a"));
    let sent = &server.sent()[0];
    assert_eq!(
        (sent.header("content-type"), sent.header("accept")),
        (Some("application/json"), Some("application/json"))
    );
}

#[tokio::test]
async fn what_default_alone_describes_is_a_success_or_an_error_by_its_status() {
    let get = async |status| answer!(GetDefault, client => client.get_default(), status, "application/json", r#"{"id": "a"}"#);
    assert_eq!(get(201).await.unwrap(), One::new("a"));
    let error = get(404).await.unwrap_err();
    assert_eq!(error.api(), Some(&GetDefaultError::Default(One::new("a"))));
}

#[tokio::test]
async fn a_part_of_a_file_is_a_success() {
    let (server, client) = answering::<GetFile>(206, "application/octet-stream", "23");
    let file = client.get_file().range("bytes=2-3").await.unwrap();
    assert_eq!(file, GetFileResponse::Ok(Bytes::from_static(b"23")));
    assert_eq!(server.sent()[0].header("range"), Some("bytes=2-3"));
}

#[tokio::test]
async fn credentials_are_sent_where_the_document_requires_none() {
    let server = InMemory::new().answer::<Hello>(Answer::json(200, "hi"));
    let both = Client::builder()
        .transport(server.clone())
        .token("t")
        .key("k")
        .build()
        .unwrap();
    let one = Client::builder().transport(server.clone()).key("k").build().unwrap();
    let none = Client::builder().transport(server.clone()).build().unwrap();
    for client in [both, one, none] {
        client.hello().await.unwrap();
    }
    let sent = server.sent();
    let found: Vec<_> = sent
        .iter()
        .map(|sent| (sent.header("authorization"), sent.query()))
        .collect();
    assert_eq!(found, [(Some("Bearer t"), "key=k"), (None, "key=k"), (None, "")]);
}
