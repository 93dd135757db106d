//! The names of schemas: which came, went, changed, or are deprecated.

use indexmap::IndexSet;

use super::doc::Node;
use super::reach::From;
use super::{Doc, Found, Walk, lifecycle};
use crate::rules;
use crate::rules::lifecycle::SCHEMA;
use callspec_codegen::pointer::join;

const SCHEMAS: &str = "/components/schemas";

impl<'a> Walk<'a> {
    /// Compares the names; what the schemas hold is compared where they are used.
    pub(super) fn schemas(&mut self) {
        let renamed = std::mem::take(&mut self.renamed);
        // Where a discriminator has the name as a value, that is found already.
        let sent = std::mem::take(&mut self.sent_names);
        for (old, new) in renamed.difference(&sent) {
            let (Some(base), Some(head)) = (named(self.base, old), named(self.head, new)) else {
                continue;
            };
            let found = Found::new(&rules::SCHEMA_RENAMED).both(&base, &head);
            self.tell(From::Document, None, found.old(old).new_text(new));
        }
        let names = |doc: Doc<'a>| -> IndexSet<&'a String> {
            let schemas = doc.section("schemas");
            let is_named = |name: &&String| !doc.facts.bases.contains_key(*name);
            let names = schemas.into_iter().flatten().map(|(name, _)| name);
            names.filter(is_named).collect()
        };
        let (before, after) = (names(self.base), names(self.head));
        for name in before.iter().filter(|name| !after.contains(*name)) {
            let is_renamed = renamed.iter().any(|(old, _)| old == *name);
            if let (Some(node), false) = (named(self.base, name), is_renamed) {
                let found = Found::new(&rules::SCHEMA_REMOVED).base(&node);
                self.tell(From::Document, None, found.old(*name));
            }
        }
        for name in before.iter().filter(|name| after.contains(*name)) {
            if let (Some(old), Some(new)) = (named(self.base, name), named(self.head, name))
                && let Some(found) = lifecycle::change(&SCHEMA, &old, &new)
            {
                self.tell(From::Document, None, found);
            }
        }
        for name in after.iter().filter(|name| !before.contains(*name)) {
            let is_renamed = renamed.iter().any(|(_, new)| new == *name);
            if let (Some(node), false) = (named(self.head, name), is_renamed) {
                let found = Found::new(&rules::SCHEMA_ADDED).head(&node);
                self.tell(From::Document, None, found.new_text(*name));
            }
        }
    }
}

fn named<'a>(doc: Doc<'a>, name: &str) -> Option<Node<'a>> {
    let value = doc.section("schemas")?.get(name)?;
    Some(Node {
        at: join(SCHEMAS, name),
        value,
    })
}
