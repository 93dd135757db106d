//! Makes any OpenAPI 3 document a plain OpenAPI 3.0 document.
//!
//! In: the document as JSON, 3.0, 3.1 or 3.2, with the faults that real documents have. Out: the same document in the
//! shape of 3.0, which promises to whoever reads it:
//!
//! * every reference is `#/components/{section}/{name}`, exists, and points to an object of its place's kind;
//!   a discriminator's mapping holds such references only;
//! * path items, callbacks and media types are there themselves, not as references;
//! * a schema has one `type` or none, and only keywords of that type; null is `nullable: true`, or, where nothing else
//!   is allowed, `{nullable: true, enum: [null]}`;
//! * a schema is either typed, or one of `oneOf`, `anyOf`, `allOf`, `not`; where the document mixes these, the schema
//!   is an `allOf` of them and keeps the annotations (title, description, `nullable`, `default`, `example`, `x-` keys);
//! * a discriminator that tells apart stands beside `oneOf` or `anyOf`; the own members of a component that others extend
//!   are a component too, which [`Facts::bases`] lists;
//! * what only restricts values and cannot stand with its schema is kept under `x-constraints`;
//! * webhooks are kept under `x-webhooks`.
//!
//! An `x-` key is what the document itself says and 3.0 has no key for; what is found out stands beside the document, in
//! [`Facts`].
//!
//! Rewriting 3.1 as 3.0 is silent; a fault is a warning with its place.

mod context;
pub(crate) mod cursor;
mod discriminators;
mod examples;
mod extensions;
mod facts;
pub(crate) mod grammar;
mod in_place;
mod inheritance;
mod json_api;
mod keys;
mod latest;
mod operations;
mod parts;
mod path_parameters;
mod paths;
mod places;
mod reference_types;
mod references;
mod schema;
mod schemes;
mod security;
mod sequence;
mod skeleton;
mod swagger;
mod templates;
#[cfg(test)]
mod testing;
mod values;
mod version;

use serde_json::Value;

use self::context::Context;
pub(crate) use self::extensions::KEPT;
pub use self::facts::{Base, Facts, Normalised};
use crate::report::Report;

/// The values that passes tell apart.
pub(crate) mod known {
    use super::context::Version;

    pub(crate) use super::places::PLACES;
    pub(crate) use super::schema::known::{ENCODINGS, TYPES};
    pub(crate) use super::schemes::{PLACES as KEY_PLACES, TYPES as SCHEME_TYPES};
    pub(crate) use super::swagger::COLLECTIONS;

    pub(crate) const VERSIONS: [Version; 3] = Version::ALL;
}

/// A rewriting of the whole document.
struct Pass {
    /// What it is called.
    name: &'static str,
    /// Why it is there.
    why: &'static str,
    /// Does it; `false` where nothing further can be done.
    run: fn(&mut Value, &mut Context<'_>) -> bool,
}

/// The passes in their order: each relies on what those before it leave.
const PASSES: &[Pass] = &[
    Pass {
        name: "version",
        why: "what is no OpenAPI 3 is refused before it is misread",
        run: version::pass,
    },
    Pass {
        name: "keys",
        why: "misspelled keys and wrong scalars are found while the document is as written",
        run: keys::pass,
    },
    Pass {
        name: "skeleton",
        why: "documents without info or paths are documents",
        run: skeleton::pass,
    },
    Pass {
        name: "paths",
        why: "a path is a template and nothing else",
        run: paths::pass,
    },
    Pass {
        name: "in-place",
        why: "OpenAPI 3.0's model has no references to path items, callbacks and media types",
        run: in_place::pass,
    },
    Pass {
        name: "latest",
        why: "what only OpenAPI 3.2 has takes the shape of 3.0",
        run: latest::pass,
    },
    Pass {
        name: "templates",
        why: "a schema with open places is one for each use that binds them",
        run: templates::pass,
    },
    Pass {
        name: "references",
        why: "typed readers resolve references into the components only",
        run: references::pass,
    },
    Pass {
        name: "reference-types",
        why: "the type is that of what a reference leads to, whatever stands beside it",
        run: reference_types::pass,
    },
    Pass {
        name: "operations",
        why: "operations need responses and one name each",
        run: operations::pass,
    },
    Pass {
        name: "security",
        why: "requirements have to name schemes that exist",
        run: security::pass,
    },
    Pass {
        name: "parts",
        why: "parameters, headers, bodies and schemas take their 3.0 shape",
        run: parts::pass,
    },
    Pass {
        name: "json-api",
        why: "what JSON:API says of a document, its schemas have to say as well",
        run: json_api::pass,
    },
    Pass {
        name: "inheritance",
        why: "what others extend and tells them apart is a choice among them",
        run: inheritance::pass,
    },
    Pass {
        name: "discriminators",
        why: "what tells alternatives apart is on the wire, whether they declare it or not",
        run: discriminators::pass,
    },
    Pass {
        name: "path-parameters",
        why: "templates and parameters have to agree",
        run: path_parameters::pass,
    },
    Pass {
        name: "slashes",
        why: "what is joined to a base URL begins with a slash",
        run: paths::slashes,
    },
    Pass {
        name: "leftovers",
        why: "what 3.0 has no key for is kept as an extension",
        run: skeleton::leftovers,
    },
];

/// The names of all passes in their order, each with the reason why it is there; those of single schemas last.
pub fn passes() -> impl Iterator<Item = (&'static str, &'static str)> {
    PASSES.iter().map(|pass| (pass.name, pass.why)).chain(schema::passes())
}

/// Rewrites a document in the shape of OpenAPI 3.0.
pub fn normalise(mut value: Value, report: &mut Report) -> Normalised {
    let mut context = Context::new(report);
    for pass in PASSES {
        if !(pass.run)(&mut value, &mut context) {
            value = skeleton::empty();
            break;
        }
    }
    Normalised {
        value,
        facts: context.facts,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passes_are_named_once_and_explained() {
        let mut names: Vec<_> = passes().map(|(name, _)| name).collect();
        let count = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), count);
        assert!(passes().all(|(_, why)| !why.is_empty()));
    }
}
