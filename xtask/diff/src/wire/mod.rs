//! The wire side: two normalised documents, and what an old client meets at the new server.
//!
//! In: two documents in the shape of OpenAPI 3.0, where `nullable` and null unions, YAML and JSON are the same already.
//! Out: raw findings with their rules, places and reach; and how many edits have no effect. A pair of schemas behind
//! references is compared once per direction of data, so that recursion ends and a change of a shared schema is found
//! once, at the schema.

use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap, HashSet, VecDeque};

use callspec_codegen::normalise::Normalised;

mod bodies;
mod class;
mod collect;
mod components;
pub(crate) mod doc;
mod edits;
mod encodings;
mod group;
mod lifecycle;
mod media;
mod noise;
mod operations;
mod parameters;
mod prefix;
mod reach;
mod responses;
mod schema;
mod security;
mod servers;
mod subject;
mod webhooks;

use self::collect::Collected;
use self::doc::{Doc, Node};
use self::prefix::Prefix;
use self::reach::{From, Graph, PairId};
use self::schema::Parts;
use super::finding::{Direction, Owner, Ruling, Wire};
use super::rules::{self, Family, Scope};
pub use noise::Noise;
use noise::Told;
pub(crate) use noise::{Unjudged, unseen};
pub(crate) use reach::reached;

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
    /// What is worth a word where it changes an item: a schema that was put into the components or taken out of them, among others.
    pub(crate) quiet: Vec<Raw>,
    /// Edits that no finding speaks of.
    pub(crate) unjudged: Vec<Unjudged>,
    pub(crate) noise: Noise,
}

impl Raw {
    /// What the server sends breaks no client where the code that reads it is the same: an old one reads what a new one does.
    pub(crate) fn read_as_before(&mut self) {
        let received =
            |ruling: &&mut Ruling| ruling.direction == Some(Direction::Response) && ruling.wire == Wire::Breaking;
        for ruling in self.rulings.iter_mut().filter(received) {
            ruling.wire = Wire::Warning;
            ruling.why = "The code is the same, so that an old client reads what a new one does; what is done with it may not fit.";
        }
        self.rulings
            .sort_by_key(|ruling| (Reverse(ruling.wire), ruling.direction));
    }

    /// A finding of the document as a whole, without its places.
    pub(crate) fn alone(family: &'static Family) -> Self {
        let judgement = family.judgement(None);
        Self {
            rulings: vec![Ruling {
                rule: family.id.to_owned(),
                direction: None,
                wire: judgement.wire,
                why: judgement.why,
                advice: judgement.advice,
            }],
            owner: Owner::Document,
            subject: String::new(),
            operations: Vec::new(),
            old: None,
            new: None,
            base: None,
            head: None,
            touches: Vec::new(),
            pieces: 1,
        }
    }
}

/// Compares two normalised documents; `today` is `YYYY-MM-DD`.
pub(crate) fn compare(base: &Normalised, head: &Normalised, today: &str) -> Wired {
    let mut walk = Walk {
        base: Doc::of(base),
        head: Doc::of(head),
        prefix: Prefix::moved(Doc::of(base), Doc::of(head)),
        today,
        graph: Graph::default(),
        pairs: HashMap::new(),
        waiting: VecDeque::new(),
        renamed: BTreeSet::new(),
        sent_names: BTreeSet::new(),
        collected: Collected::default(),
        judged: HashSet::new(),
        moved_schemas: BTreeSet::new(),
        current: None,
    };
    let mut found = Vec::new();
    if base != head {
        walk.operations();
        walk.webhooks();
        walk.pairs();
        walk.schemes();
        walk.servers();
        walk.schemas();
        found = edits::edits(walk.base, walk.head);
        for edit in &mut found {
            edit.put_where_written(walk.base, walk.head);
        }
        walk.hints(&found);
        walk.unreached(&mut found);
    }
    let moved = walk.moved_schemas.iter().map(|(base, head)| Raw {
        base: Some(walk.base.written(base)),
        head: Some(walk.head.written(head)),
        ..Raw::alone(&rules::SCHEMA_MOVED)
    });
    let moved: Vec<Raw> = moved.collect();
    let Walk {
        collected,
        graph,
        base,
        head,
        judged,
        ..
    } = walk;
    let findings = group::grouped(collected.finish(&graph, base, head));
    let quiet = moved.iter().cloned().chain(noise::quiet(&found, head)).collect();
    let told = Told::of(&findings);
    let unjudged = noise::unjudged(&found, (&told, &judged), base, head);
    let noise = Noise {
        moved: moved.len(),
        ..noise::count(&found, &told)
    };
    Wired {
        findings,
        quiet,
        unjudged,
        noise,
    }
}

/// The comparison under way.
struct Walk<'a> {
    base: Doc<'a>,
    head: Doc<'a>,
    prefix: Prefix,
    today: &'a str,
    graph: Graph,
    /// Pairs of schemas behind references that have been met.
    pairs: HashMap<(String, String, Direction, Written), PairId>,
    /// Pairs that have been met and not been compared, each with the operation that met it.
    waiting: VecDeque<(Parts<'a>, Parts<'a>, Met, Option<String>)>,
    /// Components of another name on the other side.
    renamed: BTreeSet<(String, String)>,
    /// Those of them whose names are values of a discriminator.
    sent_names: BTreeSet<(String, String)>,
    collected: Collected,
    /// Objects that were compared, on whichever side: what no finding speaks of in them has no effect.
    judged: HashSet<String>,
    /// Schemas that were put in or taken out of the components.
    moved_schemas: BTreeSet<(String, String)>,
    /// The label of the operation that is compared.
    current: Option<String>,
}

/// How a value is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Written {
    Json,
    /// As text; of a list, the items behind each other.
    Text,
    /// As text; of a list, each item by itself.
    Exploded,
    /// As a form, whose members are its parts.
    Form,
    /// As a part of a form: text, or each item of a list by itself; an object as JSON.
    Part,
}

impl Written {
    /// How a property of a value is written.
    fn inside(self) -> Self {
        match self {
            Self::Form => Self::Part,
            Self::Part => Self::Json,
            other => other,
        }
    }
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
    written: Written,
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
            written: Written::Json,
        }
    }

    /// As it is written.
    fn written(self, written: Written) -> Self {
        Self { written, ..self }
    }

    /// Whether a value is text, and no JSON.
    fn is_text(self) -> bool {
        matches!(self.written, Written::Text | Written::Exploded | Written::Part)
    }

    /// A property of it.
    fn property(self, optional: bool) -> Self {
        Self {
            written: self.written.inside(),
            ..self.part(Scope::Property, optional)
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
