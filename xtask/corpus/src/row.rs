//! What is known of one document: the row of the table, and what passes between the processes.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::Tally;

/// Missing things that are named; more are only counted.
const NAMED: usize = 20;

/// What is counted in pairs: carried and declared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Column {
    /// Operations under `paths`.
    Operations,
    /// Path parameters of operations, inherited ones included.
    Path,
    /// Query parameters.
    Query,
    /// Header parameters, without those that OpenAPI ignores.
    Header,
    /// Cookie parameters.
    Cookie,
    /// Media types of request bodies.
    Bodies,
    /// Statuses of responses.
    Responses,
    /// Headers of responses, without `Content-Type`.
    ResponseHeaders,
    /// Security schemes.
    Schemes,
    /// Requests that the server makes: operations of webhooks and callbacks.
    Called,
}

impl Column {
    /// All of them, in the order of the table.
    pub const ALL: [Self; 10] = [
        Self::Operations,
        Self::Path,
        Self::Query,
        Self::Header,
        Self::Cookie,
        Self::Bodies,
        Self::Responses,
        Self::ResponseHeaders,
        Self::Schemes,
        Self::Called,
    ];

    /// The column's heading.
    pub fn heading(self) -> &'static str {
        match self {
            Self::Operations => "operations",
            Self::Path => "path",
            Self::Query => "query",
            Self::Header => "header",
            Self::Cookie => "cookie",
            Self::Bodies => "bodies",
            Self::Responses => "responses",
            Self::ResponseHeaders => "resp. headers",
            Self::Schemes => "schemes",
            Self::Called => "called",
        }
    }
}

/// How many of the declared things are carried.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pair {
    /// Things that are declared and carried.
    pub carried: usize,
    /// Things that the document declares.
    pub declared: usize,
    /// The same by media type or status, carried first.
    pub groups: BTreeMap<String, (usize, usize)>,
    /// The first things that are declared and not carried.
    pub missing: Vec<String>,
}

impl Pair {
    /// Whether nothing is missing.
    pub fn is_whole(&self) -> bool {
        self.carried == self.declared
    }

    pub(super) fn of(column: Column, declared: &Tally, carried: &Tally) -> Self {
        let (declared, carried) = (declared.of(column), carried.of(column));
        let mut pair = Self::default();
        for (identity, group) in declared {
            let found = usize::from(carried.contains_key(&identity));
            pair.declared += 1;
            pair.carried += found;
            if found == 0 && pair.missing.len() < NAMED {
                pair.missing.push(identity);
            }
            if !group.is_empty() {
                let of_group = pair.groups.entry(group).or_default();
                *of_group = (of_group.0 + found, of_group.1 + 1);
            }
        }
        pair
    }

    /// Adds the counts of another document.
    pub(super) fn add(&mut self, other: &Self) {
        self.carried += other.carried;
        self.declared += other.declared;
        for (group, (carried, declared)) in &other.groups {
            let own = self.groups.entry(group.clone()).or_default();
            *own = (own.0 + carried, own.1 + declared);
        }
    }
}

/// What is known of one document.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Row {
    /// The document's file, without its ending: the prefix of its crates.
    pub name: String,
    /// Where it is.
    pub file: PathBuf,
    /// What its `openapi` key says.
    pub openapi: String,
    /// Why nothing was generated.
    pub failure: Option<String>,
    /// The pairs.
    pub pairs: BTreeMap<Column, Pair>,
    /// Component schemas that became types, and those that are declared.
    pub schemas: (usize, usize),
    /// Faults that were read as something else.
    pub repairs: usize,
    /// Warnings by code.
    pub warnings: BTreeMap<String, usize>,
    /// Fields of all types.
    pub fields: usize,
    /// Fields that are raw JSON although the document says more.
    pub raw: Vec<String>,
    /// Raw fields of which no diagnostic says so.
    pub silent: Vec<String>,
    /// Lines of generated Rust.
    pub lines: usize,
    /// Milliseconds of processor time from the text to the texts of the crates: documents share the processors, so the
    /// time of the clock would tell of the others too.
    pub milliseconds: u64,
    /// The most memory that this took, in KiB; `None` where the system does not tell.
    pub peak: Option<u64>,
    /// What becomes of the examples, where they were tried.
    pub held: Option<Held>,
    /// What becomes of values of unions, where they were tried.
    pub unions: Option<Unions>,
    /// What the compilers say, where they were asked.
    pub compiled: Option<Compiled>,
}

/// What becomes of examples and defaults that are decoded and encoded again.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Held {
    /// Those that fit their schema and have a type.
    pub fitting: usize,
    /// Those that do not fit their schema, with the reason.
    pub misfits: Vec<(String, String)>,
    /// Those at places without a type of their own.
    pub unplaced: Vec<String>,
    /// Those that did not come back as they were, for a reason that is known.
    pub excused: usize,
    /// Those that did not come back as they were, by place, with the reason.
    pub failures: BTreeMap<String, String>,
}

/// What becomes of values that are made of each alternative of each union, decoded and encoded again.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Unions {
    /// Values that were made.
    pub instances: usize,
    /// Values that came out as another variant, or did not come back as they were, with the reason.
    pub wrong: BTreeMap<String, String>,
    /// Values that came out as another variant that takes them as well, where a warning says so.
    pub ambiguous: usize,
    /// Values that could not be made, with the reason.
    pub unmade: Vec<(String, String)>,
}

/// What the compilers say of a document's crates.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Compiled {
    /// The tools that complained, with what they said.
    pub complaints: BTreeMap<String, String>,
    /// Seconds of all tools.
    pub seconds: f64,
}

impl Row {
    /// Whether everything is there: generated, nothing missing, nothing that the compilers dislike.
    pub fn is_fine(&self) -> bool {
        self.failure.is_none()
            && self.pairs.values().all(Pair::is_whole)
            && self.held.as_ref().is_none_or(|held| held.failures.is_empty())
            && self.unions.as_ref().is_none_or(|unions| unions.wrong.is_empty())
            && self
                .compiled
                .as_ref()
                .is_none_or(|compiled| compiled.complaints.is_empty())
    }
}
