//! Request bodies, and the content that bodies of both directions have.

use std::sync::OnceLock;

use serde_json::Value;

use super::doc::Node;
use super::reach::From;
use super::{Found, Met, Walk};
use crate::finding::Direction;
use crate::rules::{self, Family, Scope};
use callspec_codegen::pointer::join;

const REQUEST: Option<Direction> = Some(Direction::Request);

/// The schema that everything fits.
pub(super) fn any() -> &'static Value {
    static ANY: OnceLock<Value> = OnceLock::new();
    ANY.get_or_init(|| Value::Object(serde_json::Map::new()))
}

/// The schema of a media type, parameter or header; one that everything fits where it has none.
pub(super) fn schema<'a>(node: &Node<'a>) -> Node<'a> {
    node.get("schema").unwrap_or_else(|| Node {
        at: join(&node.at, "schema"),
        value: any(),
    })
}

impl<'a> Walk<'a> {
    /// Compares the request bodies of an operation.
    pub(super) fn request_body(&mut self, from: From, old: &Node<'a>, new: &Node<'a>) {
        let (listed, new_listed) = (old.get("requestBody"), new.get("requestBody"));
        let before = listed.clone().map(|node| self.base.resolve(node));
        let after = new_listed.clone().map(|node| self.head.resolve(node));
        match (before, after) {
            (Some(before), Some(after)) => self.bodies(from, &before, &after),
            (Some(before), None) => {
                if let Some(listed) = &listed {
                    let found = Found::new(&rules::BODY_REMOVED).base(listed).touching(&before);
                    self.tell(from, REQUEST, found.old(media_types(&before)));
                }
            }
            (None, Some(after)) => {
                let family = if after.is("required") {
                    &rules::BODY_ADDED_REQUIRED
                } else {
                    &rules::BODY_ADDED_OPTIONAL
                };
                if let Some(listed) = &new_listed {
                    let found = Found::new(family).head(listed).touching(&after);
                    self.tell(from, REQUEST, found.new_text(media_types(&after)));
                }
            }
            (None, None) => {}
        }
    }

    fn bodies(&mut self, from: From, old: &Node<'a>, new: &Node<'a>) {
        let both = |family| Found::new(family).both(old, new);
        match (old.is("required"), new.is("required")) {
            (false, true) => {
                let found = both(&rules::BODY_BECAME_REQUIRED);
                self.tell(from, REQUEST, found.old("optional").new_text("required"));
            }
            (true, false) => {
                let found = both(&rules::BODY_BECAME_OPTIONAL);
                self.tell(from, REQUEST, found.old("required").new_text("optional"));
            }
            _ => {}
        }
        let families = (&rules::BODY_MEDIA_TYPE_REMOVED, &rules::BODY_MEDIA_TYPE_ADDED);
        self.contents(from, Direction::Request, (old, new), families);
    }

    /// Compares the contents of two bodies by media type.
    pub(super) fn contents(
        &mut self,
        from: From,
        direction: Direction,
        (old, new): (&Node<'a>, &Node<'a>),
        (removed, added): (&'static Family, &'static Family),
    ) {
        let (before, after) = (old.entries("content"), new.entries("content"));
        for (media_type, content) in &before {
            match after.iter().find(|(other, _)| essence(other) == essence(media_type)) {
                Some((_, other)) => {
                    let met = Met::by_from(from, direction, Scope::Body);
                    self.schema(schema(content), schema(other), met);
                }
                None => {
                    let found = Found::new(removed).base(content).old(*media_type);
                    self.tell(from, Some(direction), found);
                }
            }
        }
        for (media_type, content) in &after {
            if !before.iter().any(|(other, _)| essence(other) == essence(media_type)) {
                let found = Found::new(added).head(content).new_text(*media_type);
                self.tell(from, Some(direction), found);
            }
        }
    }
}

/// A media type as it is compared (RFC 9110 §8.3.1): names have no case, and spaces around parameters say nothing.
fn essence(media_type: &str) -> String {
    media_type.replace(' ', "").to_ascii_lowercase()
}

pub(super) fn media_types(body: &Node<'_>) -> String {
    let names: Vec<&str> = body.entries("content").iter().map(|(name, _)| *name).collect();
    names.join(", ")
}
