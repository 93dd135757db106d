//! Names that generated code cannot take from a document: what it uses itself, and what the language keeps.

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
pub(super) const OPERATIONS_IN_USE: &[&str] = &[
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

/// Keywords and names of associated functions that a setter must not hide.
pub(super) const FIELDS_IN_USE: &[&str] = &[
    "add", "bitand", "bitor", "bitxor", "clone", "default", "div", "mul", "new", "rem", "shl", "shr", "sub",
];

/// Names of the client's own functions, and those that a method with other arguments should not have.
pub(super) const METHODS_IN_USE: &[&str] = &["builder", "clone", "cmp", "exchange", "from_env", "new"];

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
