//! What a union may look at before it reads a value. In: JSON in either form. Out: its kind, its members.

use serde_json::{Number, Value};

use super::tree::{Content, Tree};
use crate::whole::integer;

/// JSON that is looked at.
#[derive(Clone, Copy, Debug)]
pub(super) enum Look<'v> {
    Value(&'v Value),
    Part(&'v Tree, usize),
}

impl<'v> Look<'v> {
    /// The JSON type; of a number `number`.
    pub(super) fn kind(self) -> &'static str {
        match self.scalar() {
            Some(Value::Null) => "null",
            Some(Value::Bool(_)) => "boolean",
            Some(Value::Number(_)) => "number",
            Some(Value::String(_)) => "string",
            _ if self.is_array() => "array",
            _ => "object",
        }
    }

    /// Whether it is of a JSON type, where those are known that `knows_integers` speaks of: a number without a fraction, `1.0` among
    /// them, is an `integer` there, and else a `number`.
    pub(super) fn is_of(self, kind: &str, knows_integers: bool) -> bool {
        let found = match self.scalar() {
            Some(Value::Number(number)) if knows_integers && is_integer(number) => "integer",
            _ => self.kind(),
        };
        found == kind
    }

    pub(super) fn is_null(self) -> bool {
        matches!(self.scalar(), Some(Value::Null))
    }

    /// The value of a property, if it is an object that has it.
    pub(super) fn member(self, key: &str) -> Option<Self> {
        match self {
            Self::Value(value) => value.get(key).map(Self::Value),
            Self::Part(tree, at) => tree.member(at, key).map(|at| Self::Part(tree, at)),
        }
    }

    /// The value, if it is neither array nor object.
    pub(super) fn scalar(self) -> Option<&'v Value> {
        match self {
            Self::Value(Value::Array(_) | Value::Object(_)) => None,
            Self::Value(value) => Some(value),
            Self::Part(tree, at) => match tree.content(at) {
                Content::Scalar(scalar) => Some(scalar),
                _ => None,
            },
        }
    }

    fn is_array(self) -> bool {
        match self {
            Self::Value(value) => value.is_array(),
            Self::Part(tree, at) => matches!(tree.content(at), Content::Array(..)),
        }
    }
}

fn is_integer(number: &Number) -> bool {
    number.is_i64() || number.is_u64() || number.as_f64().and_then(integer).is_some()
}
