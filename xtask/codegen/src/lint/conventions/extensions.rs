//! `faulty-extension`: `x-` keys that mean nothing, or nothing where they stand, or not what they say.

use serde_json::Value;

use crate::ir::Pointer;
use crate::lint::Node;
use crate::media_type::{Sequence, sequence};
use crate::nearest::nearest;
use crate::normalise::grammar::{ObjectKind, extensions};
use crate::pointer;
use crate::reference;
use crate::report::{Code, Diagnostic, Report};
use crate::rust_path::is_path;
use crate::signature;

/// What is asked of the value of an `x-` key that has a meaning; the grammar says where it stands.
struct Extension {
    key: &'static str,
    /// What its value is.
    value: &'static str,
    /// Whether a value is that, in its object and its document.
    is_sound: fn(&Value, &Node<'_>, &Value) -> bool,
}

/// All of them, as `specs/README.md` lists them.
const EXTENSIONS: &[Extension] = &[
    // Its value and its reason are judged as `faulty-evidence`.
    Extension {
        key: "x-evidence",
        value: "",
        is_sound: |_, _, _| true,
    },
    Extension {
        key: "x-evidence-reason",
        value: "",
        is_sound: |_, _, _| true,
    },
    // Judged as `faulty-allowance`.
    Extension {
        key: "x-lint-allow",
        value: "",
        is_sound: |_, _, _| true,
    },
    Extension {
        key: "x-sunset",
        value: "a day, `YYYY-MM-DD`, of something that is `deprecated: true`",
        is_sound: |value, node, _| is_day(value) && node.value.get("deprecated") == Some(&Value::Bool(true)),
    },
    Extension {
        key: "x-env",
        value: "the name of an environment variable",
        is_sound: |value, _, _| is_made_of(value, |c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_'),
    },
    Extension {
        key: "x-sensitive",
        value: "`true`",
        is_sound: |value, _, _| *value == Value::Bool(true),
    },
    Extension {
        key: "x-rust-name",
        value: "a name in Rust",
        is_sound: |value, _, _| is_made_of(value, |c| c.is_ascii_alphanumeric() || c == '_'),
    },
    Extension {
        key: "x-rust-path",
        value: "a path in Rust, such as `acme::voice`",
        is_sound: |value, _, _| value.as_str().is_some_and(is_path),
    },
    Extension {
        key: "x-rust-names",
        value: "a map from values of the enum to names in Rust",
        is_sound: |value, node, _| are_names(value, node.value),
    },
    Extension {
        key: "x-idempotency",
        value: "the name of a header, of a `post` or `patch`",
        is_sound: |value, node, _| {
            let is_other = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
            let method = node.at.0.rsplit('/').next();
            is_made_of(value, is_other) && matches!(method, Some("post" | "patch"))
        },
    },
    Extension {
        key: "x-stream-end",
        value: "the data that ends a stream of events, a text, of `text/event-stream`",
        is_sound: |value, node, _| {
            let media_type = pointer::segments(&node.at.0).last().unwrap_or_default();
            is_made_of(value, |_| true) && sequence(&media_type) == Some(Sequence::Events)
        },
    },
    Extension {
        key: "x-operation-ids",
        value: "`without-path`",
        is_sound: |value, _, _| value == "without-path",
    },
    Extension {
        key: "x-unknown-members",
        value: "`keep`",
        is_sound: |value, _, _| value == "keep",
    },
    Extension {
        key: "x-pagination",
        value: "`{style: links}`, `{style: cursor, cursor: …, next: …}`, `{style: page, page: …}` or `{style: offset, limit: …, \
                offset: …}` with the names of parameters, or `{style: none}`",
        is_sound: is_pagination,
    },
    Extension {
        key: "x-webhook-signature",
        value: "`standard-webhooks`, or the object that specs/README.md describes",
        is_sound: |value, _, _| signature::read(value).is_ok(),
    },
    Extension {
        key: "x-webhooks",
        value: "a map of path items",
        is_sound: |value, _, _| {
            value
                .as_object()
                .is_some_and(|items| items.values().all(Value::is_object))
        },
    },
];

/// Looks at the `x-` keys of a node.
pub(super) fn check(node: &Node<'_>, document: &Value, report: &mut Report) {
    let keys = node.value.as_object().into_iter().flatten();
    for (key, value) in keys.filter(|(key, _)| key.starts_with("x-")) {
        let fault = |message: String| {
            let at = Pointer(pointer::join(&node.at.0, key));
            Diagnostic::new(Code::FaultyExtension, at, message).on_key()
        };
        let Some(extension) = EXTENSIONS.iter().find(|extension| extension.key == key) else {
            let diagnostic = fault(format!("`{key}` means nothing here"));
            report.push(match nearest(key, EXTENSIONS.iter().map(|extension| extension.key)) {
                Some(meant) => diagnostic.label(format!("did you mean `{meant}`?")),
                None => diagnostic.hint("specs/README.md lists the keys that do"),
            });
            continue;
        };
        let Extension {
            value: meaning,
            is_sound,
            ..
        } = extension;
        if !stands_in(key, node.kind) {
            report.push(fault(format!("`{key}` means nothing in {}", node.kind.name())));
        } else if !is_sound(value, node, document) {
            report.push(fault(format!("`{key}` is not {meaning}")));
        }
    }
}

/// Whether a key has a meaning in an object.
fn stands_in(key: &str, kind: ObjectKind) -> bool {
    let mut listed = extensions().filter(|extension| extension.name == key);
    listed.any(|listed| listed.places.is_empty() || listed.places.contains(&kind)) || kind.key(key).is_some()
}

fn is_made_of(value: &Value, is_part: fn(char) -> bool) -> bool {
    let text = value.as_str().unwrap_or_default();
    !text.is_empty() && !text.starts_with(|c: char| c.is_ascii_digit()) && text.chars().all(is_part)
}

fn is_day(value: &Value) -> bool {
    let parts: Vec<&str> = value.as_str().unwrap_or_default().split('-').collect();
    let number = |part: &str, width: usize, max: u32| {
        part.len() == width
            && part.bytes().all(|byte| byte.is_ascii_digit())
            && part.parse().is_ok_and(|n: u32| (1..=max).contains(&n))
    };
    matches!(parts.as_slice(), [year, month, day] if number(year, 4, 9999) && number(month, 2, 12) && number(day, 2, 31))
}

fn are_names(value: &Value, schema: &Value) -> bool {
    let values = schema.get("enum").and_then(Value::as_array);
    let is_value = |name: &String| {
        let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        values.into_iter().flatten().any(|value| text(value) == *name)
    };
    let is_name = |name: &Value| is_made_of(name, |c| c.is_ascii_alphanumeric() || c == '_');
    value
        .as_object()
        .is_some_and(|names| names.iter().all(|(value, name)| is_value(value) && is_name(name)))
}

fn is_pagination(value: &Value, node: &Node<'_>, document: &Value) -> bool {
    let text = |key: &str| value.get(key).and_then(Value::as_str);
    let has = |key: &str| text(key).is_some_and(|name| has_parameter(node, document, name));
    let is_text = |key: &str| value.get(key).is_none_or(Value::is_string);
    let is_style = match text("style") {
        Some("none" | "links") => true,
        Some("cursor") => has("cursor") && text("next").is_some(),
        Some("page") => has("page") && value.get("first").is_none_or(Value::is_u64),
        Some("offset") => has("limit") && has("offset"),
        _ => false,
    };
    is_style && ["next", "items", "more", "total"].into_iter().all(is_text)
}

/// Whether an operation has a parameter of a name, of its own or from its path.
fn has_parameter(node: &Node<'_>, document: &Value, name: &str) -> bool {
    let path = node.at.0.rsplit_once('/').and_then(|(path, _)| document.pointer(path));
    let lists = [Some(node.value), path]
        .into_iter()
        .flatten()
        .filter_map(|object| object.get("parameters")?.as_array());
    let mut parameters = lists
        .flatten()
        .filter_map(|parameter| reference::resolve(document, parameter));
    parameters.any(|parameter| parameter.get("name").and_then(Value::as_str) == Some(name))
}
