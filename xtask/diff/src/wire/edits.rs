//! Where two plain documents differ, key by key, as the grammar of OpenAPI has their objects.
//!
//! In: two documents. Out: an edit for each key that differs, with what the table of its object says of it: text for people, a
//! key that only the generator follows, a spelling that says the same, or what a rule has to speak of.

use std::collections::{BTreeSet, HashSet};

use callspec_codegen::keywords::{ObjectKind, Slot};
use callspec_codegen::pointer::join;
use callspec_codegen::reference;
use serde_json::Value;

use super::class::{Class, class, is_default, is_of_no_one, is_reordered};
use super::doc::{Doc, Node};
use super::schema;

/// A place where the documents differ.
#[derive(Clone, Debug)]
pub(super) struct Edit<'a> {
    pub(super) class: Class,
    /// The object around it in the base.
    pub(super) base: Node<'a>,
    /// The object around it in the head.
    pub(super) head: Node<'a>,
    /// Whether it stands in a component that no operation of both documents reaches.
    pub(super) is_unreached: bool,
    /// What kind of object that is.
    pub(super) kind: ObjectKind,
    /// What it is called there.
    pub(super) key: &'a str,
    /// The pointers of it, and those it leads to.
    pub(super) at: Vec<String>,
    /// The properties that it lists: what changes of them is found where they stand.
    pub(super) properties: BTreeSet<&'a str>,
}

/// All edits between two normalised documents.
pub(super) fn edits<'a>(base: Doc<'a>, head: Doc<'a>) -> Vec<Edit<'a>> {
    walked(base, head, true)
}

/// All edits between two documents as they were read.
pub(super) fn of_written<'a>(base: Doc<'a>, head: Doc<'a>) -> Vec<Edit<'a>> {
    walked(base, head, false)
}

fn walked<'a>(base: Doc<'a>, head: Doc<'a>, is_plain: bool) -> Vec<Edit<'a>> {
    let mut walk = Edits {
        base,
        head,
        is_plain,
        seen: HashSet::new(),
        waiting: vec![(base.root(), head.root(), ObjectKind::Root)],
        found: Vec::new(),
    };
    while let Some((old, new, kind)) = walk.waiting.pop() {
        walk.object(&old, &new, kind);
    }
    walk.found
}

struct Edits<'a> {
    base: Doc<'a>,
    head: Doc<'a>,
    /// Whether the documents are normalised, so that all keys say something.
    is_plain: bool,
    /// Pairs of places behind references that have been compared.
    seen: HashSet<(String, String)>,
    /// Those that are still to be compared.
    waiting: Vec<(Node<'a>, Node<'a>, ObjectKind)>,
    found: Vec<Edit<'a>>,
}

impl<'a> Edits<'a> {
    fn object(&mut self, old: &Node<'a>, new: &Node<'a>, kind: ObjectKind) {
        if old.value == new.value {
            return;
        }
        if old.is_reference() || new.is_reference() {
            return self.behind(old, new, kind);
        }
        let (Some(before), Some(after)) = (old.value.as_object(), new.value.as_object()) else {
            return;
        };
        let is_made = kind == ObjectKind::Schema && [before, after].iter().any(|schema| schema.contains_key("allOf"));
        if self.is_plain && is_made && schema::is_same((self.base, old), (self.head, new)) {
            return self.found.push(edit((old, new), kind, "allOf", Class::Spelling));
        }
        let added = after.iter().filter(|(key, _)| !before.contains_key(*key));
        for (key, _) in before.iter().chain(added) {
            let (left, right) = (before.get(key), after.get(key));
            if left != right && !is_of_no_one(kind, key) {
                self.key((old, new), kind, key, (left, right));
            }
        }
    }

    /// Compares what references lead to, where they differ: who is renamed says the same. What stands beside them says nothing.
    fn behind(&mut self, old: &Node<'a>, new: &Node<'a>, kind: ObjectKind) {
        if old.text("$ref") == new.text("$ref") {
            let keys = [old, new].into_iter().filter_map(|node| node.value.as_object());
            let keys: BTreeSet<&'a str> = keys.flat_map(|node| node.keys().map(String::as_str)).collect();
            let differ = keys.into_iter().filter(|key| old.value.get(key) != new.value.get(key));
            self.found.extend(differ.map(|key| {
                let class = match class(kind, key, kind.key(key)) {
                    Class::Ruled | Class::Hint => Class::Nothing,
                    other => other,
                };
                edit((old, new), kind, key, class)
            }));
        }
        let (before, after) = (self.base.resolve(old.clone()), self.head.resolve(new.clone()));
        if before.is_reference() || after.is_reference() {
            self.found.push(edit((old, new), kind, "$ref", Class::Ruled));
        } else if self.seen.insert((before.at.clone(), after.at.clone())) {
            self.waiting.push((before, after, kind));
        }
    }

    fn key(
        &mut self,
        (old, new): (&Node<'a>, &Node<'a>),
        kind: ObjectKind,
        key: &'a str,
        (left, right): (Option<&'a Value>, Option<&'a Value>),
    ) {
        let row = kind.key(key);
        let slot = match kind.entries() {
            Some(entry) if !key.starts_with("x-") => Slot::One(entry),
            _ => row.map_or(Slot::Any, |row| row.slot),
        };
        let class = class(kind, key, row);
        if class != Class::Ruled {
            return self.found.push(edit((old, new), kind, key, class));
        }
        let child = |around: &Node<'a>| Node {
            at: join(&around.at, shown(key)),
            value: around.value.get(key).unwrap_or(&Value::Null),
        };
        let (before, after) = (child(old), child(new));
        match (slot, left, right) {
            (Slot::One(kind) | Slot::OneOrBool(kind), Some(Value::Object(_)), Some(Value::Object(_))) => {
                self.object(&before, &after, kind);
            }
            (Slot::Map(kind), Some(Value::Object(names)), Some(Value::Object(others))) => {
                let added = others.iter().filter(|(name, _)| !names.contains_key(*name));
                for (name, _) in names.iter().chain(added) {
                    match (before.get(name), after.get(name)) {
                        (Some(old), Some(new)) if old.value.is_object() && new.value.is_object() => {
                            self.object(&old, &new, kind);
                        }
                        (Some(old), Some(new)) if old.value == new.value => {}
                        _ => self.found.push(edit((&before, &after), kind, name, Class::Ruled)),
                    }
                }
            }
            (Slot::List(kind), Some(Value::Array(_)), Some(Value::Array(_))) => {
                self.list((&before, &after), kind, edit((old, new), kind, key, class));
            }
            (Slot::List(ObjectKind::Tag), ..) => self.found.push(edit((old, new), kind, key, Class::Prose)),
            _ => {
                let is_same = is_default(kind, key, left) && is_default(kind, key, right) || is_reordered(left, right);
                let class = if is_same { Class::Spelling } else { class };
                self.found.push(edit((old, new), kind, key, class));
            }
        }
    }

    /// Compares elements that have no equal on the other side: those of one name, else one after the other.
    fn list(&mut self, (old, new): (&Node<'a>, &Node<'a>), kind: ObjectKind, whole: Edit<'a>) {
        let (mut before, mut after) = (old.items(), new.items());
        let mut take = |is: &dyn Fn(&Node<'a>, &Node<'a>) -> bool| {
            let mut pairs = Vec::new();
            before.retain(|item| match after.iter().position(|other| is(item, other)) {
                Some(index) => {
                    pairs.push((item.clone(), after.remove(index)));
                    false
                }
                None => true,
            });
            pairs
        };
        take(&|item, other| item.value == other.value);
        let name = |doc: Doc<'a>, item: &Node<'a>| {
            let item = doc.resolve(item.clone());
            let text = ["in", "name", "url"].map(|key| item.text(key));
            (kind != ObjectKind::Schema && text != [None; 3]).then_some(text)
        };
        let named = take(&|item, other| name(self.base, item).is_some_and(|of| Some(of) == name(self.head, other)));
        if before.is_empty() && after.is_empty() && named.is_empty() {
            return self.found.push(Edit {
                class: Class::Spelling,
                ..whole
            });
        }
        if kind == ObjectKind::Parameter && self.is_reordered(old, new, name) {
            self.found.push(Edit {
                class: Class::Spelling,
                ..whole.clone()
            });
        }
        for (old, new) in named {
            self.object(&old, &new, kind);
        }
        if kind == ObjectKind::Tag {
            // Those of operations name modules; what is said of a tag is documentation.
            let class = Class::Prose;
            if !before.is_empty() || !after.is_empty() {
                self.found.push(Edit { class, ..whole });
            }
        } else if before.len() == after.len() && before.iter().chain(&after).all(|item| item.value.is_object()) {
            for (old, new) in before.iter().zip(&after) {
                self.object(old, new, kind);
            }
        } else {
            self.found.push(whole);
        }
    }
}

impl<'a> Edits<'a> {
    /// Whether the elements that both lists have by name are in another order.
    fn is_reordered<N: PartialEq>(
        &self,
        old: &Node<'a>,
        new: &Node<'a>,
        name: impl Fn(Doc<'a>, &Node<'a>) -> Option<N>,
    ) -> bool {
        let names = |doc, list: &Node<'a>| {
            list.items()
                .iter()
                .filter_map(|item| name(doc, item))
                .collect::<Vec<_>>()
        };
        let (mut before, mut after) = (names(self.base, old), names(self.head, new));
        before.retain(|name| after.contains(name));
        after.retain(|name| before.contains(name));
        before != after
    }
}

impl Edit<'_> {
    /// The pointer of what is edited in an object.
    pub(super) fn place(&self, around: &Node<'_>) -> String {
        join(&around.at, shown(self.key))
    }

    /// Puts it where findings have their places.
    pub(super) fn put_where_written(&mut self, base: Doc<'_>, head: Doc<'_>) {
        for at in &mut self.at {
            *at = head.written(&base.written(at));
        }
    }
}

fn edit<'a>((base, head): (&Node<'a>, &Node<'a>), kind: ObjectKind, key: &'a str, class: Class) -> Edit<'a> {
    let (old, new) = (base.value.get(key), head.value.get(key));
    let own = [base, head].map(|node| join(&node.at, shown(key)));
    Edit {
        class,
        base: base.clone(),
        head: head.clone(),
        is_unreached: false,
        kind,
        key,
        at: own.into_iter().chain(targets((base, head), key)).collect(),
        properties: listed(key, old, new),
    }
}

/// The key as the document has it.
fn shown(key: &str) -> &str {
    if key == "x-webhooks" { "webhooks" } else { key }
}

/// The names that one of two lists of required properties has alone.
fn listed<'a>(key: &str, old: Option<&'a Value>, new: Option<&'a Value>) -> BTreeSet<&'a str> {
    let names = |value: Option<&'a Value>| -> BTreeSet<&'a str> {
        let names = value.and_then(Value::as_array).into_iter().flatten();
        names.filter_map(Value::as_str).filter(|_| key == "required").collect()
    };
    names(old).symmetric_difference(&names(new)).copied().collect()
}

/// Where references lead; whether a body is a sequence is said of its schema.
fn targets((base, head): (&Node<'_>, &Node<'_>), key: &str) -> Vec<String> {
    let target = |node: &Node<'_>| match key {
        "$ref" => Some(reference::pointer(node.text(key)?)?.to_owned()),
        "x-item-schema" => Some(join(&node.at, "schema")),
        _ => None,
    };
    [base, head].into_iter().filter_map(target).collect()
}
