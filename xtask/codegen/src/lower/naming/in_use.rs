//! Names that generated code cannot take from a document: what it uses itself, and what the language keeps.

use super::claims::Items;
use crate::macros;

/// The names that a namespace has before any item of a document is in it.
pub(super) fn of(items: Items) -> impl Iterator<Item = &'static str> {
    let (words, macros): (&[&[&str]], &[&str]) = match items {
        Items::Operations => (&[OPERATIONS_IN_USE], &[]),
        Items::Modules => (&[MODULES_IN_USE], &[]),
        Items::Fields => (&[FIELDS_IN_USE], &[]),
        Items::Parameters => (&[FIELDS_IN_USE, PARAMETERS_IN_USE], &["operation", "paged", "streamed"]),
        Items::Setters => (&[FIELDS_IN_USE, SETTERS_IN_USE], &["client_builder"]),
        Items::Values => (&[VARIANTS_IN_USE], &[]),
        Items::Alternatives => (&[VARIANTS_IN_USE, ALTERNATIVES_IN_USE], &[]),
        Items::Models | Items::Requests | Items::Statics | Items::MediaTypes | Items::HeaderKeys => (&[], &[]),
    };
    let methods = macros.iter().filter_map(|name| macros::added(name));
    let methods = methods.flat_map(|added| added.methods.iter().copied());
    words.iter().copied().flatten().copied().chain(methods)
}

/// Names that generated code uses unqualified; a schema of that name becomes `…Model`.
pub(super) const TYPES_IN_USE: &[&str] = &[
    "BTreeMap",
    "Box",
    "Clone",
    "Date",
    "Debug",
    "Default",
    "Deserialize",
    "Deserializer",
    "Document",
    "Eq",
    "Err",
    "File",
    "From",
    "Hash",
    "Into",
    "IntoIterator",
    "Map",
    "New",
    "None",
    "Ok",
    "Option",
    "PartialEq",
    "Patch",
    "Resource",
    "Result",
    "Secret",
    "Self",
    "Serialize",
    "Serializer",
    "Some",
    "String",
    "Timestamp",
    "ToMany",
    "ToOne",
    "Unrecognized",
    "Value",
    "Vec",
];

/// Names that the client's files use unqualified; an operation of that name becomes `…Operation`.
pub(super) const REQUESTS_IN_USE: &[&str] = &[
    "Box",
    "BuildError",
    "Bytes",
    "Client",
    "ClientBuilder",
    "Error",
    "Exchange",
    "File",
    "From",
    "Infallible",
    "Into",
    "IntoIterator",
    "InvalidRequest",
    "Method",
    "Operation",
    "OperationInfo",
    "Option",
    "Reply",
    "Request",
    "Response",
    "Result",
    "Scheme",
    "Secret",
    "Self",
    "Sparse",
    "String",
    "Style",
    "Vec",
];

/// Names of associated functions that a setter must not hide, and of those of operators; and those that clippy takes for placeholders
/// (`disallowed_names`), as an argument has the name of its field.
const FIELDS_IN_USE: &[&str] = &[
    "add", "bitand", "bitor", "bitxor", "clone", "default", "div", "mul", "new", "rem", "shl", "shr", "sub", "foo",
    "baz", "quux",
];

/// Names of the client's own functions, and those that a method with other arguments should not have. A method that
/// borrows the client comes after one that takes it, so that `client.into(id)` would call that of the trait.
const OPERATIONS_IN_USE: &[&str] = &[
    "builder", "clone", "cmp", "download", "exchange", "from_env", "into", "new", "request", "try_into",
];

/// Methods of the builder for what some documents name: their servers, and variables of the environment.
const SETTERS_IN_USE: &[&str] = &["base_url_from_env", "credentials_from_env", "server"];

/// Modules of the client crate, and the crate whose items its root names: a module of that name would stand in its way.
const MODULES_IN_USE: &[&str] = &["callspec_core", "client", "evidence", "headers", "models", "testing"];

/// A request's own field and the members for its body, and what the example in its documentation calls the client.
const PARAMETERS_IN_USE: &[&str] = &["attributes", "body", "client", "exchange", "request"];

/// What each open enum has beside the document's variants, and what no variant can be called.
const VARIANTS_IN_USE: &[&str] = &["Self", "Unrecognized"];

/// What a union has whose values may be several alternatives at once.
const ALTERNATIVES_IN_USE: &[&str] = &["Several"];
