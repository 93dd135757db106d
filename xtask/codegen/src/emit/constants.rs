//! Properties with one value only, and what follows from them: what `new` takes, and how `Default` is written.

use proc_macro2::TokenStream;
use quote::quote;
use serde_json::Value as Json;

use super::literals::{self, json};
use super::scope::{Scope, resolve};
use super::words::ident;
use crate::ir::{Api, Extra, Field, Literal, Presence, Shape, Type, TypeDef, Value};

/// Whether a field has one value only, which constructors set.
pub(super) fn is_constant(api: &Api, field: &Field) -> bool {
    let Some(literal) = &field.constant else { return false };
    field.presence == Presence::Required
        && match resolve(api, &field.ty) {
            Type::Named(id) => variant(api.type_def(*id), literal).is_some(),
            Type::Json => true,
            ty => literals::scalar(ty, &value(literal)).is_some(),
        }
}

/// Whether a field is an argument of `new`: what is always sent has to be given, null or not.
pub(super) fn is_argument(api: &Api, field: &Field) -> bool {
    match field.presence {
        Presence::Required => !is_constant(api, field),
        Presence::Nullable => true,
        Presence::Optional | Presence::Patch => false,
    }
}

/// How `Default` comes to be.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum ByDefault {
    /// Not at all: something has to be given.
    None,
    /// Derived.
    Derived,
    /// Written out, because of a constant.
    Written,
}

/// How `Default` comes to be for an object: where `new` takes nothing, clippy asks for it.
pub(super) fn by_default(api: &Api, fields: &[Field]) -> ByDefault {
    if fields.iter().any(|field| is_argument(api, field)) {
        ByDefault::None
    } else if fields.iter().any(|field| is_constant(api, field)) {
        ByDefault::Written
    } else {
        ByDefault::Derived
    }
}

/// What a field that is no argument starts as.
pub(super) fn start(scope: &Scope, field: &Field) -> TokenStream {
    match field.presence {
        Presence::Patch => {
            let patch = scope.types("Patch");
            quote!(#patch::Absent)
        }
        Presence::Required => {
            let value = constant(scope, field).unwrap_or_default();
            if field.boxed { quote!(Box::new(#value)) } else { value }
        }
        Presence::Nullable | Presence::Optional => quote!(None),
    }
}

/// What the field for unnamed properties starts as.
pub(super) fn start_extra(scope: &Scope, extra: &Extra) -> Option<TokenStream> {
    let Extra::Kept { name, .. } = extra else { return None };
    let (name, map) = (ident(name.as_str()), scope.import("std::collections", "BTreeMap"));
    Some(quote!(#name: #map::new()))
}

fn constant(scope: &Scope, field: &Field) -> Option<TokenStream> {
    let literal = field.constant.as_ref()?;
    match scope.resolve(&field.ty) {
        Type::Named(id) => {
            let (ty, variant) = (
                scope.ty(&field.ty),
                ident(variant(scope.api.type_def(*id), literal)?.name.as_str()),
            );
            Some(quote!(#ty::#variant))
        }
        Type::Json => {
            let value = json(&value(literal));
            Some(quote!(serde_json::json!(#value)))
        }
        ty => literals::scalar(ty, &value(literal)),
    }
}

fn variant<'d>(def: &'d TypeDef, literal: &Literal) -> Option<&'d Value> {
    let Shape::Enum { values } = &def.shape else {
        return None;
    };
    values.iter().find(|value| value.wire == *literal)
}

fn value(literal: &Literal) -> Json {
    match literal {
        Literal::String(text) => Json::from(text.as_str()),
        Literal::Integer(number) => Json::from(*number),
        Literal::Json(value) => value.clone(),
    }
}
