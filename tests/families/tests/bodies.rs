//! Kinds of request bodies, as a server in memory gets them.

#![cfg(test)]

use bodies_client::Client;
use bodies_client::forms::*;
use bodies_client::json::*;
use bodies_client::models::*;
use bodies_client::others::*;
use callspec_core::testing::{Answer, InMemory, Sent};
use callspec_core::types::File;
use callspec_core::{CallError, Operation};
use serde_json::json;

/// What a call that ends in nothing sends.
async fn sent<O: Operation>(call: impl AsyncFnOnce(Client) -> Result<(), CallError>) -> Sent {
    let server = InMemory::new().answer::<O>(Answer::new(204));
    let client = Client::builder().transport(server.clone()).build().unwrap();
    call(client).await.unwrap();
    server.sent().remove(0)
}

macro_rules! sends {
    ($operation:ident, $client:ident => $call:expr, $content_type:expr, $body:expr) => {{
        let sent = sent::<$operation>(async |$client| Ok($call.await?)).await;
        let content_type: Option<&str> = $content_type.into();
        assert_eq!(
            (sent.header("content-type"), sent.text().as_str()),
            (content_type, $body)
        );
    }};
}

#[tokio::test]
async fn a_body_that_need_not_be_there_is_not_sent() {
    sends!(Optional, client => client.optional(), None, "");
    sends!(Optional, client => client.optional().body(Item::new("a")), "application/json", r#"{"id":"a"}"#);
    sends!(PostEmpty, client => client.post_empty(), None, "");
    sends!(PostSeveral, client => client.post_several(), None, "");
}

#[tokio::test]
async fn any_value_of_json_is_a_body() {
    let json = "application/json";
    sends!(PutText, client => client.put_text("a\"b"), json, r#""a\"b""#);
    sends!(PutNumber, client => client.put_number(3.0), json, "3");
    sends!(DeleteList, client => client.delete_list(), None, "");
    sends!(DeleteList, client => client.delete_list().body([]), json, "[]");
    sends!(PutNull, client => client.put_null(None), json, "null");
    sends!(PutNull, client => client.put_null(Some(PutNullRequest::new())), json, "{}");
    sends!(PutAny, client => client.put_any(json!([1])), json, "[1]");
    sends!(GetWithBody, client => client.get_with_body(Item::new("a")), json, r#"{"id":"a"}"#);
    sends!(PutCharset, client => client.put_charset(Item::new("a").size(1)), "application/json; charset=utf-8", r#"{"id":"a","size":1}"#);
    sends!(PutBinaryJson, client => client.put_binary_json(File::new("a")), json, "a");
}

#[tokio::test]
async fn bytes_and_texts_are_sent_as_they_are() {
    let png = || File::new("b").name("b.png").content_type("image/png");
    sends!(PostXml, client => client.post_xml("<a/>"), "application/xml", "<a/>");
    sends!(PostBytes, client => client.post_bytes(png()), "application/octet-stream", "b");
    sends!(PutImage, client => client.put_image(png()), "image/png", "b");
    sends!(PutImage, client => client.put_image(File::new("b")), "application/octet-stream", "b");
    sends!(PutPng, client => client.put_png(File::new("b")), "image/png", "b");
    sends!(PutAnyBytes, client => client.put_any_bytes(png()), "image/png", "b");
    sends!(PutWhatever, client => client.put_whatever(png()), "image/png", "b");
    sends!(PostAny, client => client.post_any("a"), "text/plain", "a");
    sends!(PostLines, client => client.post_lines(File::new("{}\n{}")), "application/x-ndjson", "{}\n{}");
    sends!(PutPlain, client => client.put_plain("é"), "text/plain; charset=utf-8", "é");
}

#[tokio::test]
async fn each_of_several_media_types_can_be_sent() {
    let item = || Item::new("a b").size(1);
    sends!(PostSeveral, client => client.post_several().body(item()), "application/json", r#"{"id":"a b","size":1}"#);
    sends!(PostSeveral, client => client.post_several().body(PostSeveralBody::Xml("<a/>".into())), "application/xml", "<a/>");
    sends!(PostSeveral, client => client.post_several().body(PostSeveralBody::Form(item())), "application/x-www-form-urlencoded", "id=a%20b&size=1");
    sends!(PostSeveral, client => client.post_several().body(PostSeveralBody::Csv("a,b".into())), "text/csv", "a,b");
    sends!(PostSeveral, client => client.post_several().body(File::new("b")), "application/octet-stream", "b");
    let multipart =
        sent::<PostSeveral>(async |client| Ok(client.post_several().body(PostSeveralBody::Multipart(item())).await?))
            .await;
    assert_eq!(parts(&multipart), ["name=\"id\"\r\n\r\na b", "name=\"size\"\r\n\r\n1"]);
}

/// The parts of a form, without what all of them begin with.
fn parts(sent: &Sent) -> Vec<String> {
    let content_type = sent.header("content-type").unwrap();
    let boundary = content_type.strip_prefix("multipart/form-data; boundary=").unwrap();
    let text = sent.text();
    let inner = text.strip_suffix(&format!("--{boundary}--\r\n")).unwrap();
    let delimiter = format!("--{boundary}\r\n");
    let parts = inner.split(&delimiter).skip(1);
    let part = |part: &str| {
        let part = part.strip_prefix("Content-Disposition: form-data; ").unwrap();
        part.strip_suffix("\r\n").unwrap().to_owned()
    };
    parts.map(part).collect()
}

#[tokio::test]
async fn each_kind_of_member_is_a_part_of_a_form() {
    let file = |name: &str| File::new("b").name(name);
    let form = PostFormRequest::new([file("a \"1\".txt"), file("é.txt").content_type("text/plain")])
        .more([file("1.png")])
        .raw(File::new("r"))
        .encoded("Yg==")
        .item(Item::new("i"))
        .items([Item::new("1"), Item::new("2")])
        .when("2026-01-02T03:04:05Z")
        .flag(false)
        .level(2)
        .either(file("e").content_type("image/jpeg"))
        .any(file("g.gif").content_type("image/gif"))
        .note("n");
    let post = sent::<PostForm>(async |client| Ok(client.post_form(form).await?)).await;
    let bytes = "\r\nContent-Type: application/octet-stream\r\n\r\n";
    let json = "\r\nContent-Type: application/json\r\n\r\n";
    assert_eq!(
        parts(&post),
        [
            format!("name=\"files\"; filename=\"a %221%22.txt\"{bytes}b"),
            "name=\"files\"; filename=\"é.txt\"\r\nContent-Type: text/plain\r\n\r\nb".to_owned(),
            "name=\"more\"; filename=\"1.png\"\r\nContent-Type: image/png\r\n\r\nb".to_owned(),
            format!("name=\"raw\"; filename=\"raw\"{bytes}r"),
            "name=\"encoded\"\r\n\r\nYg==".to_owned(),
            format!("name=\"item\"{json}{{\"id\":\"i\"}}"),
            format!("name=\"items\"{json}{{\"id\":\"1\"}}"),
            format!("name=\"items\"{json}{{\"id\":\"2\"}}"),
            "name=\"when\"\r\n\r\n2026-01-02T03:04:05Z".to_owned(),
            "name=\"flag\"\r\n\r\nfalse".to_owned(),
            "name=\"level\"\r\n\r\n2".to_owned(),
            "name=\"either\"; filename=\"e\"\r\nContent-Type: image/jpeg\r\n\r\nb".to_owned(),
            "name=\"any\"; filename=\"g.gif\"\r\nContent-Type: image/gif\r\n\r\nb".to_owned(),
            "name=\"note\"\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nn".to_owned(),
        ]
    );
    let nothing = sent::<PostFormOfNothing>(async |client| {
        Ok(client.post_form_of_nothing(PostFormOfNothingRequest::new()).await?)
    })
    .await;
    assert!(parts(&nothing).is_empty());
    let one = sent::<PostFormOfOne>(async |client| Ok(client.post_form_of_one(file("a")).await?)).await;
    let list = sent::<PostFormOfList>(async |client| Ok(client.post_form_of_list([file("a"), file("b")]).await?)).await;
    let part = |name| format!("name=\"file\"; filename=\"{name}\"{bytes}b");
    assert_eq!(
        (parts(&one), parts(&list)),
        (vec![part("a")], vec![part("a"), part("b")])
    );
    let files =
        sent::<PostFormOfFiles>(async |client| Ok(client.post_form_of_files([("k".to_owned(), file("a"))]).await?))
            .await;
    assert_eq!(parts(&files), [format!("name=\"k\"; filename=\"a\"{bytes}b")]);
}

#[tokio::test]
async fn urlencoded_forms_hold_maps_and_nested_objects() {
    let media_type = "application/x-www-form-urlencoded";
    sends!(PostMap, client => client.post_map([("a b".to_owned(), "c&d".to_owned())]), media_type, "a%20b=c%26d");
    sends!(PostUrlencoded, client => client.post_urlencoded(), None, "");
    let nested = PostUrlencodedRequestNested::new().deep(PostUrlencodedRequestNestedDeep::new().x(1));
    let form = PostUrlencodedRequest::new("i").nested(nested).clear_none();
    let form = form.list(["a".to_owned(), "b".to_owned()]).to(["c".to_owned()]);
    sends!(PostUrlencoded, client => client.post_urlencoded().body(form), media_type,
        "id=i&nested%5Bdeep%5D%5Bx%5D=1&list=a&list=b&to%5B%5D=c");
}
