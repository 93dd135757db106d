//! Every operation's decoder, against any status, any content type and any bytes: an outcome, never a panic.

use callspec_core::{Bytes, HeaderMap, OperationInfo, Reply, StatusCode};
use operations::{Outcome, providers};
use proptest::prelude::*;
use wire::Spec;

fn reply(operation: &'static OperationInfo, status: u16, content_type: &[u8], body: &Bytes) -> Option<Reply> {
    let mut headers = HeaderMap::new();
    headers.insert("content-type", http::HeaderValue::from_bytes(content_type).ok()?);
    Some(Reply::new(
        operation,
        StatusCode::from_u16(status).ok()?,
        headers,
        body.clone(),
    ))
}

/// Gives one response to all decoders. An error has the status of the response, and a status below 200 or above 299 is one.
fn give_to_all(status: u16, content_type: &[u8], body: impl Into<Bytes>) {
    let body = body.into();
    for row in providers().iter().flat_map(|provider| &provider.rows) {
        let Some(reply) = reply(row.operation, status, content_type, &body) else {
            return;
        };
        match (row.decode)(reply).unwrap() {
            Outcome::Failure(failure) => {
                assert_eq!(failure.status, Some(status), "{}", row.operation);
                assert!(
                    failure.texts.starts_with(&row.operation.to_string()),
                    "{}",
                    failure.texts
                );
            }
            Outcome::Success(..) => {
                assert!(
                    (200..300).contains(&status),
                    "{}: {status} is no success",
                    row.operation
                );
            }
        }
    }
}

/// Texts that are nearly responses: the examples of the documents with something replaced or cut off.
fn nearly_responses() -> impl Strategy<Value = Vec<u8>> {
    let mut examples = Vec::new();
    for provider in providers() {
        let spec = Spec::read(provider.name).unwrap();
        for operation in spec.operations() {
            for status in spec.statuses(&operation) {
                let found = spec.responses(&operation, &status);
                examples.extend(found.iter().map(|example| example.value.to_string().into_bytes()));
            }
        }
    }
    let pieces = [
        "null",
        "[]",
        "{}",
        "\"\"",
        "-1",
        "1e999",
        "\"\\ud800\"",
        "\u{0}",
        "[[",
        "}",
        ",",
        "\"type\":1,",
    ];
    let piece = proptest::sample::select(pieces.map(str::as_bytes).to_vec());
    let place = any::<prop::sample::Index>();
    (
        proptest::sample::select(examples),
        piece,
        place,
        0_usize..40,
        any::<bool>(),
    )
        .prop_map(|(mut body, piece, place, length, cut)| {
            let start = place.index(body.len());
            let end = (start + length).min(body.len());
            body.splice(start..end, piece.iter().copied());
            if cut {
                body.truncate(end);
            }
            body
        })
}

fn media_types() -> impl Strategy<Value = Vec<u8>> {
    let known = [
        "application/json",
        "application/vnd.api+json",
        "application/json; charset=utf-8",
        "text/html",
        "application/octet-stream",
        "",
        ";",
    ];
    prop_oneof![
        proptest::sample::select(known.map(|it| it.as_bytes().to_vec()).to_vec()),
        proptest::collection::vec(any::<u8>(), 0..40),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_bytes_are_decoded_or_an_error(status in 100_u16..1000, media_type in media_types(), body: Vec<u8>) {
        give_to_all(status, &media_type, body);
    }

    #[test]
    fn any_text_is_decoded_or_an_error(
        status in proptest::sample::select(vec![200_u16, 201, 204, 400, 401, 404, 422, 429, 500]),
        body in "[\\[\\]{}:,\"\\\\a-e0-9.+-]{0,60}",
    ) {
        give_to_all(status, b"application/json", body);
    }

    #[test]
    fn nearly_right_responses_are_decoded_or_an_error(
        status in proptest::sample::select(vec![200_u16, 201, 401, 404, 422, 429]),
        body in nearly_responses(),
    ) {
        give_to_all(status, b"application/json", body);
    }
}

#[test]
fn depth_is_no_danger() {
    for open in ["[", "{\"data\":", "{\"detail\":[", "{\"errors\":[{\"meta\":"] {
        for status in [200, 422] {
            give_to_all(status, b"application/json", open.repeat(3_000));
        }
    }
}

/// Whatever nests without end is an error of each operation: successes, documented and other errors, documents of JSON:API.
#[test]
fn nesting_without_end_is_an_error() {
    const LEVELS: usize = 10_000;
    let opens = [
        "[",
        r#"{"a":"#,
        r#"{"data":"#,
        r#"{"data":["#,
        r#"{"errors":["#,
        r#"{"detail":"#,
        r#"{"included":[{"attributes":"#,
    ];
    for open in opens {
        let close: String = open
            .chars()
            .rev()
            .filter_map(|c| match c {
                '[' => Some(']'),
                '{' => Some('}'),
                _ => None,
            })
            .collect();
        let whole = Bytes::from(format!("{}null{}", open.repeat(LEVELS), close.repeat(LEVELS)));
        for (status, content_type) in [
            (200, "application/json"),
            (200, "application/vnd.api+json"),
            (422, "application/problem+json"),
        ] {
            give_to_all(status, content_type.as_bytes(), whole.clone());
        }
    }
}
