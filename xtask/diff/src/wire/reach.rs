//! Which operations reach a pair of schemas: a graph of who met whom; and which components are reached at all.

use std::collections::{BTreeSet, HashSet};

use callspec_codegen::pointer;
use serde_json::Value;

use super::doc::{Doc, component};
use crate::rules::Scope;

/// A pair of schemas behind references, in one direction.
pub(super) type PairId = usize;

/// Who meets a schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum From {
    /// An operation, by its index.
    Operation(usize),
    /// A pair of schemas.
    Pair(PairId),
    /// The document itself.
    Document,
}

/// Operations, pairs of schemas, and who met whom.
#[derive(Debug, Default)]
pub(super) struct Graph {
    /// Labels of the operations, by index.
    operations: Vec<String>,
    met_by: Vec<BTreeSet<From>>,
    scopes: Vec<BTreeSet<Scope>>,
}

impl Graph {
    pub(super) fn operation(&mut self, label: &str) -> usize {
        self.operations.push(label.to_owned());
        self.operations.len() - 1
    }

    pub(super) fn pair(&mut self) -> PairId {
        self.met_by.push(BTreeSet::new());
        self.scopes.push(BTreeSet::new());
        self.met_by.len() - 1
    }

    /// Remembers that someone met a pair, at a place.
    pub(super) fn edge(&mut self, from: From, to: PairId, scope: Scope) {
        if from != From::Pair(to) {
            self.met_by[to].insert(from);
        }
        self.scopes[to].insert(scope);
    }

    /// The place a pair's rules are named after: the outermost it is met at.
    pub(super) fn scope(&self, pair: PairId) -> Option<Scope> {
        self.scopes[pair].first().copied()
    }

    /// The labels of the operations that reach any of these.
    pub(super) fn reaching(&self, from: &BTreeSet<From>) -> Vec<String> {
        let mut seen = BTreeSet::new();
        let mut left: Vec<From> = from.iter().copied().collect();
        let mut operations = BTreeSet::new();
        while let Some(next) = left.pop() {
            match next {
                From::Operation(index) => {
                    operations.insert(index);
                }
                From::Pair(pair) if seen.insert(pair) => left.extend(&self.met_by[pair]),
                From::Pair(_) | From::Document => {}
            }
        }
        operations
            .into_iter()
            .map(|index| self.operations[index].clone())
            .collect()
    }
}

/// The pointers of the components that operations and webhooks reach.
pub(super) fn components(doc: Doc<'_>) -> HashSet<String> {
    let root = doc.root();
    let parts = ["paths", "x-webhooks"].iter().filter_map(|key| root.value.get(key));
    reached(doc, parts.collect())
}

/// The pointers of the components that some values reach by references, mappings of discriminators among them.
pub(crate) fn reached<'a>(doc: Doc<'a>, mut left: Vec<&'a Value>) -> HashSet<String> {
    let mut reached = HashSet::new();
    while let Some(value) = left.pop() {
        match value {
            Value::String(text) => {
                let Some((section, name)) = text.strip_prefix('#').and_then(component) else {
                    continue;
                };
                let at = pointer::join(&format!("/components/{section}"), &name);
                if !reached.contains(&at) {
                    left.extend(doc.value(&at));
                    reached.insert(at);
                }
            }
            Value::Array(items) => left.extend(items),
            Value::Object(members) => left.extend(members.values()),
            _ => {}
        }
    }
    reached
}
