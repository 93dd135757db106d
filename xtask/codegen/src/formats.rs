//! Formats that are known: of which JSON type their values are, and what holds them in Rust.
//!
//! In: the text of `format`. Out: its row. What has none is a text in Rust, or what its type is without a format.

use crate::ir::Type;

/// A format with a meaning of its own.
#[derive(Debug)]
pub(crate) struct Format {
    /// As documents have it.
    pub(crate) name: &'static str,
    /// The JSON type that it belongs to.
    pub(crate) json_type: &'static str,
    /// What holds its values; of an integer with bounds, these may say more.
    pub(crate) ty: Type,
    /// A text of this format.
    pub(crate) sample: Option<&'static str>,
}

const fn row(name: &'static str, json_type: &'static str, ty: Type, sample: Option<&'static str>) -> Format {
    Format {
        name,
        json_type,
        ty,
        sample,
    }
}

/// What Kubernetes' own schemas say of a port: an integer, or the name of one.
pub(crate) const INT_OR_STRING: &str = "int-or-string";

/// All of them.
pub(crate) const FORMATS: &[Format] = &[
    row("int8", "integer", Type::I32, None),
    row("int16", "integer", Type::I32, None),
    row("int32", "integer", Type::I32, None),
    row("int64", "integer", Type::I64, None),
    row("int", "integer", Type::I64, None),
    row("long", "integer", Type::I64, None),
    row("uint8", "integer", Type::U32, None),
    row("uint16", "integer", Type::U32, None),
    row("uint32", "integer", Type::U32, None),
    row("uint64", "integer", Type::U64, None),
    row("uint", "integer", Type::U64, None),
    // Of any length: the digits are kept.
    row("int128", "integer", Type::Decimal, None),
    row("uint128", "integer", Type::Decimal, None),
    row("bigint", "integer", Type::Decimal, None),
    row("float", "number", Type::F64, None),
    row("double", "number", Type::F64, None),
    row("decimal", "number", Type::Decimal, None),
    row("decimal128", "number", Type::Decimal, None),
    row("date", "string", Type::Date, Some("2024-05-06")),
    row("date-time", "string", Type::Timestamp, Some("2024-05-06T07:08:09Z")),
    row("password", "string", Type::Secret, None),
    row("binary", "string", Type::File, None),
    // Texts by their type, and integers as well.
    row(INT_OR_STRING, "string", Type::String, None),
    row("byte", "string", Type::String, Some("dGV4dA==")),
    row("time", "string", Type::String, Some("07:08:09Z")),
    row("duration", "string", Type::String, Some("P1D")),
    row(
        "uuid",
        "string",
        Type::String,
        Some("123e4567-e89b-42d3-a456-426614174000"),
    ),
    row("email", "string", Type::String, Some("a@example.test")),
    row("uri", "string", Type::String, Some("https://example.test/a")),
    row("url", "string", Type::String, Some("https://example.test/a")),
    row("hostname", "string", Type::String, Some("example.test")),
    row("ipv4", "string", Type::String, Some("192.0.2.1")),
    row("ipv6", "string", Type::String, Some("2001:db8::1")),
];

/// The row of a format.
pub(crate) fn of(name: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.name == name)
}
