//! Names that generated code cannot take from a document: what it uses itself, and what the language keeps.

use super::Kind;

/// The names that a namespace has before any item of a document is in it.
pub(super) fn of(kind: Kind) -> impl Iterator<Item = &'static str> {
    let lists: &[&[&str]] = match kind {
        Kind::Operations => &[OPERATIONS_IN_USE],
        Kind::Modules => &[MODULES_IN_USE],
        Kind::Fields => &[FIELDS_IN_USE],
        Kind::Parameters => &[FIELDS_IN_USE, PARAMETERS_IN_USE],
        Kind::Setters => &[FIELDS_IN_USE, SETTERS_IN_USE],
        Kind::Values | Kind::Alternatives => &[VARIANTS_IN_USE],
        Kind::Models | Kind::Requests | Kind::MediaTypes | Kind::HeaderKeys => &[],
    };
    lists.iter().copied().flatten().copied()
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
    "Infallible",
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

/// Names of associated functions that a setter must not hide, and of those of operators.
const FIELDS_IN_USE: &[&str] = &[
    "add", "bitand", "bitor", "bitxor", "clone", "default", "div", "mul", "new", "rem", "shl", "shr", "sub",
];

/// Names of the client's own functions, and those that a method with other arguments should not have.
const OPERATIONS_IN_USE: &[&str] = &["builder", "clone", "cmp", "exchange", "from_env", "new"];

/// Modules of the client crate.
const MODULES_IN_USE: &[&str] = &["client", "headers", "models"];

/// Names of a request's own fields and methods, and those that the example in its documentation uses.
pub(super) const PARAMETERS_IN_USE: &[&str] = &[
    "attributes",
    "body",
    "client",
    "connect_timeout",
    "exchange",
    "header",
    "items",
    "pages",
    "read_timeout",
    "request",
    "retry",
    "send",
    "send_blocking",
    "send_raw",
    "timeout",
];

/// Methods of the client's builder.
pub(super) const SETTERS_IN_USE: &[&str] = &[
    "allow_http",
    "base_url",
    "body_limit",
    "build",
    "clock",
    "connect_timeout",
    "dice",
    "middleware",
    "read_timeout",
    "retry",
    "timeout",
    "transport",
    "user_agent",
];

/// What each open enum has beside the document's variants, and what no variant can be called.
const VARIANTS_IN_USE: &[&str] = &["Self", "Unrecognized"];

/// Keywords of the 2024 edition, strict and reserved.
pub(super) const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn", "else", "enum",
    "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro", "match", "mod", "move",
    "mut", "override", "priv", "pub", "ref", "return", "static", "struct", "trait", "true", "try", "type", "typeof",
    "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// Keywords that cannot be raw identifiers (Rust reference, "Raw identifiers").
pub(super) const NEVER_RAW: &[&str] = &["self", "super", "crate", "_"];

/// Names of files that Windows takes for devices, whatever follows a dot.
pub(super) const DEVICES: &[&str] = &["aux", "con", "nul", "prn"];
