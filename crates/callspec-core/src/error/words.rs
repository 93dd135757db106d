//! The server's own words. In: the body of an error response, whatever its shape. Out: what it says, without what was sent.
//!
//! Read by shape: JSON:API `errors` (§11, also as a bare array), FastAPI `detail` (a string, or a list of `loc` and `msg`;
//! never its `input`), problem details (RFC 9457), and the common `message` and `error`.

use std::fmt;

use serde_json::Value;

/// At most so many items are kept, of so many characters each.
const ITEMS: usize = 8;
const LENGTH: usize = 300;

/// What a server says in an error response, one item per fault.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    items: Vec<String>,
}

impl Words {
    /// The items: what is wrong, after the place of it where the server names one.
    pub fn items(&self) -> impl Iterator<Item = &str> {
        self.items.iter().map(String::as_str)
    }

    /// Whether the server said nothing in a known shape.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    pub(super) const fn none() -> Self {
        Self { items: Vec::new() }
    }

    pub(crate) fn read(body: &[u8]) -> Self {
        let items = serde_json::from_slice(body).map_or_else(|_| Vec::new(), |value| items(&value));
        Self {
            items: items.into_iter().take(ITEMS).map(|item| tidy(&item)).collect(),
        }
    }
}

impl fmt::Display for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.items.join("; "))
    }
}

fn items(body: &Value) -> Vec<String> {
    let errors = body.get("errors").unwrap_or(body);
    if let Value::Array(errors) = errors {
        return errors.iter().filter_map(json_api).collect();
    }
    match body.get("detail") {
        Some(Value::Array(faults)) => return faults.iter().filter_map(fast_api).collect(),
        Some(Value::Object(_)) => return items(&body["detail"]),
        _ => {}
    }
    let said = titled(body)
        .or_else(|| text(body, "message"))
        .or_else(|| text(body, "error"))
        .or_else(|| body.get("error").and_then(|error| text(error, "message")));
    said.into_iter().collect()
}

fn text(value: &Value, key: &str) -> Option<String> {
    value
        .get(key)
        .and_then(Value::as_str)
        .filter(|text| !text.is_empty())
        .map(str::to_owned)
}

fn titled(value: &Value) -> Option<String> {
    match (text(value, "title"), text(value, "detail")) {
        (Some(title), Some(detail)) if title != detail => Some(format!("{title}: {detail}")),
        (title, detail) => detail.or(title),
    }
}

fn json_api(error: &Value) -> Option<String> {
    let said = titled(error).or_else(|| text(error, "code"))?;
    let source = error.get("source");
    let place = ["pointer", "parameter", "header"]
        .iter()
        .find_map(|key| text(source?, key));
    Some(place.map_or(said.clone(), |place| format!("{place}: {said}")))
}

fn fast_api(fault: &Value) -> Option<String> {
    let said = text(fault, "msg")?;
    let steps = fault.get("loc").and_then(Value::as_array).into_iter().flatten();
    let place: Vec<String> = steps
        .map(|step| match step {
            Value::String(name) => name.clone(),
            index => index.to_string(),
        })
        .collect();
    Some(if place.is_empty() {
        said
    } else {
        format!("{}: {said}", place.join("."))
    })
}

/// One line, of bounded length, without control characters.
pub(super) fn tidy(item: &str) -> String {
    let mut tidy: String = item
        .chars()
        .map(|it| if it.is_control() { ' ' } else { it })
        .take(LENGTH)
        .collect();
    if item.chars().nth(LENGTH).is_some() {
        tidy.push('…');
    }
    tidy
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn words(body: &Value) -> String {
        Words::read(body.to_string().as_bytes()).to_string()
    }

    #[test]
    fn known_shapes_are_read() {
        let fault = json!({"title": "Invalid", "detail": "must be set", "code": "required",
            "source": {"pointer": "/data/attributes/status"}});
        for (body, said) in [
            (
                json!({"errors": [fault], "jsonapi": {}}),
                "/data/attributes/status: Invalid: must be set",
            ),
            (
                json!([fault, {"code": "forbidden"}]),
                "/data/attributes/status: Invalid: must be set; forbidden",
            ),
            (
                json!({"errors": [{"detail": "no", "source": {"parameter": "sort"}}]}),
                "sort: no",
            ),
            (json!({"detail": "Call not found"}), "Call not found"),
            (
                json!({"detail": [{"loc": ["body", "to", 0], "msg": "Field required", "input": "marker"}]}),
                "body.to.0: Field required",
            ),
            (
                json!({"title": "Conflict", "detail": "ended", "status": 409}),
                "Conflict: ended",
            ),
            (json!({"message": "no"}), "no"),
            (json!({"error": {"message": "no"}}), "no"),
            (json!({"error": "no"}), "no"),
            (json!({"other": "marker"}), ""),
            (json!("marker"), ""),
        ] {
            assert_eq!(words(&body), said, "{body}");
        }
    }

    #[test]
    fn words_are_bounded_and_on_one_line() {
        let said = words(&json!({"detail": format!("a\r\n\u{1b}{}", "b".repeat(1000))}));
        assert_eq!(said.chars().count(), LENGTH + 1);
        assert!(!said.contains(['\r', '\n', '\u{1b}']));
        let many = json!({"errors": vec![json!({"detail": "x"}); 50]});
        assert_eq!(Words::read(many.to_string().as_bytes()).items().count(), ITEMS);
    }

    #[test]
    fn html_and_nothing_say_nothing() {
        assert!(Words::read(b"<h1>no</h1>").is_empty());
        assert!(Words::read(b"").is_empty());
    }
}
