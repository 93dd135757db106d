//! A folder of real documents → what of each arrives in its crates, and whether those compile.
//!
//! A tool of this project's own development. Two independent counts are held against each other: `count` walks the
//! document as it was read and knows nothing of the later stages, `carried` walks what is printed. Each document is
//! generated in a process of its own, so that neither a crash nor a hunger for memory of one touches the others.

mod carried;
mod compile;
mod count;
mod examples;
mod exceptions;
mod known;
mod one;
mod probe;
mod raw;
mod row;
mod run;
mod table;
#[cfg(test)]
mod testing;
mod unions;

pub use exceptions::excuse;
pub use one::{Out, one};
pub use row::{Column, Compiled, Held, Pair, Row, Unions};
pub use run::{Document, Options, documents, run};
pub use table::table;

use std::collections::BTreeMap;

/// Things of one kind: what identifies each in the document, and the group it is counted in (a media type, a status).
type Items = BTreeMap<String, String>;

/// What a document declares, or what its crates carry.
#[derive(Debug, Default)]
struct Tally {
    items: BTreeMap<Column, Items>,
    /// Component schemas.
    schemas: usize,
}

impl Tally {
    fn add(&mut self, column: Column, identity: impl Into<String>, group: impl Into<String>) {
        let items = self.items.entry(column).or_default();
        items.insert(identity.into(), group.into());
    }

    /// What a column holds.
    fn of(&self, column: Column) -> Items {
        self.items.get(&column).cloned().unwrap_or_default()
    }
}
