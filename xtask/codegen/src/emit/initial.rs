//! What the fields of a struct start as, where no caller gives their value.

use proc_macro2::TokenStream;
use quote::quote;

use super::literals::{self, json};
use super::scope::Scope;
use super::words::ident;
use crate::ir::{Extra, Field, Initial, Presence, Type};

/// What a field that is no argument starts as.
pub(super) fn start(scope: &Scope, field: &Field) -> TokenStream {
    let value = match (&field.initial, field.presence) {
        (Initial::Variant(variant), _) => {
            let (ty, variant) = (scope.ty(&field.ty), ident(variant.as_str()));
            quote!(#ty::#variant)
        }
        (Initial::Value(value), _) => match scope.resolve(&field.ty) {
            Type::Json => {
                let value = json(value);
                quote!(serde_json::json!(#value))
            }
            ty => literals::scalar(ty, value).unwrap_or_default(),
        },
        (Initial::Absent | Initial::Argument, Presence::Patch) => {
            let patch = scope.types("Patch");
            return quote!(#patch::Absent);
        }
        (Initial::Absent | Initial::Argument, Presence::Defaulted) => empty(scope, &field.ty),
        (Initial::Absent | Initial::Argument, _) => return quote!(None),
    };
    let value = if field.boxed { quote!(Box::new(#value)) } else { value };
    match field.presence {
        Presence::Optional => quote!(Some(#value)),
        _ => value,
    }
}

/// A value of an object without members.
fn empty(scope: &Scope, ty: &Type) -> TokenStream {
    match ty {
        Type::Map(_) => {
            let map = scope.import("std::collections", "BTreeMap");
            quote!(#map::new())
        }
        Type::JsonObject => quote!(serde_json::Map::new()),
        ty => {
            let ty = scope.ty(ty);
            quote!(#ty::default())
        }
    }
}

/// What the field for unnamed properties starts as.
pub(super) fn start_extra(scope: &Scope, extra: &Extra) -> Option<TokenStream> {
    let (name, ty) = match extra {
        Extra::Ignored => return None,
        Extra::Kept { name, .. } => (name, scope.import("std::collections", "BTreeMap")),
        Extra::Unknown { name } => (name, scope.types("Other")),
    };
    let name = ident(name.as_str());
    Some(quote!(#name: #ty::new()))
}
