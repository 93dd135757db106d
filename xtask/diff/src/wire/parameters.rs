//! Parameters of operations: those of the path and their own, by place and name.

use indexmap::IndexMap;
use serde_json::Value;

use super::doc::{Doc, Node};
use super::operations::{Op, names};
use super::reach::From;
use super::{Found, Met, Walk, Written, bodies, lifecycle};
use crate::finding::Direction;
use crate::rules::lifecycle::PARAMETER;
use crate::rules::{self, Scope};

const REQUEST: Option<Direction> = Some(Direction::Request);

/// A parameter: where it is listed, and what it is.
#[derive(Clone, Debug)]
pub(super) struct Param<'a> {
    pub(super) listed: Node<'a>,
    pub(super) node: Node<'a>,
    place: &'a str,
    name: &'a str,
}

impl Param<'_> {
    pub(super) fn is_required(&self) -> bool {
        self.place == "path" || self.node.is("required")
    }

    /// How its value is written.
    pub(super) fn written(&self) -> Written {
        match serialization(self) {
            ("json", _) => Written::Json,
            ("form", true) => Written::Exploded,
            _ => Written::Text,
        }
    }

    pub(super) fn text(&self) -> String {
        format!("{} {}", self.place, self.name)
    }
}

impl<'a> Walk<'a> {
    /// Compares the parameters of an operation.
    pub(super) fn parameters(&mut self, from: From, old: &Op<'a>, new: &Op<'a>) {
        let (mut base, mut head) = (list(self.base, old), list(self.head, new));
        self.ignored(from, take_ignored(&mut base), take_ignored(&mut head));
        let elsewhere = |params: &IndexMap<Key, Param<'a>>, others: &IndexMap<Key, Param<'a>>, name: &str| {
            let here = |(key, param): &(&Key, &Param<'a>)| param.name == name && !others.contains_key(*key);
            params.iter().find(here).map(|(_, param)| param.clone())
        };
        for (key, param) in &base {
            match head.get(key) {
                Some(other) => self.parameter(from, param, other),
                None => match elsewhere(&head, &base, param.name) {
                    Some(other) => {
                        let found = Found::new(&rules::PARAMETER_PLACE_CHANGED)
                            .both(&param.node, &other.node)
                            .old(param.text())
                            .new_text(other.text());
                        self.tell(from, REQUEST, found);
                        self.parameter(from, param, &other);
                    }
                    None => self.parameter_removed(from, param),
                },
            }
        }
        for (key, param) in &head {
            if !base.contains_key(key) && elsewhere(&base, &head, param.name).is_none() {
                let (family, text) = match (param.place, param.is_required()) {
                    ("path", _) => (&rules::NEW_PATH_PARAMETER, "required"),
                    (_, true) => (&rules::NEW_REQUIRED_PARAMETER, "required"),
                    (_, false) => (&rules::NEW_OPTIONAL_PARAMETER, "optional"),
                };
                let found = Found::new(family).head(&param.listed).touching(&param.node);
                self.tell(from, REQUEST, found.new_text(format!("{}, {text}", param.text())));
            }
        }
    }

    /// Tells of header parameters that OpenAPI ignores.
    fn ignored(&mut self, from: From, base: IndexMap<Key, Param<'a>>, mut head: IndexMap<Key, Param<'a>>) {
        for (key, old) in base {
            let found = Found::new(&rules::IGNORED_HEADER_CHANGED).old(old.text());
            match head.shift_remove(&key) {
                Some(new) if new.node.value == old.node.value => {}
                // Whatever it holds is ignored as well.
                Some(new) => {
                    let found = found.both(&old.node, &new.node).touching(&new.node);
                    self.tell(from, REQUEST, found.new_text(new.text()));
                }
                None => self.tell(from, REQUEST, found.base(&old.listed).touching(&old.node)),
            }
        }
        for new in head.into_values() {
            let found = Found::new(&rules::IGNORED_HEADER_CHANGED).head(&new.listed);
            self.tell(from, REQUEST, found.touching(&new.node).new_text(new.text()));
        }
    }

    fn parameter_removed(&mut self, from: From, param: &Param<'a>) {
        let is_promised = lifecycle::is_promised(&param.node, self.today);
        let family = match (lifecycle::is_deprecated(&param.node), is_promised) {
            (true, true) => &rules::PARAMETER_REMOVED_BEFORE_SUNSET,
            (true, false) => &rules::PARAMETER_REMOVED_DEPRECATED,
            (false, _) => &rules::PARAMETER_REMOVED,
        };
        let found = Found::new(family).base(&param.listed).touching(&param.node);
        self.tell(from, REQUEST, found.old(param.text()));
    }

    fn parameter(&mut self, from: From, old: &Param<'a>, new: &Param<'a>) {
        let both = |family| Found::new(family).both(&old.node, &new.node);
        match (old.is_required(), new.is_required()) {
            (false, true) => {
                let found = both(&rules::PARAMETER_BECAME_REQUIRED)
                    .old("optional")
                    .new_text("required");
                self.tell(from, REQUEST, found);
            }
            (true, false) => {
                let found = both(&rules::PARAMETER_BECAME_OPTIONAL)
                    .old("required")
                    .new_text("optional");
                self.tell(from, REQUEST, found);
            }
            _ => {}
        }
        if let Some(found) = lifecycle::change(&PARAMETER, &old.node, &new.node) {
            self.tell(from, REQUEST, found);
        }
        self.style(from, old, new);
        let (before, after) = (schema(&old.node), schema(&new.node));
        let mut met = Met::by_from(from, Direction::Request, Scope::Parameter).written(new.written());
        met.optional = !new.is_required();
        self.schema(before, after, met);
    }

    fn style(&mut self, from: From, old: &Param<'a>, new: &Param<'a>) {
        self.judged.extend([old.node.at.clone(), new.node.at.clone()]);
        let both = |family| Found::new(family).both(&old.node, &new.node);
        let (before, after) = (serialization(old), serialization(new));
        // A value of one word is written alike in all styles that a path does not have.
        let is_word = |doc: Doc<'a>, param: &Param<'a>| super::schema::is_word(doc, schema(&param.node));
        let is_plain = is_word(self.base, old) || is_word(self.head, new);
        let is_alike = is_plain
            && !matches!(old.place, "path" | "cookie")
            && old.written() != Written::Json
            && new.written() != Written::Json;
        let is_here = old.place == new.place && !is_alike;
        // Lists of this style are written alike in both ways (RFC 6570 §3.2.2).
        let is_list = |doc: Doc<'a>, param: &Param<'a>| super::schema::is_list(doc, schema(&param.node));
        let is_simple_list = before.0 == "simple" && is_list(self.base, old) && is_list(self.head, new);
        let found = if before.0 != after.0 && is_here {
            both(&rules::PARAMETER_STYLE_CHANGED)
                .old(format!("style {}", before.0))
                .new_text(format!("style {}", after.0))
        } else if before.1 != after.1 && is_here && !is_plain && !is_simple_list {
            both(&rules::PARAMETER_EXPLODE_CHANGED)
                .old(format!("explode {}", before.1))
                .new_text(format!("explode {}", after.1))
        } else {
            match (old.node.is("allowReserved"), new.node.is("allowReserved")) {
                (false, true) => both(&rules::PARAMETER_ALLOW_RESERVED).new_text("allowReserved"),
                (true, false) => both(&rules::PARAMETER_NOT_ALLOW_RESERVED).old("allowReserved"),
                _ => return,
            }
        };
        self.tell(from, REQUEST, found);
    }
}

/// Takes those out that say what media types and security say (OpenAPI 3.0 §4.7.12.1).
fn take_ignored<'a>(params: &mut IndexMap<Key, Param<'a>>) -> IndexMap<Key, Param<'a>> {
    let ignored = ["accept", "content-type", "authorization"];
    let (out, rest) = std::mem::take(params)
        .into_iter()
        .partition(|((place, name), _)| place == "header" && ignored.contains(&name.as_str()));
    *params = rest;
    out
}

/// Place and name; of a path parameter its position, as its name is never sent.
pub(super) type Key = (String, String);

/// The parameters of an operation; its own take precedence over those of the path.
pub(super) fn list<'a>(doc: Doc<'a>, op: &Op<'a>) -> IndexMap<Key, Param<'a>> {
    let positions = names(op.path);
    let mut params = IndexMap::new();
    for listed in [op.item.elements("parameters"), op.node.elements("parameters")].concat() {
        let node = doc.resolve(listed.clone());
        let (Some(place), Some(name)) = (node.text("in"), node.text("name")) else {
            continue;
        };
        let key = match place {
            "path" => positions
                .iter()
                .position(|known| *known == name)
                .map_or_else(|| name.to_owned(), |index| index.to_string()),
            "header" => name.to_ascii_lowercase(),
            _ => name.to_owned(),
        };
        let param = Param {
            listed,
            node,
            place,
            name,
        };
        params.insert((place.to_owned(), key), param);
    }
    params
}

/// The schema of a parameter, or of its content.
pub(super) fn schema<'a>(param: &Node<'a>) -> Node<'a> {
    match param.entries("content").into_iter().next() {
        Some((_, content)) => bodies::schema(&content),
        None => bodies::schema(param),
    }
}

/// Style and explode in effect (OpenAPI 3.0 §4.7.12.2).
fn serialization<'a>(param: &Param<'a>) -> (&'a str, bool) {
    if param.node.is("x-querystring") {
        return ("querystring", false);
    }
    if let Some((media_type, _)) = param.node.entries("content").first() {
        return match bodies::written(media_type) {
            Written::Json => ("json", false),
            _ => (media_type, false),
        };
    }
    let style = param.node.text("style").unwrap_or(match param.place {
        "cookie" if param.node.is("x-cookie-style") => "cookie",
        "query" | "cookie" => "form",
        _ => "simple",
    });
    let explode = param.node.value.get("explode").and_then(Value::as_bool);
    // An object that is deep has one way, and cookies are pairs.
    match style {
        "deepObject" => (style, true),
        _ => (style, explode.unwrap_or(matches!(style, "form" | "cookie"))),
    }
}
