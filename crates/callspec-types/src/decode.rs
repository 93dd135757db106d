//! Whole bodies. In: the bytes of one, and the type that it should be. Out: the value, or what is wrong with it and where,
//! without the values that it holds.

use serde::de::DeserializeOwned;

use crate::other::named_alone;
use crate::pointer::{offset, pointer};
use crate::shape::is_struct;
use crate::whole::from_json;

/// Why a body is not decoded.
#[derive(Debug)]
pub enum Fault {
    /// serde_json says so.
    Json(serde_json::Error),
    /// It is an array, where serde would read a struct from its items.
    Array,
}

/// What is found in the place of a value.
#[derive(Debug)]
pub enum Found {
    /// No byte.
    Nothing,
    /// JSON that is no value of the type.
    Value {
        /// The JSON pointer (RFC 6901) to what is wrong.
        pointer: String,
        /// What is wrong with it.
        reason: String,
    },
    /// No JSON, from a place in the text on; both count from one.
    NoJson {
        /// The line.
        line: usize,
        /// The column.
        column: usize,
    },
}

/// Decodes a body.
///
/// # Errors
///
/// If it is not a `T` in JSON.
pub fn decode<T: DeserializeOwned>(json: &[u8]) -> Result<T, Fault> {
    let first = json.iter().find(|byte| !byte.is_ascii_whitespace());
    if first == Some(&b'[') && is_struct::<T>() {
        return Err(Fault::Array);
    }
    let whole = from_json(json).or_else(|error| {
        // What nobody has asked for must not cost what is documented: skipping it takes more than a value does, such as text
        // that is not Unicode.
        let named = error.is_syntax().then(|| named_alone(|| from_json(json).ok()));
        named.flatten().ok_or(error)
    });
    whole.map_err(Fault::Json)
}

/// Whether an error is of JSON that serde_json does not read: it counts these two among the errors of syntax.
fn is_beyond(error: &serde_json::Error) -> bool {
    let said = error.to_string();
    let beyond = ["number out of range", "recursion limit exceeded"];
    error.is_syntax() && beyond.iter().any(|it| said.starts_with(it))
}

impl Fault {
    /// What is wrong, and where: looked for only when it is asked for.
    pub fn found(&self, json: &[u8]) -> Found {
        let error = match self {
            Self::Array => {
                let (pointer, reason) = (String::new(), "an array where an object is due".to_owned());
                return Found::Value { pointer, reason };
            }
            Self::Json(_) if json.is_empty() => return Found::Nothing,
            Self::Json(error) => error,
        };
        let said = error.to_string();
        if error.is_data() || is_beyond(error) {
            let pointer = pointer(json, offset(json, error.line(), error.column()));
            let reason = without_values(&said);
            return Found::Value { pointer, reason };
        }
        let (line, column) = (error.line(), error.column());
        Found::NoJson { line, column }
    }
}

/// What serde says, without the values it repeats: a body may hold secrets, and errors are logged.
fn without_values(said: &str) -> String {
    let said = said.rsplit_once(" at line ").map_or(said, |(said, _)| said);
    let mut kept = match (said.find('"'), said.rfind('"')) {
        (Some(first), Some(last)) if first < last => {
            format!("{}…{}", &said[..first], &said[last + 1..])
        }
        _ => said.to_owned(),
    };
    // "integer `7`", "floating point `1.5`", "boolean `true`"; names of fields stand in backticks too and are kept.
    for kind in ["integer `", "point `", "boolean `", "character `", "variant `"] {
        let Some(at) = kept.find(kind) else { continue };
        let start = at + kind.len() - 1;
        let Some(length) = kept[start + 1..].find('`') else {
            continue;
        };
        kept.replace_range(start..=start + 1 + length, "…");
    }
    kept
}
