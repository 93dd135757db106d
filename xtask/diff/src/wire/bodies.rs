//! Request bodies, and the content that bodies of both directions have.

use std::sync::OnceLock;

use serde_json::Value;

use super::doc::Node;
use super::media::{self, Relation};
use super::reach::From;
use super::{Found, Met, Walk, Written};
use crate::finding::Direction;
use crate::rules::{self, Family, Scope};
use callspec_codegen::media_type::{self, Serialization};
use callspec_codegen::pointer::join;

const REQUEST: Option<Direction> = Some(Direction::Request);

/// The rules of the media types of a body.
#[derive(Clone, Copy)]
pub(super) struct Contents {
    pub(super) removed: &'static Family,
    pub(super) added: &'static Family,
    /// A range, or a wider one, in place of a media type.
    pub(super) generalized: &'static Family,
    /// A media type of the range that was.
    pub(super) specialized: &'static Family,
    /// The same media type with other parameters.
    pub(super) parameter: &'static Family,
}

/// The schema that everything fits.
pub(super) fn any() -> &'static Value {
    static ANY: OnceLock<Value> = OnceLock::new();
    ANY.get_or_init(|| Value::Object(serde_json::Map::new()))
}

/// The schema that everything fits, at a key of a node that does not have it.
pub(super) fn anything<'a>(node: &Node<'a>, key: &str) -> Node<'a> {
    Node {
        at: join(&node.at, key),
        value: any(),
    }
}

/// The schema of a media type, parameter or header; one that everything fits where it has none.
pub(super) fn schema<'a>(node: &Node<'a>) -> Node<'a> {
    node.get("schema").unwrap_or_else(|| anything(node, "schema"))
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
        let families = Contents {
            removed: &rules::BODY_MEDIA_TYPE_REMOVED,
            added: &rules::BODY_MEDIA_TYPE_ADDED,
            generalized: &rules::BODY_MEDIA_TYPE_GENERALIZED,
            specialized: &rules::BODY_MEDIA_TYPE_SPECIALIZED,
            parameter: &rules::BODY_MEDIA_TYPE_PARAMETER,
        };
        self.contents(from, Direction::Request, (old, new), families);
    }

    /// Compares the contents of two bodies by media type.
    pub(super) fn contents(
        &mut self,
        from: From,
        direction: Direction,
        (old, new): (&Node<'a>, &Node<'a>),
        Contents {
            removed,
            added,
            generalized,
            specialized,
            parameter,
        }: Contents,
    ) {
        let (before, after) = (old.entries("content"), new.entries("content"));
        let mut known = Vec::new();
        for (media_type, content) in &before {
            let relations = after.iter().map(|(other, new)| {
                (
                    media::relation(media_type, other, content, (self.base, direction)),
                    other,
                    new,
                )
            });
            let best = relations.max_by_key(|(relation, ..)| *relation);
            match best {
                Some((relation, other, new_content)) if relation != Relation::Other => {
                    known.push(*other);
                    let family = match relation {
                        Relation::Wider => Some(generalized),
                        Relation::Narrower => Some(specialized),
                        Relation::Same => Some(parameter),
                        Relation::Equal if media_type != other => Some(parameter),
                        Relation::Equal | Relation::Other => None,
                    };
                    if let Some(family) = family {
                        let found = Found::new(family).both(content, new_content).old(*media_type);
                        self.tell(from, Some(direction), found.new_text(*other));
                    }
                    let met = Met::by_from(from, direction, Scope::Body).written(written(media_type));
                    self.schema(schema(content), schema(new_content), met);
                    if direction == Direction::Request {
                        self.encodings(from, content, new_content);
                    }
                }
                _ => {
                    let found = Found::new(removed).base(content).old(*media_type);
                    self.tell(from, Some(direction), found);
                }
            }
        }
        for (media_type, content) in after.iter().filter(|(media_type, _)| !known.contains(media_type)) {
            let found = Found::new(added).head(content).new_text(*media_type);
            self.tell(from, Some(direction), found);
        }
    }
}

/// How a body of a media type is written.
pub(super) fn written(media_type: &str) -> Written {
    match media_type::serialization(media_type) {
        Serialization::Json | Serialization::Bytes => Written::Json,
        Serialization::Text => Written::Text,
        Serialization::Urlencoded | Serialization::Multipart => Written::Form,
    }
}

pub(super) fn media_types(body: &Node<'_>) -> String {
    let names: Vec<&str> = body.entries("content").iter().map(|(name, _)| *name).collect();
    names.join(", ")
}
