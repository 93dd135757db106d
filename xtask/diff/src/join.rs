//! Joins both sides: each wire finding gets the changes of the public surface that it causes, and what is left over
//! becomes a finding of Rust alone.
//!
//! A change of an item and a finding belong together where the item comes from the finding's place, by the IR's pointers.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use serde_json::Value;

use super::causes::{Causes, Reach, is_deprecation, is_lifecycle, is_of_hint};
use super::finding::{Finding, Owner, Place, Rust};
use super::fingerprint;
use super::names::Names;
use super::rules::{self, Family};
use super::side::Document;
use super::surface::{Change, ItemKind};
use super::wire::Raw;
use super::wire::doc::Doc;

/// What the two sides of a provider are called and where things are.
pub(super) struct Joint<'a> {
    pub(super) provider: &'a str,
    pub(super) base: Option<&'a Document>,
    pub(super) head: Option<&'a Document>,
    base_names: Names,
    head_names: Names,
}

impl<'a> Joint<'a> {
    pub(super) fn new(provider: &'a str, base: Option<&'a Document>, head: Option<&'a Document>) -> Self {
        let names = |document: Option<&Document>| document.map(Names::of).unwrap_or_default();
        Self {
            provider,
            base,
            head,
            base_names: names(base),
            head_names: names(head),
        }
    }

    /// The findings of both sides, with those of `quiet` that cause a change which no other does.
    pub(super) fn findings(&self, mut raws: Vec<Raw>, quiet: Vec<Raw>, changes: Vec<Change>) -> Vec<Finding> {
        let mut caused: Vec<Vec<Change>> = raws.iter().chain(&quiet).map(|_| Vec::new()).collect();
        let mut left = Vec::new();
        let (known, still) = (Causes::new(&raws), Causes::new(&quiet));
        for change in changes {
            let mut causes = self.causes(&change, &known);
            if causes.is_empty() {
                let of_quiet = self.causes(&change, &still).into_iter();
                causes.extend(of_quiet.map(|cause| raws.len() + cause));
            }
            if causes.is_empty() {
                left.push(change);
            } else {
                for cause in causes {
                    caused[cause].push(change.clone());
                }
            }
        }
        let mut left = named(left, &mut caused);
        let reach = Reach::new(&raws, [self.base, self.head]);
        left.retain(|change| match self.user(change, &raws, &reach) {
            Some(cause) => {
                caused[cause].push(change.clone());
                false
            }
            None => true,
        });
        let loud = raws.len();
        raws.extend(quiet);
        let joined = raws.into_iter().zip(caused).enumerate();
        let joined = joined.filter(|(index, (_, changes))| *index < loud || !changes.is_empty());
        let joined = joined.map(|(_, joined)| joined);
        let mut findings: Vec<Finding> = joined.map(|(raw, changes)| self.finding(raw, changes)).collect();
        findings.extend(self.alone(left, None));
        findings
    }

    /// The findings that cause a change.
    fn causes(&self, change: &Change, causes: &Causes<'_>) -> Vec<usize> {
        let exact = self.causes_at(&change.path, change, causes);
        if exact.is_empty() {
            // A part of a type may come from elsewhere: a response that many operations share.
            self.causes_at(&whole(change), change, causes)
        } else {
            exact
        }
    }

    /// The finding that brings or takes away the use of a type whose schema stays as it is, or else one in the operation that an item
    /// is part of.
    fn user(&self, change: &Change, raws: &[Raw], reach: &Reach<'_>) -> Option<usize> {
        let names = [&self.base_names, &self.head_names];
        let places = names.map(|names| names.places(&whole(change), &[]));
        let of_component = places.iter().flatten().find_map(|place| reach.cause(place));
        let label = names.iter().find_map(|names| names.label(&change.path));
        let in_operation = || {
            let label = label?;
            let is_of = |raw: &Raw| raw.operations.iter().any(|of| of == label) && !is_lifecycle(raw);
            raws.iter().position(is_of)
        };
        let of_events = || {
            let is_of = |raw: &Raw| raw.operations.iter().any(|of| of.starts_with("webhook "));
            let is_events = places.iter().flatten().any(|place| place == "/webhooks");
            raws.iter().position(is_of).filter(|_| is_events)
        };
        let by_hint = || raws.iter().position(|raw| is_of_hint(raw, change));
        of_component.or_else(in_operation).or_else(of_events).or_else(by_hint)
    }

    fn causes_at(&self, path: &str, change: &Change, causes: &Causes<'_>) -> Vec<usize> {
        let names = [&self.base_names, &self.head_names];
        let places = names.iter().flat_map(|names| names.places(path, &change.arguments));
        let places: Vec<String> = places.collect();
        let operations = names.iter().filter_map(|names| names.operation_of(path));
        causes.of(change, &places, &operations.collect::<Vec<_>>())
    }

    fn finding(&self, raw: Raw, mut surface: Vec<Change>) -> Finding {
        surface.sort_by_key(|change| (Reverse(change.rust), rank(change)));
        let place = |document: Option<&Document>, pointer: &Option<String>| {
            let (document, pointer) = (document?, pointer.as_deref()?);
            Some(Place::of(&document.source, pointer))
        };
        let owner = self.owner(raw.owner);
        let shown = surface.iter().min_by_key(|change| rank(change));
        let named = || {
            let head = raw.head.as_deref().and_then(|at| self.head_names.item(at));
            head.or_else(|| raw.base.as_deref().and_then(|at| self.base_names.item(at)))
        };
        let item = shown
            .map(|change| change.path.clone())
            .or_else(|| named().map(str::to_owned));
        let rule = raw
            .rulings
            .first()
            .map(|ruling| ruling.rule.clone())
            .unwrap_or_default();
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let fingerprint = fingerprint::of(&[
            self.provider,
            &rule,
            &owner.label(),
            &raw.subject,
            &text(&raw.old),
            &text(&raw.new),
        ]);
        let methods = raw.operations.iter().map(|label| self.caller(label)).collect();
        let parent = raw.base.as_deref().filter(|_| raw.head.is_none());
        let parent = parent
            .and_then(|at| at.rsplit_once('/'))
            .map(|(parent, _)| parent.to_owned());
        Finding {
            rust: surface.iter().map(|change| change.rust).max().unwrap_or_default(),
            rulings: raw.rulings,
            owner,
            subject: raw.subject,
            operations: raw.operations,
            item,
            surface,
            old: raw.old,
            new: raw.new,
            base: place(self.base, &raw.base),
            head: place(self.head, &raw.head),
            parent: place(self.head, &parent),
            methods,
            pieces: raw.pieces,
            fingerprint,
            accepted: None,
        }
    }

    /// How callers name an operation: `client.list_calls`; a webhook by its label.
    fn caller(&self, label: &str) -> String {
        let methods = [&self.head_names, &self.base_names].map(|names| names.method(label));
        let method = methods.into_iter().flatten().next();
        method.map_or_else(|| label.to_owned(), |method| format!("client.{method}"))
    }

    fn owner(&self, owner: Owner) -> Owner {
        match owner {
            Owner::Operation { label, .. } => {
                let method = self
                    .head_names
                    .method(&label)
                    .or_else(|| self.base_names.method(&label));
                Owner::Operation {
                    method: method.map(str::to_owned),
                    label,
                }
            }
            other => other,
        }
    }

    /// Findings of changes that no change of the document explains, one per type; of a generator that changed, by
    /// its own rule.
    pub(super) fn alone(&self, changes: Vec<Change>, rule: Option<&'static Family>) -> Vec<Finding> {
        let mut groups: BTreeMap<String, Vec<Change>> = BTreeMap::new();
        for change in changes {
            groups.entry(whole(&change)).or_default().push(change);
        }
        let group = |(path, changes): (String, Vec<Change>)| {
            let place = |names: &Names| names.places(&path, &[]).into_iter().next();
            let (base, head) = (place(&self.base_names), place(&self.head_names));
            let is_reordered = || self.is_reordered(base.as_deref(), head.as_deref());
            let family = match rule {
                Some(family) => family,
                None if is_reordered() => &rules::ORDER_CHANGED,
                None => &rules::NOT_JUDGED,
            };
            let raw = Raw {
                subject: path,
                base,
                head,
                ..Raw::alone(family)
            };
            self.finding(raw, changes)
        };
        groups.into_iter().map(group).collect()
    }
}

impl Joint<'_> {
    /// Whether both documents say the same at a place, in another order.
    fn is_reordered(&self, base: Option<&str>, head: Option<&str>) -> bool {
        let value = |document: Option<&Document>, at: Option<&str>| Doc::of(&document?.plain).value(at?).cloned();
        let (Some(old), Some(new)) = (value(self.base, base), value(self.head, head)) else {
            return false;
        };
        // Objects are equal in any order of their members.
        let [text, other] = [&old, &new].map(Value::to_string);
        text != other && sorted(old) == sorted(new)
    }
}

/// A value with its lists of words in the order of these.
fn sorted(value: Value) -> Value {
    match value {
        Value::Array(mut items) => {
            if !items.iter().any(Value::is_object) {
                items.sort_by_key(Value::to_string);
            }
            items.into_iter().map(sorted).collect()
        }
        Value::Object(members) => members.into_iter().map(|(key, value)| (key, sorted(value))).collect(),
        word => word,
    }
}

/// Gives changes that nothing explains to the finding that made one of the types they name come, go or deprecated; returns
/// the rest.
fn named(changes: Vec<Change>, caused: &mut [Vec<Change>]) -> Vec<Change> {
    let mut types = HashMap::<String, usize>::new();
    let mut deprecated = HashMap::<String, usize>::new();
    for (index, caused) in caused.iter().enumerate() {
        let is_type = |change: &&Change| matches!(change.kind, ItemKind::Struct | ItemKind::Enum | ItemKind::Alias);
        for change in caused.iter().filter(is_type) {
            let name = change.path.rsplit("::").next().unwrap_or_default();
            if let (None, _) | (_, None) = (&change.before, &change.after) {
                types.insert(name.to_owned(), index);
            } else if is_deprecation(change) {
                deprecated.insert(name.to_owned(), index);
            }
        }
    }
    let mut left = Vec::new();
    for change in changes {
        let texts = [&change.before, &change.after].into_iter().flatten();
        let words = texts.flat_map(|text| text.split(|c: char| !c.is_alphanumeric() && c != '_'));
        let types = if is_deprecation(&change) { &deprecated } else { &types };
        let cause = words.into_iter().find_map(|word| types.get(word).copied());
        match cause {
            Some(index) => caused[index].push(change),
            None => left.push(change),
        }
    }
    left
}

/// The order in which changes of equal weight are shown: what a caller names first.
fn rank(change: &Change) -> u8 {
    let stays = change.before.is_some() && change.after.is_some();
    match change.kind {
        ItemKind::Function if change.path.contains("::Client::") => 0,
        ItemKind::Field | ItemKind::Variant if stays => 0,
        ItemKind::Struct | ItemKind::Enum | ItemKind::Alias | ItemKind::Constant => 1,
        ItemKind::Field | ItemKind::Variant => 2,
        ItemKind::Function => 3,
        ItemKind::Module | ItemKind::Trait => 4,
    }
}

/// The type that an item belongs to: `kathan::models::Call`.
fn whole(change: &Change) -> String {
    let path = change.path.split(" as ").next().unwrap_or(&change.path);
    match change.kind {
        ItemKind::Field | ItemKind::Variant | ItemKind::Function => {
            path.rsplit_once("::").map_or(path, |(whole, _)| whole)
        }
        _ => path,
    }
    .to_owned()
}

impl Joint<'_> {
    /// The finding that only what stands inside functions differs.
    pub(super) fn inside(&self, family: &'static Family) -> Finding {
        let root = String::new();
        let raw = Raw {
            subject: "code inside functions".to_owned(),
            base: Some(root.clone()),
            head: Some(root),
            ..Raw::alone(family)
        };
        Finding {
            rust: Rust::Patch,
            ..self.finding(raw, Vec::new())
        }
    }

    /// The finding of a provider that came or went.
    pub(super) fn alone_provider(&self, family: &'static Family, rust: Rust) -> Vec<Finding> {
        let name = Some(self.provider);
        vec![self.whole_provider(family, name.filter(|_| self.base.is_some()), rust)]
    }

    /// The finding of a provider that had another name.
    pub(super) fn renamed_provider(&self, old: &str) -> Finding {
        self.whole_provider(&rules::PROVIDER_RENAMED, Some(old), Rust::Major)
    }

    fn whole_provider(&self, family: &'static Family, old: Option<&str>, rust: Rust) -> Finding {
        let root = |document: Option<&Document>| document.map(|_| String::new());
        let raw = Raw {
            old: old.map(str::to_owned),
            new: self.head.map(|_| self.provider.to_owned()),
            base: root(self.base),
            head: root(self.head),
            subject: self.provider.to_owned(),
            ..Raw::alone(family)
        };
        Finding {
            rust,
            ..self.finding(raw, Vec::new())
        }
    }
}
