//! Credentials: what operations ask for, and the schemes.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::doc::{Doc, Node};
use super::reach::From;
use super::{Found, Walk};
use crate::rules;

/// One alternative: schemes that are needed together, each with its scopes.
type Alternative = BTreeMap<String, BTreeSet<String>>;

impl<'a> Walk<'a> {
    /// Compares what an operation asks for, by itself or by what holds for all.
    pub(super) fn security(&mut self, from: From, old: &Node<'a>, new: &Node<'a>) {
        let (base, head) = (requirement(self.base, old), requirement(self.head, new));
        let (before, after) = (alternatives(&base), alternatives(&head));
        if before == after {
            return;
        }
        let is_global = base.at == "/security" && head.at == "/security";
        let both = |family| Found::new(family).both(&base, &head);
        let is_open =
            |alternatives: &[Alternative]| alternatives.is_empty() || alternatives.iter().any(Alternative::is_empty);
        match (is_open(&before), is_open(&after)) {
            (true, false) => {
                let found = both(&rules::SECURITY_REQUIRED).old("none");
                return self.tell(from, None, found.new_text(all(&after)));
            }
            (false, true) => {
                let found = both(&rules::SECURITY_NOT_REQUIRED).old(all(&before));
                return self.tell(from, None, found.new_text("none"));
            }
            _ => {}
        }
        let names = |alternative: &Alternative| alternative.keys().cloned().collect::<Vec<_>>();
        for old in before.iter().filter(|old| !after.contains(old) && !old.is_empty()) {
            match after.iter().find(|new| names(new) == names(old)) {
                Some(new) => self.scopes(from, (&base, &head), (old, new), is_global),
                None => {
                    let family = pick(is_global, &rules::GLOBAL_SECURITY_REMOVED, &rules::SECURITY_REMOVED);
                    self.tell(from, None, both(family).old(text(old)));
                }
            }
        }
        for new in after.iter().filter(|new| !before.contains(new) && !new.is_empty()) {
            if !before.iter().any(|old| names(old) == names(new)) {
                let family = pick(is_global, &rules::GLOBAL_SECURITY_ADDED, &rules::SECURITY_ADDED);
                self.tell(from, None, both(family).new_text(text(new)));
            }
        }
    }

    fn scopes(
        &mut self,
        from: From,
        (base, head): (&Node<'a>, &Node<'a>),
        (old, new): (&Alternative, &Alternative),
        is_global: bool,
    ) {
        let none = BTreeSet::new();
        for (scheme, after) in new {
            let before = old.get(scheme).unwrap_or(&none);
            for scope in after.difference(before) {
                let family = pick(is_global, &rules::GLOBAL_SCOPE_ADDED, &rules::SCOPE_ADDED);
                let found = Found::new(family).both(base, head);
                self.tell(from, None, found.new_text(format!("{scheme}: {scope}")));
            }
            for scope in before.difference(after) {
                let family = pick(is_global, &rules::GLOBAL_SCOPE_REMOVED, &rules::SCOPE_REMOVED);
                let found = Found::new(family).both(base, head);
                self.tell(from, None, found.old(format!("{scheme}: {scope}")));
            }
        }
    }

    /// Compares the security schemes.
    pub(super) fn schemes(&mut self) {
        let list = |doc: Doc<'a>| {
            let components = doc.root().get("components");
            components.map_or_else(Vec::new, |node| node.entries("securitySchemes"))
        };
        let (before, after) = (list(self.base), list(self.head));
        for (name, old) in &before {
            match after.iter().find(|(other, _)| other == name) {
                Some((_, new)) => {
                    let (old, new) = (self.base.resolve(old.clone()), self.head.resolve(new.clone()));
                    self.scheme(&old, &new);
                }
                None => self.tell(
                    From::Document,
                    None,
                    Found::new(&rules::SCHEME_REMOVED).base(old).old(*name),
                ),
            }
        }
        for (name, new) in &after {
            if !before.iter().any(|(other, _)| other == name) {
                let found = Found::new(&rules::SCHEME_ADDED).head(new).new_text(*name);
                self.tell(From::Document, None, found);
            }
        }
    }

    fn scheme(&mut self, old: &Node<'a>, new: &Node<'a>) {
        let (before, after) = (way(old), way(new));
        if before != after {
            let found = Found::new(&rules::SCHEME_CHANGED).both(old, new);
            self.tell(From::Document, None, found.old(before).new_text(after));
        }
        for (keys, family) in [
            (
                &["authorizationUrl", "openIdConnectUrl"][..],
                &rules::SCHEME_URL_CHANGED,
            ),
            (&["tokenUrl", "refreshUrl"][..], &rules::SCHEME_TOKEN_URL_CHANGED),
        ] {
            let (before, after) = (urls(old.value, keys), urls(new.value, keys));
            if before != after {
                let mut found = Found::new(family).both(old, new);
                let some = |text: String| Some(text).filter(|text| !text.is_empty());
                (found.old, found.new) = (some(before), some(after));
                self.tell(From::Document, None, found);
            }
        }
    }
}

fn pick<T>(first: bool, one: T, other: T) -> T {
    if first { one } else { other }
}

/// Where an operation's requirement stands: at itself, or for all.
fn requirement<'a>(doc: Doc<'a>, operation: &Node<'a>) -> Node<'a> {
    static NONE: Value = Value::Null;
    operation
        .get("security")
        .or_else(|| doc.root().get("security"))
        .unwrap_or_else(|| Node {
            at: "/security".to_owned(),
            value: &NONE,
        })
}

fn alternatives(node: &Node<'_>) -> Vec<Alternative> {
    let scopes = |value: &Value| {
        let scopes = value.as_array().into_iter().flatten();
        scopes.filter_map(|scope| scope.as_str().map(str::to_owned)).collect()
    };
    let alternative = |value: &Value| {
        let schemes = value.as_object().into_iter().flatten();
        schemes.map(|(name, value)| (name.clone(), scopes(value))).collect()
    };
    let mut all: Vec<Alternative> = node.value.as_array().into_iter().flatten().map(alternative).collect();
    all.sort();
    all
}

fn text(alternative: &Alternative) -> String {
    let names: Vec<&str> = alternative.keys().map(String::as_str).collect();
    names.join(" and ")
}

fn all(alternatives: &[Alternative]) -> String {
    let texts: Vec<String> = alternatives.iter().map(text).collect();
    texts.join(" or ")
}

/// How a scheme's credential travels.
fn way(scheme: &Node<'_>) -> String {
    let parts = ["type", "scheme", "in", "name"].map(|key| scheme.text(key).unwrap_or_default().to_owned());
    let [kind, scheme, place, name] = parts;
    // The name of an `http` scheme has no case (RFC 9110 §11.1).
    [kind, scheme.to_ascii_lowercase(), place, name]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// The URLs at keys of a scheme, at any depth.
fn urls(scheme: &Value, keys: &[&str]) -> String {
    let mut found = Vec::new();
    let mut left = vec![scheme];
    while let Some(value) = left.pop() {
        for (key, value) in value.as_object().into_iter().flatten() {
            match value.as_str() {
                Some(url) if keys.contains(&key.as_str()) => found.push(url),
                _ => left.push(value),
            }
        }
    }
    found.sort_unstable();
    found.dedup();
    found.join(", ")
}
