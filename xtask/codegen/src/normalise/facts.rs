//! What `normalise` gives: a plain document, and what was found out that such a document cannot say.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::cursor::escape;
use crate::pointer;

const SCHEMAS: &str = "/components/schemas/";

/// A document in the shape of OpenAPI 3.0.
#[derive(Clone, Debug, PartialEq)]
pub struct Normalised {
    /// The document.
    pub value: Value,
    /// What was found out about it.
    pub facts: Facts,
}

/// What was found out about a document, and its plain form cannot say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// The component schemas that were made for the own members of those that others extend, by their names.
    pub bases: BTreeMap<String, Base>,
    /// The security schemes of the type `mutualTLS`, which OpenAPI 3.0 does not have, by their names.
    pub mutual_tls: BTreeSet<String>,
    /// Where operations of methods without a key in OpenAPI 3.0, and their path items, stand in the text, by their pointers.
    pub methods: BTreeMap<String, String>,
    /// The `type` properties of resource objects of JSON:API whose value the document tells in other places, by their pointers.
    pub resource_types: BTreeSet<String>,
}

/// The own members of a component schema that others extend.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Base {
    /// The component whose members these are; it is a union now.
    pub of: String,
    /// Whether no value is one of these members alone.
    pub is_abstract: bool,
}

impl Facts {
    /// Whose members stand at a pointer, if it is that of a component as a whole.
    pub fn base_at(&self, pointer: &str) -> Option<&Base> {
        let name = pointer.strip_prefix(SCHEMAS).filter(|name| !name.contains('/'))?;
        self.bases.get(&*pointer::unescape(name))
    }

    /// The component that was made for the own members of another.
    pub fn base_of(&self, parent: &str) -> Option<&str> {
        let mut bases = self.bases.iter();
        bases.find(|(_, base)| base.of == parent).map(|(name, _)| name.as_str())
    }

    /// A pointer as the text has it: the own members of a component stand at that component, and operations in their path item.
    pub fn written<'p>(&self, pointer: &'p str) -> Cow<'p, str> {
        let mut ends = pointer
            .match_indices('/')
            .map(|(at, _)| at)
            .chain([pointer.len()])
            .rev();
        if !self.methods.is_empty()
            && let Some((written, rest)) = ends.find_map(|end| {
                let (around, rest) = pointer.split_at(end);
                Some((self.methods.get(around)?, rest))
            })
        {
            return Cow::Owned(format!("{written}{rest}"));
        }
        let written = || {
            let rest = pointer.strip_prefix(SCHEMAS)?;
            let (name, rest) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
            let base = self.bases.get(&*pointer::unescape(name))?;
            Some(format!("{SCHEMAS}{}{rest}", escape(&base.of)))
        };
        written().map_or(Cow::Borrowed(pointer), Cow::Owned)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_parent_says_itself_stands_at_the_parent() {
        let base = Base {
            of: "A/B".to_owned(),
            is_abstract: false,
        };
        let facts = Facts {
            bases: BTreeMap::from([("A/B_base".to_owned(), base.clone())]),
            ..Facts::default()
        };
        assert_eq!(
            facts.written("/components/schemas/A~1B_base/properties/x"),
            "/components/schemas/A~1B/properties/x"
        );
        assert_eq!(
            facts.written("/components/schemas/A~1B_base2"),
            "/components/schemas/A~1B_base2"
        );
        assert_eq!(facts.base_at("/components/schemas/A~1B_base"), Some(&base));
        assert_eq!(facts.base_at("/components/schemas/A~1B_base/properties"), None);
        assert_eq!(facts.base_of("A/B"), Some("A/B_base"));
    }
}
