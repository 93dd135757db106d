//! Edits that the rules do not speak of: those without effect are counted, so that nothing is dropped in silence, and those
//! of keys that tell the generator how to write an item are found as such.

use std::collections::BTreeSet;

use serde_json::Value;

use super::doc::{Doc, Node};
use super::reach::From;
use super::{Found, Raw, Walk};
use crate::rules;
use callspec_codegen::ir::Method;
use callspec_codegen::pointer::{join, segments};
use callspec_codegen::reference;

/// Keys that change what is written in Rust, and at most a header of what is sent that the document does not declare.
const HINTS: &[&str] = &[
    "x-rust-name",
    "x-rust-names",
    "x-sensitive",
    "x-pagination",
    "x-idempotency",
    "x-unknown-members",
    "x-stream-end",
    "x-env",
];

/// Counts of edits without effect.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Noise {
    /// Titles, summaries and descriptions.
    pub prose: usize,
    /// Examples.
    pub examples: usize,
    /// Extensions (`x-…`) that nothing here reads.
    pub extensions: usize,
    /// Schemas that were put in or taken out of the components as they are.
    pub moved: usize,
    /// What is spelled in another way: order, YAML for JSON, 3.1 for 3.0.
    pub spelling: usize,
    /// What else differs, and neither clients nor code see.
    pub other: usize,
}

impl Noise {
    /// The sum.
    pub fn total(&self) -> usize {
        self.prose + self.examples + self.extensions + self.moved + self.spelling + self.other
    }
}

/// A place where the documents differ.
#[derive(Clone, Debug)]
pub(super) struct Edit<'a> {
    class: Class,
    /// The node around it in the base.
    base: Node<'a>,
    /// The node around it in the head.
    head: Node<'a>,
    /// The pointers of it, and those it leads to.
    at: Vec<String>,
    /// The properties that it lists: what changes of them is found where they stand.
    properties: BTreeSet<&'a str>,
    /// What it is called there.
    key: &'a str,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    Prose,
    Example,
    Extension,
    Hint,
    Order,
    Other,
}

/// All edits of a document.
pub(super) fn edits<'a>(base: &Node<'a>, head: &Node<'a>) -> Vec<Edit<'a>> {
    let mut edits = Vec::new();
    object(base, head, false, &mut edits);
    edits
}

/// Counts the edits without effect: those that are so by themselves, and those that no finding speaks of.
pub(super) fn count(edits: &[Edit<'_>], findings: &[Raw]) -> Noise {
    let places = findings.iter().flat_map(|raw| raw.base.iter().chain(&raw.head));
    let touched = findings.iter().flat_map(|raw| &raw.touches);
    let places: BTreeSet<&str> = places.chain(touched).map(String::as_str).collect();
    let mut noise = Noise::default();
    for edit in edits {
        match edit.class {
            Class::Prose => noise.prose += 1,
            Class::Example => noise.examples += 1,
            Class::Extension => noise.extensions += 1,
            Class::Order => noise.spelling += 1,
            Class::Other if !edit.is_told(&places) => noise.other += 1,
            Class::Hint | Class::Other => {}
        }
    }
    noise
}

impl Edit<'_> {
    /// Puts it where findings have their places.
    pub(super) fn put_where_written(&mut self, base: Doc<'_>, head: Doc<'_>) {
        for at in &mut self.at {
            *at = head.written(&base.written(at));
        }
    }

    /// Whether a finding speaks of it.
    fn is_told(&self, places: &BTreeSet<&str>) -> bool {
        let is_of = |place: &&&str| {
            let (around, name) = place.rsplit_once('/').unwrap_or_default();
            around.ends_with("/properties") && self.properties.contains(name)
        };
        let is_listed = || !self.properties.is_empty() && places.iter().any(|place| is_of(&place));
        self.at.iter().any(|at| is_told(at, places)) || is_listed()
    }
}

/// Whether a finding stands at, around or inside a place.
fn is_told(place: &str, places: &BTreeSet<&str>) -> bool {
    let inside = format!("{place}/");
    let mut around = place;
    while !around.is_empty() {
        if places.contains(around) {
            return true;
        }
        around = around.rsplit_once('/').map_or("", |(outer, _)| outer);
    }
    let mut behind = places.range(inside.as_str()..);
    behind.next().is_some_and(|next| next.starts_with(&inside))
}

impl<'a> Walk<'a> {
    /// Tells of the keys that the generator follows.
    pub(super) fn hints(&mut self, edits: &[Edit<'a>]) {
        for edit in edits.iter().filter(|edit| edit.class == Class::Hint) {
            let text = |node: &Node<'a>| {
                let value = node.value.get(edit.key)?;
                let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
                Some(format!("{}: {text}", edit.key))
            };
            let mut found = Found::new(&rules::HINT_CHANGED).both(&edit.base, &edit.head);
            (found.old, found.new) = (text(&edit.base), text(&edit.head));
            let from = label(&self.head.written(&edit.head.at)).map_or(From::Document, |label| self.enter(&label));
            self.tell(from, None, found);
        }
        self.current = None;
    }
}

/// The operation that a pointer lies in.
fn label(pointer: &str) -> Option<String> {
    let mut segments = segments(pointer);
    let (section, path, method) = (segments.next()?, segments.next()?, segments.next()?);
    let method = match &*method {
        "additionalOperations" => segments.next()?,
        known => Method::ALL
            .iter()
            .find(|method| method.as_str().eq_ignore_ascii_case(known))
            .map(|method| method.as_str().to_owned().into())?,
    };
    (section == "paths").then(|| format!("{method} {path}"))
}

/// `named`: the keys of this object are names that the document gives, such as those of properties.
fn object<'a>(base: &Node<'a>, head: &Node<'a>, named: bool, edits: &mut Vec<Edit<'a>>) {
    let (Some(before), Some(after)) = (base.value.as_object(), head.value.as_object()) else {
        return;
    };
    let added = after.iter().filter(|(key, _)| !before.contains_key(*key));
    for (key, _) in before.iter().chain(added) {
        let (old, new) = (before.get(key), after.get(key));
        if old == new {
            continue;
        }
        let shown = if key == "x-webhooks" { "webhooks" } else { key };
        let (base_at, head_at) = (join(&base.at, shown), join(&head.at, shown));
        let class = if named { None } else { class(key, &head.at) };
        let edit = |class| Edit {
            class,
            base: base.clone(),
            head: head.clone(),
            at: [base_at.clone(), head_at.clone()]
                .into_iter()
                .chain(targets(key, old, new))
                .collect(),
            properties: listed(key, old, new),
            key,
        };
        match (class, old, new) {
            (Some(class), ..) => edits.push(edit(class)),
            (None, Some(old), Some(new)) if is_inner(old, new) => {
                let at = |at: &String, value| Node { at: at.clone(), value };
                let (old, new) = (at(&base_at, old), at(&head_at, new));
                if old.value.is_object() {
                    object(&old, &new, !named && holds_names(key), edits);
                } else {
                    array((&old, &new), edit, edits);
                }
            }
            // The version is what the verdict is about, and that of OpenAPI is a spelling.
            _ if head.at == "/info" && key == "version" || head.at.is_empty() && key == "openapi" => {}
            _ => edits.push(edit(Class::Other)),
        }
    }
}

/// The names that one of two lists of required properties has alone.
fn listed<'a>(key: &str, old: Option<&'a Value>, new: Option<&'a Value>) -> BTreeSet<&'a str> {
    let names = |value: Option<&'a Value>| -> BTreeSet<&'a str> {
        let names = value.and_then(Value::as_array).into_iter().flatten();
        names.filter_map(Value::as_str).filter(|_| key == "required").collect()
    };
    names(old).symmetric_difference(&names(new)).copied().collect()
}

/// Where references lead.
fn targets(key: &str, old: Option<&Value>, new: Option<&Value>) -> Vec<String> {
    let target = |value: &Value| Some(reference::pointer(value.as_str()?)?.to_owned());
    let values = [old, new].into_iter().flatten().filter(|_| key == "$ref");
    values.filter_map(target).collect()
}

/// Compares elements that have no equal on the other side, one after the other.
fn array<'a>((old, new): (&Node<'a>, &Node<'a>), edit: impl Fn(Class) -> Edit<'a>, edits: &mut Vec<Edit<'a>>) {
    let items = |node: &Node<'a>| -> Vec<Node<'a>> {
        let items = node.value.as_array().into_iter().flatten().enumerate();
        let item = |(index, value): (usize, &'a Value)| Node {
            at: join(&node.at, &index.to_string()),
            value,
        };
        items.map(item).collect()
    };
    let (before, mut after) = (items(old), items(new));
    let mut left = Vec::new();
    for item in before {
        match after.iter().position(|other| other.value == item.value) {
            Some(index) => drop(after.remove(index)),
            None => left.push(item),
        }
    }
    if left.is_empty() && after.is_empty() {
        edits.push(edit(Class::Order));
    } else if left.len() != after.len() || !left.iter().all(|item| item.value.is_object()) {
        edits.push(edit(Class::Other));
    } else {
        for (old, new) in left.iter().zip(&after) {
            object(old, new, false, edits);
        }
    }
}

/// Whether both are objects or both are lists.
fn is_inner(old: &Value, new: &Value) -> bool {
    old.is_object() && new.is_object() || old.is_array() && new.is_array()
}

/// What a key says of an edit; `None` where that depends on what stands there.
fn class(key: &str, around: &str) -> Option<Class> {
    match key {
        "description" | "summary" | "title" | "externalDocs" | "x-summary" => Some(Class::Prose),
        "x-evidence" | "x-evidence-reason" | "x-rust-path" => Some(Class::Prose),
        "example" | "examples" | "x-examples" => Some(Class::Example),
        "x-constraints" | "x-sunset" | "x-webhook-signature" => Some(Class::Other),
        "x-webhooks" if around.is_empty() => None,
        // A copy of each stands where it is used.
        "x-path-items" => None,
        _ if HINTS.contains(&key) => Some(Class::Hint),
        _ if key.starts_with("x-content-") => Some(Class::Other),
        _ if key.starts_with("x-") => Some(Class::Extension),
        _ => None,
    }
}

fn holds_names(key: &str) -> bool {
    let sections = [
        "schemas",
        "responses",
        "parameters",
        "requestBodies",
        "headers",
        "securitySchemes",
    ];
    let others = [
        "properties",
        "paths",
        "content",
        "variables",
        "callbacks",
        "x-webhooks",
        "x-path-items",
    ];
    others.contains(&key) || sections.contains(&key)
}
