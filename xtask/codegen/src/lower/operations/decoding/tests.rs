//! Documented responses in, the cases of `decode` out, one per line.

use super::*;
use crate::ir::{Docs, Payload, Pointer, TypeName, VariantName};

const TEXT: Option<&str> = Some("Text/CSV; charset=utf-8");

fn responses(all: &[(Status, Option<&str>)]) -> Vec<Response> {
    let response = |(status, media_type): &(Status, Option<&str>)| Response {
        status: *status,
        media_type: media_type.map(str::to_owned),
        sent: media_type.map(str::to_owned),
        others: Vec::new(),
        variant: VariantName::new("Variant"),
        payload: Payload::Empty,
        boxed: false,
        example: None,
        headers: Vec::new(),
        docs: Docs::default(),
        says_more: false,
        pointer: Pointer::default(),
    };
    all.iter().map(response).collect()
}

fn lines(success: &[(Status, Option<&str>)], is_enum: bool, errors: &[(Status, Option<&str>)]) -> Vec<String> {
    let success = Success {
        responses: responses(success),
        enum_name: is_enum.then(|| TypeName::new("Success")),
    };
    let errors = (!errors.is_empty()).then(|| ErrorResponses {
        name: TypeName::new("Error"),
        responses: responses(errors),
    });
    let line = |case: &Case| {
        let statuses: Vec<String> = case.statuses.iter().map(|statuses| format!("{statuses:?}")).collect();
        let media_types = case.media_types.iter().map(|media_type| format!(" {media_type}"));
        let media_types: String = media_types.collect();
        format!("{}{media_types}: {:?}", statuses.join(" | "), case.reading)
    };
    cases(&success, errors.as_ref()).iter().map(line).collect()
}

fn code(code: u16) -> (Status, Option<&'static str>) {
    (Status::Code(code), None)
}

#[test]
fn the_only_success_takes_all_of_2xx_but_documented_errors() {
    let errors = [code(207), code(404), (Status::Range(4), None)];
    assert_eq!(
        lines(&[code(200)], false, &errors),
        [
            "207..=207: Error(0)",
            "200..=299: Success(0)",
            "404..=404: Error(1)",
            "400..=499: Error(2)",
            ": Unexpected",
        ]
    );
}

#[test]
fn the_default_error_takes_the_rest_but_no_success() {
    let default = [(Status::Default, None)];
    assert_eq!(
        lines(&[(Status::Range(2), None)], false, &default),
        ["200..=299: Success(0)", ": Error(0)"]
    );
    assert_eq!(
        lines(&[code(200), code(204)], true, &default),
        [
            "200..=200: Success(0)",
            "204..=204: Success(1)",
            "201..=299: Unexpected",
            ": Error(0)"
        ]
    );
}

#[test]
fn a_class_begins_behind_the_codes_that_have_cases() {
    let successes = [(Status::Range(2), None), code(200), code(201), code(299)];
    assert_eq!(
        lines(&successes, true, &[(Status::Range(4), None), code(400)]),
        [
            "200..=200: Success(1)",
            "201..=201: Success(2)",
            "299..=299: Success(3)",
            "202..=299: Success(0)",
            "400..=400: Error(1)",
            "401..=499: Error(0)",
            ": Unexpected",
        ]
    );
}

#[test]
fn a_success_that_is_no_2xx_keeps_its_code() {
    assert_eq!(
        lines(&[code(302), code(200)], false, &[]),
        ["200..=299 | 302..=302: Success(0)", ": Unexpected"]
    );
    assert_eq!(
        lines(&[code(302)], false, &[]),
        ["200..=299 | 302..=302: Success(0)", ": Unexpected"]
    );
}

#[test]
fn media_types_tell_responses_of_one_status_apart() {
    let of_200 = |media_type| (Status::Code(200), media_type);
    assert_eq!(
        lines(
            &[of_200(Some("application/json")), of_200(TEXT), of_200(Some("*/*"))],
            true,
            &[]
        ),
        [
            "200..=299 application/json: Success(0)",
            "200..=299 text/csv: Success(1)",
            "200..=299: Success(2)",
            ": Unexpected",
        ]
    );
    assert_eq!(
        lines(&[code(204), of_200(TEXT), of_200(Some("text/csv"))], true, &[]),
        [
            "204..=204: Success(0)",
            "200..=200 text/csv: Success(1)",
            "200..=200: Unexpected",
            ": Unexpected",
        ]
    );
    let version = |version| of_200(Some(version));
    assert_eq!(
        lines(
            &[
                version("application/json;v=1"),
                version("Application/JSON; charset=utf-8; v=2"),
                version("text/*"),
                version("*/*"),
            ],
            true,
            &[]
        ),
        [
            "200..=299 application/json; v=1: Success(0)",
            "200..=299 application/json; v=2: Success(1)",
            "200..=299 application/json: Success(0)",
            "200..=299 text/*: Success(2)",
            "200..=299: Success(3)",
            ": Unexpected",
        ]
    );
    // Where all are alike there is no enum over them, and nothing to tell.
    assert_eq!(
        lines(&[of_200(TEXT), of_200(None)], false, &[]),
        ["200..=299: Success(0)", ": Unexpected"]
    );
}
