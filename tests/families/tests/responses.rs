//! Kinds of responses, as a server in memory gives them.

#![cfg(test)]

use callspec_core::testing::{Answer, InMemory};
use callspec_core::types::Timestamp;
use callspec_core::{Bytes, Error, Operation};
use responses_client::Client;
use responses_client::bodies::*;
use responses_client::headers;
use responses_client::headers_::*;
use responses_client::models::*;
use responses_client::statuses::*;
use serde_json::json;

fn answering<O: Operation>(status: u16, media_type: &str, body: impl Into<Bytes>) -> Client {
    let answer = match media_type {
        "" => Answer::new(status),
        media_type => Answer::new(status).header("content-type", media_type),
    };
    let server = InMemory::new().answer::<O>(answer.header("location", "/there").body(body));
    Client::builder().transport(server).build().unwrap()
}

macro_rules! answer {
    ($operation:ident, $call:ident, $status:expr, $media_type:expr, $body:expr) => {
        answering::<$operation>($status, $media_type, $body)
            .$call()
            .send()
            .await
    };
}

const JSON: &str = "application/json";
const ITEM: &str = r#"{"id":"a"}"#;
const FAULT: &str = r#"{"title":"t"}"#;
const OTHER: &str = r#"{"job":"j"}"#;

#[tokio::test]
async fn a_code_goes_before_its_range_and_a_range_before_default() {
    let get = async |status, media_type, body| answer!(GetRanges, get_ranges, status, media_type, body);
    for status in [200, 201, 299] {
        assert_eq!(get(status, JSON, ITEM).await.unwrap(), Item::new("a"));
    }
    let fault = || Fault::new("t");
    for (status, media_type, body, expected) in [
        (404, JSON, FAULT, GetRangesError::NotFound),
        (400, JSON, FAULT, GetRangesError::ClientError(fault())),
        (499, JSON, FAULT, GetRangesError::ClientError(fault())),
        (
            503,
            "text/plain",
            "busy",
            GetRangesError::ServiceUnavailable("busy".to_owned()),
        ),
        (500, JSON, FAULT, GetRangesError::ServerError(fault())),
        (302, JSON, OTHER, GetRangesError::Default(Other::new("j"))),
        (600, JSON, OTHER, GetRangesError::Default(Other::new("j"))),
    ] {
        let error = get(status, media_type, body).await.unwrap_err();
        assert_eq!(error.api(), Some(&expected), "{status}");
    }
    // What comes is not what the document says of it: its status and its text are there.
    let error = get(400, "text/html", "<h1>no").await.unwrap_err();
    let Error::Unexpected(unexpected) = &error else {
        panic!("{error}")
    };
    assert_eq!(
        (unexpected.status().as_u16(), &unexpected.body()[..]),
        (400, &b"<h1>no"[..])
    );
}

#[tokio::test]
async fn each_success_has_its_body() {
    let post = async |status, body| answer!(PostSeveral, post_several, status, JSON, body);
    assert_eq!(post(200, ITEM).await.unwrap(), PostSeveralResponse::Ok(Item::new("a")));
    assert_eq!(post(201, "").await.unwrap(), PostSeveralResponse::Created);
    assert_eq!(post(201, "made").await.unwrap(), PostSeveralResponse::Created);
    assert_eq!(
        post(202, OTHER).await.unwrap(),
        PostSeveralResponse::Accepted(Other::new("j"))
    );
    assert!(matches!(post(206, ITEM).await, Err(Error::Unexpected(_))));
    assert!(matches!(post(200, "").await, Err(Error::Decode(_))));
    let created = answering::<PostSeveral>(201, "", "")
        .post_several()
        .send_raw()
        .await
        .unwrap();
    assert_eq!(created.get(headers::LOCATION).as_deref(), Some("/there"));

    let get = async |status, media_type, body| answer!(GetBoth, get_both, status, media_type, body);
    assert_eq!(get(204, "", "").await.unwrap(), GetBothResponse::NoContent);
    assert_eq!(
        get(304, "", "").await.unwrap_err().api(),
        Some(&GetBothError::NotModified)
    );
    let error = get(418, "application/problem+json", FAULT).await.unwrap_err();
    assert_eq!(error.api(), Some(&GetBothError::Default(Fault::new("t"))));
    assert!(matches!(get(202, JSON, FAULT).await, Err(Error::Unexpected(_))));

    let get = async |status, media_type, body| answer!(GetEmpty, get_empty, status, media_type, body);
    get(200, "text/html", "<p>").await.unwrap();
    get(204, "", "").await.unwrap();
    for media_type in [JSON, "application/problem+json", ""] {
        let error = get(400, media_type, FAULT).await.unwrap_err();
        assert_eq!(
            error.api(),
            Some(&GetEmptyError::BadRequest(Fault::new("t"))),
            "{media_type}"
        );
    }
    let delete = async |status| answer!(DeleteUndescribed, delete_undescribed, status, JSON, ITEM);
    delete(200).await.unwrap();
    assert!(matches!(delete(400).await, Err(Error::Unexpected(_))));
}

#[tokio::test]
async fn what_leads_elsewhere_is_not_followed() {
    let moved = answering::<GetMoved>(302, "", "").get_moved().send_raw().await.unwrap();
    assert_eq!(moved.get(headers::LOCATION).as_deref(), Some("/there"));
    let see = answer!(PostSee, post_see, 303, "", "").unwrap_err();
    assert_eq!(see.api(), Some(&PostSeeError::SeeOther));
    assert_eq!(see.get(headers::LOCATION).as_deref(), Some("/there"));
}

#[tokio::test]
async fn any_value_of_json_is_read() {
    assert_eq!(answer!(GetText, get_text, 200, JSON, "\"a\"").unwrap(), "a");
    assert!(answer!(PutFlag, put_flag, 200, JSON, " true\n").unwrap());
    assert_eq!(answer!(PostMaybe, post_maybe, 200, JSON, "null").unwrap(), None);
    assert_eq!(
        answer!(PostMaybe, post_maybe, 200, JSON, ITEM).unwrap(),
        Some(Item::new("a"))
    );
    assert_eq!(answer!(PatchAny, patch_any, 200, JSON, "[1]").unwrap(), json!([1]));
    assert_eq!(answer!(DeleteList, delete_list, 200, JSON, "[]").unwrap(), []);
    for media_type in [
        "application/json",
        "application/json;charset=utf-8",
        "application/vnd.x+json",
        "text/plain",
        "",
    ] {
        assert_eq!(
            answer!(GetUpper, get_upper, 200, media_type, ITEM).unwrap(),
            Item::new("a"),
            "{media_type}"
        );
    }
    let html = answer!(GetUpper, get_upper, 200, "text/html", "<p>").unwrap_err();
    assert!(html.to_string().contains("`text/html`, no JSON"), "{html}");
}

#[tokio::test]
async fn texts_and_bytes_are_read_as_they_are() {
    assert_eq!(answer!(GetCsv, get_csv, 200, "text/csv", "a,é").unwrap(), "a,é");
    assert_eq!(answer!(GetCsv, get_csv, 200, "text/csv", "").unwrap(), "");
    let latin = answer!(GetCsv, get_csv, 200, "text/csv; charset=ISO-8859-1", &b"a,\xE9"[..]);
    assert_eq!(latin.unwrap(), "a,é");
    let unknown = answer!(GetCsv, get_csv, 200, "text/csv; charset=shift_jis", &b"\x82\xA0"[..]).unwrap_err();
    assert!(unknown.to_string().contains("shift_jis"), "{unknown}");
    assert_eq!(
        answer!(GetXml, get_xml, 200, "application/xml", "<a/>").unwrap(),
        "<a/>"
    );
    let bytes = Bytes::from_static(b"\xFF\0");
    assert_eq!(
        answer!(GetPdf, get_pdf, 200, "application/pdf", bytes.clone()).unwrap(),
        bytes
    );
    assert_eq!(
        answer!(GetPdf, get_pdf, 200, "application/octet-stream", bytes.clone()).unwrap(),
        bytes
    );
    assert_eq!(answer!(GetPdf, get_pdf, 200, "application/pdf", "").unwrap(), "");
    assert_eq!(
        answer!(GetMixed, get_mixed, 200, "multipart/mixed; boundary=b", "--b--").unwrap(),
        "--b--"
    );
    assert_eq!(
        answer!(GetBinaryJson, get_binary_json, 200, JSON, bytes.clone()).unwrap(),
        bytes
    );
}

#[tokio::test]
async fn bodies_are_told_by_their_media_types() {
    let get = async |media_type, body| answer!(GetJsonOrBytes, get_json_or_bytes, 200, media_type, body);
    let html = GetJsonOrBytesResponse::OkHtml("<p>".to_owned());
    assert_eq!(
        get(JSON, ITEM).await.unwrap(),
        GetJsonOrBytesResponse::Ok(Item::new("a"))
    );
    assert_eq!(
        get("application/octet-stream", ITEM).await.unwrap(),
        GetJsonOrBytesResponse::OkBytes(ITEM.into())
    );
    assert_eq!(get("text/html; charset=utf-8", "<p>").await.unwrap(), html);
    // Of any other nothing is known.
    assert!(matches!(
        get("application/x-unknown", ITEM).await,
        Err(Error::Unexpected(_))
    ));

    let get = async |status, media_type, body| answer!(GetVendors, get_vendors, status, media_type, body);
    assert_eq!(
        get(200, "application/vnd.a+json", ITEM).await.unwrap(),
        GetVendorsResponse::Ok(Item::new("a"))
    );
    assert_eq!(
        get(200, "application/vnd.b+json", OTHER).await.unwrap(),
        GetVendorsResponse::OkBJson(Other::new("j"))
    );
    for (media_type, body, expected) in [
        (JSON, FAULT, GetVendorsError::BadRequest(Fault::new("t"))),
        (
            "application/problem+json",
            OTHER,
            GetVendorsError::BadRequestProblemJson(Other::new("j")),
        ),
        ("text/plain", "no", GetVendorsError::BadRequestText("no".to_owned())),
    ] {
        let error = get(400, media_type, body).await.unwrap_err();
        assert_eq!(error.api(), Some(&expected));
    }
}

#[tokio::test]
async fn headers_have_the_types_that_the_document_says() {
    let answer = Answer::new(204)
        .header("x-rate", "7")
        .header("x-tags", "a, b ,c")
        .header("x-sizes", "1,2")
        .header("x-until", "2026-01-02T03:04:05Z")
        .header("x-point", "x=1,y=2")
        .header("x-json", ITEM)
        .header("x-on", "true")
        .header("x-mood", "odd");
    let server = InMemory::new().answer::<GetHeaders>(answer);
    let client = Client::builder().transport(server).build().unwrap();
    let response = client.get_headers().send_raw().await.unwrap();
    assert_eq!(response.get(headers::X_RATE), Some(7));
    assert_eq!(response.get(headers::X_TAGS).unwrap(), ["a", "b", "c"]);
    assert_eq!(response.get(headers::X_SIZES).unwrap(), [1, 2]);
    assert_eq!(
        response.get(headers::X_UNTIL),
        Some(Timestamp::from("2026-01-02T03:04:05Z"))
    );
    let point = response.get(headers::X_POINT).unwrap();
    assert_eq!((point.x, point.y), (Some(1), Some(2)));
    assert_eq!(response.get(headers::X_JSON), Some(Item::new("a")));
    assert_eq!(response.get(headers::X_ON), Some(true));
    assert_eq!(response.get(headers::X_MOOD).unwrap().as_str(), "odd");
}
