//! Where constructors have the values of fields from, and how `Default` comes to be.
//!
//! In: a field, and all types. Out: whether it is an argument, is constant or starts as nothing. A constant has to fit the
//! field's type; where it does not, the caller gives the value.

use serde_json::Value as Json;

use crate::ir::{DefaultImpl, Field, Initial, Literal, Presence, Type};
use crate::lower::models::draft::{self, Draft, Shape};
use crate::lower::models::types::unaliased;

/// Where constructors have the value of a field from: what is always sent has to be given, null or not. A constant is written, whether
/// or not it has to be there.
pub(super) fn initial(types: &[Draft], field: &draft::Field) -> Initial {
    let constant = || {
        let only = field.only.as_ref();
        only.and_then(|literal| constant(types, &field.ty, literal))
    };
    match field.presence {
        Presence::Patch | Presence::Defaulted => Initial::Absent,
        Presence::Nullable => Initial::Argument,
        Presence::Optional => constant().unwrap_or(Initial::Absent),
        Presence::Required => constant().unwrap_or(Initial::Argument),
    }
}

/// A literal as a value of a type; `None` where it is none.
fn constant(types: &[Draft], ty: &Type, literal: &Literal) -> Option<Initial> {
    match unaliased(types, ty) {
        Type::Named(id) => {
            let Shape::Enum { values } = &types[id.index()].shape else {
                return None;
            };
            let value = values.iter().find(|value| value.wire == *literal)?;
            Some(Initial::Variant(value.name.clone()))
        }
        ty => {
            let value = json(literal);
            let fits = *ty == Type::Json || ty.is_scalar_with(&value);
            fits.then_some(Initial::Value(value))
        }
    }
}

fn json(literal: &Literal) -> Json {
    match literal {
        Literal::String(text) => Json::from(text.as_str()),
        Literal::Integer(number) => Json::from(*number),
        Literal::Json(value) => value.clone(),
    }
}

/// How `Default` comes to be for an object with such fields: where `new` takes nothing, clippy asks for it, and to derive it where that
/// is the same.
pub(super) fn default_impl(types: &[Draft], fields: &[Field]) -> DefaultImpl {
    if fields.iter().any(|field| field.initial == Initial::Argument) {
        DefaultImpl::None
    } else if fields
        .iter()
        .any(|field| field.initial.is_constant() && !is_default(types, field))
    {
        DefaultImpl::Written
    } else {
        DefaultImpl::Derived
    }
}

/// Whether the constant of a field is what its type is by default.
fn is_default(types: &[Draft], field: &Field) -> bool {
    let Initial::Value(value) = &field.initial else {
        return false;
    };
    let is_json = *unaliased(types, &field.ty) == Type::Json;
    let is_empty = match value {
        Json::Null => true,
        Json::Bool(truth) => !is_json && !truth,
        Json::Number(number) => !is_json && number.as_f64() == Some(0.0),
        Json::String(text) => *unaliased(types, &field.ty) == Type::String && text.is_empty(),
        Json::Array(_) | Json::Object(_) => false,
    };
    field.presence == Presence::Required && is_empty
}
