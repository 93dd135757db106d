//! Where a schema stands, in words: the documentation of a type that the document does not describe.
//!
//! In: a JSON pointer. Out: ``the `place` of the body of `POST /calls` ``; `None` for a component, whose name says it.

use crate::code_span::shortened;
use crate::ir::Pointer;
use crate::pointer::segments;

/// Where an anonymous schema stands.
pub(super) fn place(pointer: &Pointer) -> Option<String> {
    let tokens: Vec<_> = segments(&pointer.0).collect();
    let tokens: Vec<&str> = tokens.iter().map(AsRef::as_ref).collect();
    match tokens.as_slice() {
        ["components", "schemas", _] => None,
        tokens => of(tokens),
    }
}

fn of(tokens: &[&str]) -> Option<String> {
    let text = match tokens {
        ["components", "schemas", name] => shortened(name),
        ["components", section, name, ..] if is_schema_of(&tokens[3..]) => {
            format!("the {} {}", kind(section)?, shortened(name))
        }
        ["paths", path, "parameters", ..] if is_schema_of(&tokens[4..]) => {
            format!("a parameter of {}", shortened(path))
        }
        ["paths", path, "additionalOperations", method, rest @ ..] if is_schema_of(rest) => {
            of_operation(path, method, rest)?
        }
        ["paths", path, method, rest @ ..] if is_schema_of(rest) => {
            of_operation(path, &method.to_ascii_uppercase(), rest)?
        }
        [rest @ .., "properties", name] => format!("the {} of {}", shortened(name), of(rest)?),
        [rest @ .., "items"] => format!("an element of {}", of(rest)?),
        [rest @ .., "additionalProperties"] => format!("a value of {}", of(rest)?),
        [rest @ .., "oneOf" | "anyOf", _] => format!("an alternative of {}", of(rest)?),
        [rest @ .., "allOf", _] => of(rest)?,
        _ => return None,
    };
    Some(text)
}

/// Where a schema stands in an operation.
fn of_operation(path: &str, method: &str, rest: &[&str]) -> Option<String> {
    let operation = shortened(&format!("{method} {path}"));
    Some(match rest {
        ["requestBody", ..] => format!("the body of {operation}"),
        ["parameters", ..] => format!("a parameter of {operation}"),
        ["responses", _, "headers", ..] => format!("a header of the response to {operation}"),
        ["responses", "default", ..] => format!("the default response to {operation}"),
        ["responses", status, ..] => format!("the response {status} to {operation}"),
        _ => return None,
    })
}

/// Whether tokens end in the schema of a parameter, header or body and go no deeper into it.
fn is_schema_of(tokens: &[&str]) -> bool {
    let is_schema = |token: &&&str| **token == "schema";
    tokens.iter().filter(is_schema).count() == 1 && tokens.last() == Some(&"schema")
}

fn kind(section: &str) -> Option<&'static str> {
    match section {
        "parameters" => Some("parameter"),
        "headers" => Some("header"),
        "requestBodies" => Some("body"),
        "responses" => Some("response"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_in_words() {
        for (pointer, words) in [
            ("/components/schemas/Call/properties/mode", Some("the `mode` of `Call`")),
            (
                "/components/schemas/Call/allOf/1/properties/a~1b",
                Some("the `a/b` of `Call`"),
            ),
            (
                "/paths/~1calls/post/requestBody/content/application~1json/schema/properties/to/items",
                Some("an element of the `to` of the body of `POST /calls`"),
            ),
            (
                "/paths/~1calls/get/responses/200/content/application~1json/schema",
                Some("the response 200 to `GET /calls`"),
            ),
            (
                "/paths/~1calls/get/parameters/3/schema/properties/schema",
                Some("the `schema` of a parameter of `GET /calls`"),
            ),
            (
                "/paths/~1calls/additionalOperations/link/requestBody/content/text~1plain/schema",
                Some("the body of `link /calls`"),
            ),
            ("/paths/~1calls/parameters/0/schema", Some("a parameter of `/calls`")),
            (
                "/components/responses/Missing/content/application~1json/schema/oneOf/0",
                Some("an alternative of the response `Missing`"),
            ),
            ("/components/schemas/Call", None),
            ("/elsewhere", None),
        ] {
            assert_eq!(place(&Pointer(pointer.to_owned())).as_deref(), words, "{pointer}");
        }
    }
}
