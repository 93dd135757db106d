//! Encodings: how the parts of a form are written (OpenAPI 3.0 §4.7.15).

use std::collections::BTreeSet;

use callspec_codegen::media_type::{essence, includes};
use serde_json::Value;

use super::doc::{Doc, Node};
use super::reach::From;
use super::schema::{self, Parts};
use super::{Found, Met, Walk, Written, bodies};
use crate::finding::Direction;
use crate::rules::{self, Family, Scope};

const REQUEST: Option<Direction> = Some(Direction::Request);

impl<'a> Walk<'a> {
    /// Compares how the parts of two forms are written; only parts that both have.
    pub(super) fn encodings(&mut self, from: From, old: &Node<'a>, new: &Node<'a>) {
        let (before, after) = (old.entries("encoding"), new.entries("encoding"));
        let places = before.iter().chain(&after).map(|(_, node)| node.at.clone());
        self.judged.extend(places.chain([old.at.clone(), new.at.clone()]));
        let (base, head) = (self.base, self.head);
        let parts = |doc: Doc<'a>, content: &Node<'a>| schema::properties(doc, bodies::schema(content));
        let (left, right) = (parts(base, old), parts(head, new));
        let find = |all: &[(&'a str, Node<'a>)], name: &str| {
            all.iter()
                .find(|(other, _)| *other == name)
                .map(|(_, node)| node.clone())
        };
        let names: BTreeSet<&str> = before.iter().chain(&after).map(|(name, _)| *name).collect();
        for name in names {
            if let (Some(part), Some(new_part)) = (left.get(name), right.get(name)) {
                let none = |content: &Node<'a>| bodies::anything(content, "encoding");
                let one = Encoding {
                    node: find(&before, name).unwrap_or_else(|| none(old)),
                    part: (base, part.clone()),
                };
                let other = Encoding {
                    node: find(&after, name).unwrap_or_else(|| none(new)),
                    part: (head, new_part.clone()),
                };
                self.encoding(from, name, &one, &other);
            }
        }
    }

    fn encoding(&mut self, from: From, name: &str, old: &Encoding<'a>, new: &Encoding<'a>) {
        let both = |family| Found::new(family).both(&old.node, &new.node);
        let (before, after) = (old.media_types(), new.media_types());
        let is_taken = |media_type: &String| after.iter().any(|other| includes(other, media_type));
        let family = match before.iter().all(is_taken) {
            true if before == after => None,
            true => Some(&rules::PART_MEDIA_TYPE_GENERALIZED),
            false => Some(&rules::PART_MEDIA_TYPE_CHANGED),
        };
        if let Some(family) = family {
            let text = |media_types: &[String]| format!("part {name}: {}", media_types.join(", "));
            self.tell(from, REQUEST, both(family).old(text(&before)).new_text(text(&after)));
        }
        self.part_style(from, name, old, new);
        self.part_headers(from, old, new);
    }

    fn part_style(&mut self, from: From, name: &str, old: &Encoding<'a>, new: &Encoding<'a>) {
        let both = |family| Found::new(family).both(&old.node, &new.node);
        let (before, after) = (old.style(), new.style());
        let is_word = old.is_word() || new.is_word();
        let (family, before, after): (&'static Family, _, _) = if is_word || before == after {
            match (old.node.is("allowReserved"), new.node.is("allowReserved")) {
                (false, true) => (
                    &rules::PART_ALLOW_RESERVED,
                    "escaped".to_owned(),
                    "allowReserved".to_owned(),
                ),
                (true, false) => (
                    &rules::PART_NOT_ALLOW_RESERVED,
                    "allowReserved".to_owned(),
                    "escaped".to_owned(),
                ),
                _ => return,
            }
        } else if before.0 != after.0 {
            (
                &rules::PART_STYLE_CHANGED,
                format!("style {}", before.0),
                format!("style {}", after.0),
            )
        } else {
            (
                &rules::PART_EXPLODE_CHANGED,
                format!("explode {}", before.1),
                format!("explode {}", after.1),
            )
        };
        let text = |what: String| format!("part {name}: {what}");
        self.tell(from, REQUEST, both(family).old(text(before)).new_text(text(after)));
    }

    fn part_headers(&mut self, from: From, old: &Encoding<'a>, new: &Encoding<'a>) {
        let (before, after) = (headers(&old.node), headers(&new.node));
        for (name, listed) in &before {
            let node = self.base.resolve(listed.clone());
            let Some((_, other)) = after.iter().find(|(other, _)| other.eq_ignore_ascii_case(name)) else {
                let found = Found::new(&rules::PART_HEADER_REMOVED).base(listed).touching(&node);
                self.tell(from, REQUEST, found.old(*name));
                continue;
            };
            let other = self.head.resolve(other.clone());
            let both = |family| Found::new(family).both(&node, &other);
            match (node.is("required"), other.is("required")) {
                (false, true) => self.tell(
                    from,
                    REQUEST,
                    both(&rules::PART_HEADER_BECAME_REQUIRED).new_text("required"),
                ),
                (true, false) => self.tell(from, REQUEST, both(&rules::PART_HEADER_BECAME_OPTIONAL).old("required")),
                _ => {}
            }
            let met = Met::by_from(from, Direction::Request, Scope::Parameter).written(Written::Text);
            self.schema(bodies::schema(&node), bodies::schema(&other), met);
        }
        for (name, listed) in &after {
            if !before.iter().any(|(other, _)| other.eq_ignore_ascii_case(name)) {
                let node = self.head.resolve(listed.clone());
                let family = match node.is("required") {
                    true => &rules::NEW_REQUIRED_PART_HEADER,
                    false => &rules::NEW_OPTIONAL_PART_HEADER,
                };
                let found = Found::new(family).head(listed).touching(&node);
                self.tell(from, REQUEST, found.new_text(*name));
            }
        }
    }
}

/// How a part is written: what the document says of it, and the part itself.
struct Encoding<'a> {
    node: Node<'a>,
    part: (Doc<'a>, Parts<'a>),
}

impl Encoding<'_> {
    /// The media types that it may have; without any the one that follows from its type.
    fn media_types(&self) -> Vec<String> {
        match self.node.text("contentType") {
            Some(given) => given.split(',').map(essence).collect(),
            None => vec![schema::part_media_type(self.part.0, self.part.1.clone()).to_owned()],
        }
    }

    fn style(&self) -> (&str, bool) {
        let style = self.node.text("style").unwrap_or("form");
        let explode = self.node.value.get("explode").and_then(Value::as_bool);
        (style, explode.unwrap_or(style == "form"))
    }

    fn is_word(&self) -> bool {
        schema::is_word(self.part.0, self.part.1.clone())
    }
}

/// The headers of a part; `Content-Type` is said by the encoding itself.
fn headers<'a>(encoding: &Node<'a>) -> Vec<(&'a str, Node<'a>)> {
    let all = encoding.entries("headers").into_iter();
    all.filter(|(name, _)| !name.eq_ignore_ascii_case("content-type"))
        .collect()
}
