//! The wire side: two normalised documents, and what an old client meets at the new server.
//!
//! In: two documents in the shape of OpenAPI 3.0, where `nullable` and null unions, YAML and JSON are the same already.
//! Out: raw findings with their rules, places and reach; and how many edits have no effect. A pair of schemas behind
//! references is compared once per direction of data, so that recursion ends and a change of a shared schema is found
//! once, at the schema.

use std::collections::{BTreeSet, HashMap, VecDeque};

use callspec_codegen::normalise::Normalised;

mod bodies;
mod collect;
mod components;
pub(crate) mod doc;
mod group;
mod lifecycle;
mod noise;
mod operations;
mod parameters;
mod reach;
mod responses;
mod schema;
mod security;
mod servers;
mod subject;
mod webhooks;

use self::collect::Collected;
use self::doc::{Doc, Node};
use self::reach::{From, Graph, PairId};
use super::finding::{Direction, Owner, Ruling};
use super::rules::{Family, Scope};
pub use noise::Noise;

/// A finding before it is joined with the Rust side.
#[derive(Clone, Debug)]
pub(crate) struct Raw {
    pub(crate) rulings: Vec<Ruling>,
    pub(crate) owner: Owner,
    pub(crate) subject: String,
    pub(crate) operations: Vec<String>,
    pub(crate) old: Option<String>,
    pub(crate) new: Option<String>,
    /// The pointer in the base.
    pub(crate) base: Option<String>,
    /// The pointer in the head.
    pub(crate) head: Option<String>,
    /// Further pointers that it is about.
    pub(crate) touches: Vec<String>,
    /// How many changes of a list it is, such as the values that an enum loses; 1 otherwise.
    pub(crate) pieces: usize,
}

/// What the wire side gives.
#[derive(Clone, Debug, Default)]
pub(crate) struct Wired {
    pub(crate) findings: Vec<Raw>,
    pub(crate) noise: Noise,
}

/// Compares two normalised documents; `today` is `YYYY-MM-DD`.
pub(crate) fn compare(base: &Normalised, head: &Normalised, today: &str) -> Wired {
    let mut walk = Walk {
        base: Doc::of(base),
        head: Doc::of(head),
        today,
        graph: Graph::default(),
        pairs: HashMap::new(),
        waiting: VecDeque::new(),
        renamed: BTreeSet::new(),
        collected: Collected::default(),
        moved_schemas: BTreeSet::new(),
        current: None,
    };
    let mut edits = Vec::new();
    if base != head {
        walk.operations();
        walk.webhooks();
        walk.pairs();
        walk.schemes();
        walk.servers();
        walk.schemas();
        edits = noise::edits(&walk.base.root(), &walk.head.root());
        edits
            .iter_mut()
            .for_each(|edit| edit.put_where_written(walk.base, walk.head));
        walk.hints(&edits);
    }
    let moved = walk.moved_schemas.len();
    let Walk {
        collected,
        graph,
        base,
        head,
        ..
    } = walk;
    let findings = collected.finish(&graph, base, head);
    let noise = Noise {
        moved,
        ..noise::count(&edits, &findings)
    };
    let findings = group::grouped(findings);
    Wired { findings, noise }
}

/// The comparison under way.
struct Walk<'a> {
    base: Doc<'a>,
    head: Doc<'a>,
    today: &'a str,
    graph: Graph,
    /// Pairs of schemas behind references that have been met.
    pairs: HashMap<(String, String, Direction), PairId>,
    /// Pairs that have been met and not been compared, each with the operation that met it.
    waiting: VecDeque<(Node<'a>, Node<'a>, Met, Option<String>)>,
    /// Components of another name on the other side.
    renamed: BTreeSet<(String, String)>,
    collected: Collected,
    /// Schemas that were put in or taken out of the components.
    moved_schemas: BTreeSet<String>,
    /// The label of the operation that is compared.
    current: Option<String>,
}

/// Where a schema is met.
#[derive(Clone, Copy, Debug)]
struct Met {
    direction: Direction,
    scope: Scope,
    from: From,
    /// Whether the value may be left out; then null in a response is no news.
    optional: bool,
    /// The pair whose root this is, if it is one.
    root: Option<PairId>,
}

impl Met {
    /// As a whole, by whoever meets it.
    fn by_from(from: From, direction: Direction, scope: Scope) -> Self {
        Self {
            direction,
            scope,
            from,
            optional: false,
            root: None,
        }
    }

    /// A part of it.
    fn part(self, scope: Scope, optional: bool) -> Self {
        Self {
            scope,
            optional,
            root: None,
            ..self
        }
    }
}

/// One change, as the walk reports it.
struct Found<'s> {
    family: &'static Family,
    base: Option<&'s str>,
    head: Option<&'s str>,
    /// What it is about, where that stands elsewhere: behind a reference.
    touches: Option<&'s str>,
    old: Option<String>,
    new: Option<String>,
}

impl<'s> Found<'s> {
    fn new(family: &'static Family) -> Self {
        Self {
            family,
            base: None,
            head: None,
            touches: None,
            old: None,
            new: None,
        }
    }

    fn base(mut self, node: &'s Node<'_>) -> Self {
        self.base = Some(&node.at);
        self
    }

    fn head(mut self, node: &'s Node<'_>) -> Self {
        self.head = Some(&node.at);
        self
    }

    fn both(self, base: &'s Node<'_>, head: &'s Node<'_>) -> Self {
        self.base(base).head(head)
    }

    fn touching(mut self, node: &'s Node<'_>) -> Self {
        self.touches = Some(&node.at);
        self
    }

    fn old(mut self, text: impl Into<String>) -> Self {
        self.old = Some(text.into());
        self
    }

    fn new_text(mut self, text: impl Into<String>) -> Self {
        self.new = Some(text.into());
        self
    }
}
