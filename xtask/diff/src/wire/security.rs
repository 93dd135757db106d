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
        let (mut before, after) = (alternatives(&base), alternatives(&head));
        let renamed = renamed_schemes(self.base, self.head);
        for alternative in &mut before {
            let schemes = std::mem::take(alternative).into_iter();
            let name = |name: String| renamed.get(&name).cloned().unwrap_or(name);
            *alternative = schemes.map(|(scheme, scopes)| (name(scheme), scopes)).collect();
        }
        before.sort();
        self.renamed_in(from, (&base, &head), &renamed);
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
        let names = |alternative: &Alternative| alternative.keys().cloned().collect::<BTreeSet<_>>();
        let mut known = Vec::new();
        for old in before.iter().filter(|old| !after.contains(old) && !old.is_empty()) {
            let asked = names(old);
            // Who has the credentials of an alternative has those of one that asks for fewer.
            let fewer = after
                .iter()
                .find(|new| names(new).is_subset(&asked) && is_within(new, old));
            let more = after.iter().find(|new| names(new).is_superset(&asked));
            if let Some(new) = after.iter().find(|new| names(new) == asked) {
                known.push(new);
                self.scopes(from, (&base, &head), (old, new), is_global);
            } else if let Some(new) = fewer {
                known.push(new);
                let found = both(&rules::SECURITY_RELAXED).old(text(old));
                self.tell(from, None, found.new_text(text(new)));
            } else if let Some(new) = more {
                known.push(new);
                let found = both(&rules::SECURITY_TIGHTENED).old(text(old));
                self.tell(from, None, found.new_text(text(new)));
            } else {
                let family = pick(is_global, &rules::GLOBAL_SECURITY_REMOVED, &rules::SECURITY_REMOVED);
                self.tell(from, None, both(family).old(text(old)));
            }
        }
        let is_new = |new: &&Alternative| !before.contains(new) && !new.is_empty() && !known.contains(new);
        for new in after.iter().filter(is_new) {
            let family = pick(is_global, &rules::GLOBAL_SECURITY_ADDED, &rules::SECURITY_ADDED);
            self.tell(from, None, both(family).new_text(text(new)));
        }
    }

    /// Tells that a requirement names schemes by their new names.
    fn renamed_in(&mut self, from: From, (base, head): (&Node<'a>, &Node<'a>), renamed: &BTreeMap<String, String>) {
        let (before, after) = (declared(self.base), declared(self.head));
        let find = |list: &[(&'a str, Node<'a>)], name: &str| {
            list.iter()
                .find(|(other, _)| *other == name)
                .map(|(_, node)| node.clone())
        };
        let asked = alternatives(base);
        for (name, new_name) in renamed
            .iter()
            .filter(|(name, _)| asked.iter().any(|one| one.contains_key(*name)))
        {
            let (Some(old), Some(new)) = (find(&before, name), find(&after, new_name)) else {
                continue;
            };
            let (old, new) = (self.base.resolve(old), self.head.resolve(new));
            for node in [base, head] {
                let found = Found::new(&rules::SCHEME_RENAMED).both(&old, &new).touching(node);
                self.tell(from, None, found.old(name).new_text(new_name));
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
        let (before, after) = (declared(self.base), declared(self.head));
        let renamed = renamed_schemes(self.base, self.head);
        for (name, old) in &before {
            let new_name = renamed.get(*name).map_or(*name, String::as_str);
            let Some((_, new)) = after.iter().find(|(other, _)| *other == new_name) else {
                let found = Found::new(&rules::SCHEME_REMOVED).base(old).old(*name);
                self.tell(From::Document, None, found);
                continue;
            };
            let (old, new) = (self.base.resolve(old.clone()), self.head.resolve(new.clone()));
            if new_name != *name {
                let found = Found::new(&rules::SCHEME_RENAMED).both(&old, &new).old(*name);
                self.tell(From::Document, None, found.new_text(new_name));
            }
            self.scheme(&old, &new);
        }
        for (name, new) in &after {
            let is_renamed = renamed.values().any(|other| other == name);
            if !is_renamed && !before.iter().any(|(other, _)| other == name) {
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

/// Whether an alternative asks for no scope that another does not ask for.
fn is_within(new: &Alternative, old: &Alternative) -> bool {
    new.iter()
        .all(|(scheme, scopes)| old.get(scheme).is_some_and(|known| scopes.is_subset(known)))
}

/// The schemes of a document.
fn declared<'a>(doc: Doc<'a>) -> Vec<(&'a str, Node<'a>)> {
    let components = doc.root().get("components");
    components.map_or_else(Vec::new, |node| node.entries("securitySchemes"))
}

/// Schemes that have another name in the head: those that are gone, each with one that is new and whose credential travels
/// as theirs does.
fn renamed_schemes(base: Doc<'_>, head: Doc<'_>) -> BTreeMap<String, String> {
    let (before, after) = (declared(base), declared(head));
    let has = |list: &[(&str, Node<'_>)], name: &str| list.iter().any(|(other, _)| *other == name);
    let mut renamed = BTreeMap::new();
    for (name, old) in before.iter().filter(|(name, _)| !has(&after, name)) {
        let is_same = |(other, new): &&(&str, Node<'_>)| {
            !has(&before, other)
                && !renamed.values().any(|taken| taken == other)
                && way(&base.resolve(old.clone())) == way(&head.resolve(new.clone()))
        };
        if let Some((other, _)) = after.iter().find(is_same) {
            renamed.insert((*name).to_owned(), (*other).to_owned());
        }
    }
    renamed
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
