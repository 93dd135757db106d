//! Responses by status, and their headers.

use callspec_codegen::ir::{Method, Status};

use super::doc::Node;
use super::reach::From;
use super::{Found, Met, Walk, Written, bodies, lifecycle, parameters, schema};
use crate::finding::Direction;
use crate::rules::lifecycle::HEADER;
use crate::rules::{self, Scope};

const RESPONSE: Option<Direction> = Some(Direction::Response);

/// A documented response.
struct Listed<'a> {
    /// The key that it has: `200`, `2XX`, `default`.
    key: &'a str,
    is_success: bool,
    /// Whether it may have a body, whatever the document says.
    has_body: bool,
    node: Node<'a>,
}

impl Listed<'_> {
    fn is_same(&self, other: &Self) -> bool {
        self.key == other.key && self.is_success == other.is_success
    }
}

/// The documented responses of an operation.
fn listed<'a>(operation: &Node<'a>) -> Vec<Listed<'a>> {
    let entries = operation.entries("responses").into_iter();
    let known: Vec<_> = entries
        .filter_map(|(key, node)| Some((key, Status::read(key)?, node)))
        .collect();
    let statuses: Vec<Status> = known.iter().map(|(_, status, _)| *status).collect();
    let verb = operation.at.rsplit('/').next().unwrap_or_default();
    let method = Method::ALL
        .iter()
        .find(|method| method.as_str().eq_ignore_ascii_case(verb));
    let listed = known.into_iter().map(|(key, status, node)| Listed {
        key,
        is_success: status.is_success_among(&statuses),
        has_body: !method.is_some_and(|method| status.is_without_content(method)),
        node,
    });
    listed.collect()
}

impl<'a> Walk<'a> {
    /// Compares the responses of an operation.
    pub(super) fn responses(&mut self, from: From, old: &Node<'a>, new: &Node<'a>) {
        let (before, after) = (listed(old), listed(new));
        let moved = sole_success(&before, &after);
        for response in &before {
            if let Some(other) = after.iter().find(|other| other.is_same(response)) {
                self.response(from, response, other);
            } else if let Some(other) = moved.filter(|_| response.is_success) {
                let found = Found::new(&rules::SUCCESS_CHANGED).both(&response.node, &other.node);
                self.tell(from, RESPONSE, found.old(response.key).new_text(other.key));
                self.response(from, response, other);
            } else {
                let family = if response.is_success {
                    &rules::SUCCESS_REMOVED
                } else {
                    &rules::FAILURE_REMOVED
                };
                let node = self.base.resolve(response.node.clone());
                let found = Found::new(family).base(&response.node).touching(&node);
                self.tell(from, RESPONSE, found.old(response.key));
            }
        }
        for response in &after {
            let is_known = before.iter().any(|other| other.is_same(response));
            let is_moved = moved.is_some_and(|moved| moved.is_same(response));
            if !is_known && !is_moved {
                let family = if response.is_success {
                    &rules::SUCCESS_ADDED
                } else {
                    &rules::FAILURE_ADDED
                };
                let node = self.head.resolve(response.node.clone());
                let found = Found::new(family).head(&response.node).touching(&node);
                self.tell(from, RESPONSE, found.new_text(response.key));
            }
        }
    }

    fn response(&mut self, from: From, old: &Listed<'a>, new: &Listed<'a>) {
        let may_have_body = old.has_body || new.has_body;
        let (old, new) = (self.base.resolve(old.node.clone()), self.head.resolve(new.node.clone()));
        if may_have_body {
            let families = bodies::Contents {
                removed: &rules::RESPONSE_MEDIA_TYPE_REMOVED,
                added: &rules::RESPONSE_MEDIA_TYPE_ADDED,
                generalized: &rules::RESPONSE_MEDIA_TYPE_GENERALIZED,
                specialized: &rules::RESPONSE_MEDIA_TYPE_SPECIALIZED,
                parameter: &rules::RESPONSE_MEDIA_TYPE_PARAMETER,
            };
            self.contents(from, Direction::Response, (&old, &new), families);
        }
        let headers = |node: &Node<'a>| -> Vec<(&'a str, Node<'a>)> {
            let all = node.entries("headers").into_iter();
            all.filter(|(name, _)| !name.eq_ignore_ascii_case("content-type"))
                .collect()
        };
        let (before, after) = (headers(&old), headers(&new));
        for (name, listed) in &before {
            match after.iter().find(|(other, _)| other.eq_ignore_ascii_case(name)) {
                Some((_, other)) => self.header(from, listed, other),
                None => {
                    let node = self.base.resolve(listed.clone());
                    let family = if node.is("required") {
                        &rules::REQUIRED_HEADER_REMOVED
                    } else {
                        &rules::OPTIONAL_HEADER_REMOVED
                    };
                    let found = Found::new(family).base(listed).touching(&node);
                    self.tell(from, RESPONSE, found.old(*name));
                }
            }
        }
        for (name, listed) in &after {
            if !before.iter().any(|(other, _)| other.eq_ignore_ascii_case(name)) {
                let node = self.head.resolve(listed.clone());
                let found = Found::new(&rules::HEADER_ADDED).head(listed).touching(&node);
                self.tell(from, RESPONSE, found.new_text(*name));
            }
        }
    }

    fn header(&mut self, from: From, old: &Node<'a>, new: &Node<'a>) {
        let (old, new) = (self.base.resolve(old.clone()), self.head.resolve(new.clone()));
        let both = |family| Found::new(family).both(&old, &new);
        match (old.is("required"), new.is("required")) {
            (true, false) => {
                let found = both(&rules::HEADER_BECAME_OPTIONAL);
                self.tell(from, RESPONSE, found.old("required").new_text("optional"));
            }
            (false, true) => {
                let found = both(&rules::HEADER_BECAME_REQUIRED);
                self.tell(from, RESPONSE, found.old("optional").new_text("required"));
            }
            _ => {}
        }
        if let Some(found) = lifecycle::change(&HEADER, &old, &new) {
            self.tell(from, RESPONSE, found);
        }
        let (before, after) = (way(&old), way(&new));
        if before != after && !self.is_simple_list(&old, &new) {
            let found = both(&rules::HEADER_STYLE_CHANGED);
            self.tell(from, RESPONSE, found.old(before).new_text(after));
        }
        let content = new.entries("content");
        let written = content
            .first()
            .map_or(Written::Text, |(media_type, _)| bodies::written(media_type));
        let mut met = Met::by_from(from, Direction::Response, Scope::Header).written(written);
        met.optional = !new.is("required");
        self.schema(parameters::schema(&old), parameters::schema(&new), met);
    }

    /// Whether a header is a list with and without `explode`, which are written alike (RFC 6570 §3.2.2).
    fn is_simple_list(&self, old: &Node<'a>, new: &Node<'a>) -> bool {
        let is_list = |doc, header: &Node<'a>| {
            header.get("content").is_none() && schema::is_list(doc, parameters::schema(header))
        };
        is_list(self.base, old) && is_list(self.head, new)
    }
}

/// How the value of a header is written: objects with or without `explode` (OpenAPI 3.0 §4.7.21).
fn way(header: &Node<'_>) -> &'static str {
    match (header.get("content"), header.is("x-explode")) {
        (Some(_), _) => "style json",
        (None, true) => "explode true",
        (None, false) => "explode false",
    }
}

/// The only success of the head, where base and head have one each, of another status.
fn sole_success<'l, 'a>(before: &[Listed<'a>], after: &'l [Listed<'a>]) -> Option<&'l Listed<'a>> {
    fn sole<'l, 'a>(responses: &'l [Listed<'a>]) -> Option<&'l Listed<'a>> {
        let mut successes = responses.iter().filter(|response| response.is_success);
        successes.next().filter(|_| successes.next().is_none())
    }
    let (old, new) = (sole(before)?, sole(after)?);
    (old.key != new.key).then_some(new)
}

#[cfg(test)]
mod tests {
    use callspec_codegen::normalise::{Facts, Normalised};
    use serde_json::{Value, json};

    use crate::wire::compare;

    /// What is found between two objects of responses: rule, old and new status.
    fn found(before: Value, after: Value) -> Vec<(String, String)> {
        let document = |responses: Value| {
            json!({"openapi": "3.0.3", "info": {"title": "t", "version": "1"}, "paths": {
                "/a": {"get": {"operationId": "a", "responses": responses}},
            }})
        };
        let plain = |responses| Normalised {
            value: document(responses),
            facts: Facts::default(),
        };
        let found = compare(&plain(before), &plain(after), "2026-01-01").findings;
        let line = |raw: &crate::wire::Raw| {
            let statuses = [&raw.old, &raw.new].map(|status| status.as_deref().unwrap_or("-"));
            (raw.rulings[0].rule.to_owned(), statuses.join(" "))
        };
        found.iter().map(line).collect()
    }

    fn expected(rule: &str, statuses: &str) -> (String, String) {
        (format!("response-{rule}"), statuses.to_owned())
    }

    #[test]
    fn default_is_the_success_where_there_is_no_other() {
        let one = json!({"description": "One."});
        assert_eq!(
            found(json!({"default": one}), json!({"200": one})),
            [expected("success-status-changed", "default 200")]
        );
        assert_eq!(
            found(json!({"default": one}), json!({"200": one, "default": one})),
            [
                expected("success-status-changed", "default 200"),
                expected("non-success-status-added", "- default")
            ]
        );
        assert_eq!(
            found(json!({"default": one, "404": one}), json!({"default": one})),
            [expected("non-success-status-removed", "404 -")]
        );
    }

    #[test]
    fn what_no_response_has_is_not_compared() {
        let with = |schema: Value| json!({"description": "One.", "content": {"application/json": {"schema": schema}}});
        let (text, number) = (with(json!({"type": "string"})), with(json!({"type": "integer"})));
        assert_ne!(found(json!({"200": text}), json!({"200": number})), []);
        for status in ["204", "205", "304", "1XX"] {
            let bare = json!({"description": "One."});
            assert_eq!(found(json!({status: text}), json!({status: number})), [], "{status}");
            assert_eq!(found(json!({status: text}), json!({status: bare})), [], "{status}");
        }
    }

    #[test]
    fn extensions_are_no_responses() {
        let one = json!({"description": "One."});
        assert_eq!(found(json!({"200": one, "x-a": {}}), json!({"200": one})), []);
    }
}
