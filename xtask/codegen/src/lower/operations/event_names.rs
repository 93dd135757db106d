//! Names of events. In: the schemas of a body and of headers. Out: the places that hold one of certain texts, with these.

use serde_json::Value as Json;

use crate::ir::{EventName, EventPlace};
use crate::lower::schemas::Schemas;
use crate::lower::schemas::members::Members;
use crate::lower::schemas::view::{Node, View};
use crate::pointer;

/// So deep may a name stand: `/data/type` is two levels deep.
const DEPTH: usize = 2;

/// A place that holds one of certain texts.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Named {
    pub(super) place: EventPlace,
    /// The texts.
    pub(super) names: Vec<EventName>,
}

/// The places of a request that may hold the name of its event: of its body, then of its headers.
pub(super) fn named<'a>(schemas: &Schemas<'a>, body: &Node<'a>, headers: &[(&'a str, Node<'a>)]) -> Vec<Named> {
    let mut found = Vec::new();
    within(schemas, body, "", DEPTH, &mut found);
    for (name, node) in headers {
        let names = schemas.resolve(node).map(|(view, _)| texts(&view)).unwrap_or_default();
        if !names.is_empty() {
            let place = EventPlace::Header((*name).to_owned());
            found.push(Named { place, names });
        }
    }
    found
}

/// Whether two places are one: the case of a header does not matter (RFC 9110 §5.1).
pub(super) fn is_same(one: &EventPlace, other: &EventPlace) -> bool {
    match (one, other) {
        (EventPlace::Header(one), EventPlace::Header(other)) => one.eq_ignore_ascii_case(other),
        _ => one == other,
    }
}

/// Whether one of the names is that of a webhook, in whatever case.
pub(super) fn is_called(names: &[EventName], webhook: &str) -> bool {
    let folded = |name: &str| -> String {
        let letters = name.chars().filter(|c| c.is_alphanumeric());
        letters.flat_map(char::to_lowercase).collect()
    };
    let is_it = |name: &EventName| match name {
        EventName::Whole(name) | EventName::Prefix(name) => folded(name) == folded(webhook),
    };
    names.iter().any(is_it)
}

fn within<'a>(schemas: &Schemas<'a>, node: &Node<'a>, at: &str, depth: usize, found: &mut Vec<Named>) {
    let Some((view, place)) = schemas.resolve(node) else {
        return;
    };
    if depth < DEPTH && !texts(&view).is_empty() {
        let (place, names) = (EventPlace::Body(at.to_owned()), texts(&view));
        found.push(Named { place, names });
        return;
    }
    if depth == 0 {
        return;
    }
    let members = Members::of(schemas, &view, &place);
    for (key, property) in &members.properties {
        within(schemas, property, &pointer::join(at, key), depth - 1, found);
    }
    for alternatives in &members.alternatives {
        let nodes = alternatives.variants.iter().enumerate();
        let nodes = nodes.map(|(index, node)| Node::new(node, alternatives.pointer.child(&index.to_string())));
        found.extend(in_all(schemas, nodes.collect(), at, depth));
    }
}

/// The places that hold a name in every alternative, with the names of all.
fn in_all<'a>(schemas: &Schemas<'a>, alternatives: Vec<Node<'a>>, at: &str, depth: usize) -> Vec<Named> {
    let mut all: Option<Vec<Named>> = None;
    for alternative in alternatives {
        let mut own = Vec::new();
        // An alternative is no level of its own, but alternatives of alternatives have no end.
        within_alternative(schemas, &alternative, at, depth, &mut own);
        all = Some(match all {
            None => own,
            Some(all) => all.into_iter().filter_map(|named| joined(named, &own)).collect(),
        });
    }
    all.unwrap_or_default()
}

fn within_alternative<'a>(schemas: &Schemas<'a>, node: &Node<'a>, at: &str, depth: usize, found: &mut Vec<Named>) {
    let Some((view, place)) = schemas.resolve(node) else {
        return;
    };
    let members = Members::of(schemas, &view, &place);
    for (key, property) in &members.properties {
        within(schemas, property, &pointer::join(at, key), depth - 1, found);
    }
}

fn joined(mut named: Named, others: &[Named]) -> Option<Named> {
    let same = others.iter().find(|other| other.place == named.place)?;
    let new = same.names.iter().filter(|name| !named.names.contains(name));
    let new: Vec<EventName> = new.cloned().collect();
    named.names.extend(new);
    Some(named)
}

/// The texts that a schema allows, where it names them: those of a family by its `pattern`, else all values.
fn texts(view: &View<'_>) -> Vec<EventName> {
    if let Some(name) = view.bounds.pattern.as_deref().and_then(family) {
        return vec![name];
    }
    let text = |literal: &Json| literal.as_str().map(|text| EventName::Whole(text.to_owned()));
    let texts: Option<Vec<EventName>> = view.literals.iter().map(text).collect();
    texts.unwrap_or_default()
}

/// What a pattern says that is a text and nothing else: `^call\.`, or `^call\.ended$`.
fn family(pattern: &str) -> Option<EventName> {
    let rest = pattern.strip_prefix('^')?;
    let (rest, is_whole) = match rest.strip_suffix('$') {
        Some(rest) => (rest, true),
        None => (rest, false),
    };
    let (rest, is_open) = match rest.strip_suffix(".*").or_else(|| rest.strip_suffix(".+")) {
        Some(rest) => (rest, true),
        None => (rest, !is_whole),
    };
    let mut text = String::new();
    let mut chars = rest.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => text.push(chars.next().filter(|c| !c.is_alphanumeric())?),
            '.' | '*' | '+' | '?' | '(' | ')' | '[' | ']' | '{' | '}' | '|' | '^' | '$' => return None,
            c => text.push(c),
        }
    }
    match text.as_str() {
        "" => None,
        _ if is_open => Some(EventName::Prefix(text)),
        _ => Some(EventName::Whole(text)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_are_families_where_they_are_texts() {
        let prefix = |text: &str| Some(EventName::Prefix(text.to_owned()));
        for (pattern, family_of) in [
            (r"^call\.", prefix("call.")),
            (r"^call\..*$", prefix("call.")),
            (r"^call\..+", prefix("call.")),
            (r"^call-", prefix("call-")),
            (r"^call\.ended$", Some(EventName::Whole("call.ended".to_owned()))),
            (r"^call.", None),
            (r"call\.", None),
            (r"^(call|chat)\.", None),
            (r"^\w", None),
            (r"^call\", None),
            ("^", None),
            ("^.*$", None),
        ] {
            assert_eq!(family(pattern), family_of, "{pattern}");
        }
    }

    #[test]
    fn webhooks_are_called_in_whatever_case() {
        let names = [
            EventName::Whole("call.ended".to_owned()),
            EventName::Prefix("chat.".to_owned()),
        ];
        assert!(is_called(&names, "callEnded") && is_called(&names, "chat"));
        assert!(!is_called(&names, "call"));
    }
}
