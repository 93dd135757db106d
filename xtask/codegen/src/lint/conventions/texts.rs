//! `text-style`, and `missing-description` where only our own specs have to say something.

use serde_json::Value;

use crate::code_span;
use crate::ir::Pointer;
use crate::lint::Node;
use crate::lint::descriptions::says;
use crate::normalise::grammar::ObjectKind;
use crate::pointer;
use crate::report::{Code, Diagnostic, Report};

/// Sentences of an operation's description at most.
const SENTENCES: usize = 3;

/// Looks at the texts of a node.
pub(super) fn check(node: &Node<'_>, report: &mut Report) {
    let text = |key: &str| {
        node.value
            .get(key)
            .and_then(Value::as_str)
            .filter(|text| !text.trim().is_empty())
    };
    let mut fault = |key: &str, message: String| {
        let at = Pointer(pointer::join(&node.at.0, key));
        report.push(Diagnostic::new(Code::TextStyle, at, message));
    };
    if let (ObjectKind::Operation, Some(summary)) = (node.kind, text("summary")) {
        if summary.starts_with(char::is_lowercase) {
            fault("summary", "the summary begins with a small letter".to_owned());
        }
        if summary.trim_end().ends_with('.') {
            fault("summary", "the summary ends in a full stop".to_owned());
        }
    }
    if let Some(description) = text("description") {
        let plain = code_span::outside(description);
        if !ends_in_full_stop(&plain) {
            fault("description", "the description does not end in a full stop".to_owned());
        }
        if node.kind == ObjectKind::Operation && sentences(&plain) > SENTENCES {
            let message = format!("the description has more than {SENTENCES} sentences");
            fault("description", message);
        }
        if let Some(tag) = html(&plain) {
            fault("description", format!("the description holds HTML: `{tag}`"));
        }
        if has_bare_address(&plain) {
            fault(
                "description",
                "the description holds a bare address; write `[text](address)`".to_owned(),
            );
        }
    }
    undescribed(node, report);
}

/// Headers, parameters that several operations share, and the schemas of bodies that are no component.
fn undescribed(node: &Node<'_>, report: &mut Report) {
    let object = match node.kind {
        ObjectKind::Header => Some((node.value, node.at.clone(), "the header")),
        // Those of an operation are reported with it.
        ObjectKind::Parameter if node.at.0.split('/').count() < 6 => {
            Some((node.value, node.at.clone(), "the parameter"))
        }
        ObjectKind::MediaType => {
            let at = Pointer(format!("{}/schema", node.at.0));
            node.value.get("schema").map(|schema| (schema, at, "the schema"))
        }
        _ => None,
    };
    if let Some((value, at, what)) = object
        && value.get("$ref").is_none()
        && !says(value, &["description"])
    {
        let message = format!("no description for {what}");
        report.push(Diagnostic::new(Code::MissingDescription, at, message).on_key());
    }
}

/// Whether a text ends as a sentence does; a closing bracket or emphasis may follow the stop.
pub(super) fn ends_in_full_stop(text: &str) -> bool {
    text.trim_end().trim_end_matches([')', '*', '_', '"']).ends_with('.')
}

/// How many sentences a text has, as far as stops with a capital or nothing behind them tell.
pub(super) fn sentences(text: &str) -> usize {
    let text = text.trim();
    let ends = text.match_indices(['.', '?', '!']).filter(|(at, stop)| {
        let rest = &text[at + stop.len()..];
        let next = rest.trim_start();
        rest.is_empty() || (next.len() < rest.len() && next.starts_with(|c: char| c.is_uppercase()))
    });
    ends.count().max(1)
}

/// The first piece of HTML in a text: what opens like a tag or a comment and is no address in angle brackets.
fn html(text: &str) -> Option<&str> {
    text.match_indices('<').find_map(|(at, _)| {
        let inside = text[at + 1..].split('>').next()?;
        let is_tag = inside.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/' || c == '!');
        let is_whole = text[at + 1..].len() > inside.len();
        (is_tag && is_whole && !inside.contains("://")).then(|| &text[at..at + inside.len() + 2])
    })
}

/// Whether an address stands in a text by itself: neither the target of a link nor in angle brackets.
fn has_bare_address(text: &str) -> bool {
    ["http://", "https://"].iter().any(|scheme| {
        let mut found = text.match_indices(scheme);
        found.any(|(at, _)| !text[..at].ends_with("](") && !text[..at].ends_with('<'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_are_counted() {
        for (text, count) in [
            ("One.", 1),
            ("One, e.g. this one, of version 1.2.", 1),
            ("One. Two? Three!", 3),
            ("None", 1),
            ("One.\n\nTwo.", 2),
        ] {
            assert_eq!(sentences(text), count, "{text}");
        }
    }

    #[test]
    fn html_and_addresses_are_found() {
        for (text, is_html, is_bare) in [
            ("a <b>bold</b> word", true, false),
            ("a <!-- comment -->", true, false),
            ("1 < 2 and 3 > 2", false, false),
            ("at <https://example.com>", false, false),
            ("at [a page](https://example.com)", false, false),
            ("at https://example.com", false, true),
        ] {
            assert_eq!(
                (html(text).is_some(), has_bare_address(text)),
                (is_html, is_bare),
                "{text}"
            );
        }
    }
}
