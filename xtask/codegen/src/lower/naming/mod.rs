//! Names: the one place that decides what the items of generated code are called, and that reports what clashes.
//!
//! In: claims, each an item that wants a name in a namespace. Out: a name for each, unique in its namespace. What an item
//! is called where names clash depends on the items of that clash alone, so that adding something elsewhere renames
//! nothing.
//!
//! `claims` says what wants a name and where, `names` spells the text of a document as a Rust identifier, `in_use` lists
//! what generated code and the language keep for themselves, `resolve` settles a clash and `clash` puts it into words.

mod claims;
mod clash;
mod in_use;
pub(crate) mod names;
mod resolve;
mod symbols;

use std::collections::HashMap;

use crate::report::Report;

pub(crate) use claims::{Claim, Items, Reported, Second};

/// A namespace of the crates that are made, and what is named in it.
#[derive(Debug)]
pub(crate) struct Namespace {
    of: Items,
    /// The items that are named, and the names with the index of each.
    items: Vec<Claim>,
    names: HashMap<String, usize>,
}

impl Namespace {
    /// A namespace that holds only what generated code itself has in it.
    pub(crate) fn new(of: Items) -> Self {
        let (items, names) = (Vec::new(), HashMap::new());
        Self { of, items, names }
    }

    /// Names the items of claims that stand beside each other, and reports what clashes. What was named before keeps its
    /// name.
    pub(crate) fn name(&mut self, claims: Vec<Claim>, report: &mut Report) -> Vec<String> {
        let is_taken = |name: &str| self.names.contains_key(name) || in_use::of(self.of).any(|word| word == name);
        let resolved = resolve::resolve(&claims, self.of.case(), &is_taken);
        for (claim, resolved) in claims.iter().zip(&resolved).filter(|(_, resolved)| resolved.gave_way) {
            let earlier = || self.names.get(&claim.name).map(|index| &self.items[*index]);
            let keeper = resolved.keeper.map(|index| &claims[index]);
            if let Some(keeper) = keeper.or_else(earlier) {
                clash::report(self.of, claim, keeper, &resolved.name, report);
            }
        }
        let names: Vec<String> = resolved.into_iter().map(|resolved| resolved.name).collect();
        let indices = self.items.len()..;
        self.names.extend(names.iter().cloned().zip(indices));
        self.items.extend(claims);
        names
    }
}
