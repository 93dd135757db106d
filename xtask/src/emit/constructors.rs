//! Constructors and setters of objects.
//!
//! What is sent gets `new` with everything required, a setter for the rest, and `clear_…` for what may be null. What is
//! only received gets `new` behind the feature `testing`.

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::{ImplItem, Item, parse_quote};

use super::given::{Given, given, given_nullable, initial, many_arguments, setter};
use super::scope::Scope;
use super::structs::{deprecated, map_type};
use super::words::{bare, docs, ident};
use crate::ir::{Extra, Field, Presence, TypeDef};

/// The `impl` of an object's constructors.
pub(super) fn items(scope: &Scope, def: &TypeDef, fields: &[Field], extra: &Extra) -> Option<Item> {
    let name = ident(def.name.as_str());
    let new = new(scope, def, fields, extra);
    if !def.flow.is_sent() {
        // The expectation sits here and not on the file: it holds only where the feature is on.
        let expect = if def.deprecated || names_deprecated(def, fields) {
            expect_deprecated()
        } else {
            TokenStream::new()
        };
        return Some(parse_quote!(#[cfg(feature = "testing")] #expect impl #name { #new }));
    }
    if def.deprecated || fields.iter().any(|field| field.deprecated && !is_constant(field)) {
        scope.mention_deprecated();
    }
    let mut members: Vec<ImplItem> = vec![parse_quote!(#new)];
    for field in fields.iter().filter(|field| !is_constant(field)) {
        members.extend(setters(scope, fields, field));
    }
    members.extend(extra_setter(scope, extra));
    Some(parse_quote!(impl #name { #(#members)* }))
}

/// Why an item may use what it marks as deprecated.
fn expect_deprecated() -> TokenStream {
    let reason = DEPRECATED;
    quote!(#[expect(deprecated, reason = #reason)])
}

/// The reason of expecting deprecation warnings.
pub(super) const DEPRECATED: &str = "deprecated parts of the API are still read and sent";

/// Whether `new` names a deprecated field.
fn names_deprecated(def: &TypeDef, fields: &[Field]) -> bool {
    !starts_default(def, fields) && fields.iter().any(|field| field.deprecated)
}

/// Whether `new` is `Default::default`.
fn starts_default(def: &TypeDef, fields: &[Field]) -> bool {
    def.default && !fields.iter().any(is_argument)
}

/// Whether a field has one value only, which `new` sets.
pub(super) fn is_constant(field: &Field) -> bool {
    field.constant.is_some() && field.presence == Presence::Required
}

/// Whether a field is an argument of `new`: what is always sent has to be given, null or not.
pub(super) fn is_argument(field: &Field) -> bool {
    match field.presence {
        Presence::Required => field.constant.is_none(),
        Presence::Nullable => true,
        Presence::Optional | Presence::Patch => false,
    }
}

fn new(scope: &Scope, def: &TypeDef, fields: &[Field], extra: &Extra) -> TokenStream {
    let docs = docs(&[new_docs(fields)]);
    if starts_default(def, fields) {
        return quote!(#docs pub fn new() -> Self { Self::default() });
    }
    let mut arguments = Vec::new();
    let mut values = Vec::new();
    for field in fields {
        let name = ident(field.name.as_str());
        let value = if is_argument(field) {
            let given = required(scope, &name, field);
            arguments.push(given.argument);
            given.value
        } else {
            start(scope, field)
        };
        values.push(initial(&name, &value));
    }
    if let Extra::Kept { name, .. } = extra {
        let (name, map) = (ident(name.as_str()), scope.import("std::collections", "BTreeMap"));
        values.push(quote!(#name: #map::new()));
    }
    let expect = many_arguments(arguments.len(), "one per required property");
    quote!(#docs #expect pub fn new(#(#arguments),*) -> Self { Self { #(#values),* } })
}

fn required(scope: &Scope, name: &Ident, field: &Field) -> Given {
    match field.presence {
        Presence::Nullable => given_nullable(scope, name, &field.ty, field.boxed),
        _ => given(scope, name, &field.ty, field.boxed),
    }
}

/// What a field that is no argument starts as.
fn start(scope: &Scope, field: &Field) -> TokenStream {
    match (field.presence, &field.constant) {
        (Presence::Required, Some(variant)) => {
            let (ty, variant) = (scope.ty(&field.ty), ident(variant.as_str()));
            if field.boxed {
                quote!(Box::new(#ty::#variant))
            } else {
                quote!(#ty::#variant)
            }
        }
        (Presence::Patch, _) => {
            let patch = scope.types("Patch");
            quote!(#patch::Absent)
        }
        _ => quote!(None),
    }
}

fn new_docs(fields: &[Field]) -> &'static str {
    let open = |field: &Field| !is_argument(field) && !is_constant(field);
    match (fields.iter().any(is_argument), fields.iter().any(open)) {
        (false, _) => "Creates a value with nothing set that could be left out.",
        (true, true) => "Creates a value from its required properties; the others are left out.",
        (true, false) => "Creates a value from its properties.",
    }
}

/// The setter of a field that is no required argument, and the clearer of one that may be null.
fn setters(scope: &Scope, fields: &[Field], field: &Field) -> Vec<ImplItem> {
    let (name, method) = (ident(field.name.as_str()), setter(&field.name, &[]));
    let Given { argument, value } = given(scope, &name, &field.ty, field.boxed);
    let (value, cleared) = match field.presence {
        Presence::Required => return Vec::new(),
        Presence::Optional => (quote!(Some(#value)), None),
        Presence::Nullable => (quote!(Some(#value)), Some(quote!(None))),
        Presence::Patch => {
            let patch = scope.types("Patch");
            (quote!(#patch::Value(#value)), Some(quote!(#patch::Null)))
        }
    };
    let deprecated = deprecated(field.deprecated);
    let spoken = bare(field.name.as_str());
    let set = docs(&[format!("Sets [`{spoken}`](Self::{spoken}).")]);
    let mut methods = vec![parse_quote! {
        #set
        #deprecated
        pub fn #method(mut self, #argument) -> Self { self.#name = #value; self }
    }];
    if let Some(cleared) = cleared {
        let method = clearer(fields, field);
        let clear = docs(&[format!("Clears [`{spoken}`](Self::{spoken}), which sends `null`.")]);
        methods.push(parse_quote! {
            #clear
            #deprecated
            pub fn #method(mut self) -> Self { self.#name = #cleared; self }
        });
    }
    methods
}

/// The clearer of a field: `clear_NAME`, or `reset_NAME` where the object has a property of that name.
pub(super) fn clearer(fields: &[Field], field: &Field) -> Ident {
    let name = bare(field.name.as_str());
    let clear = format!("clear_{name}");
    let taken = fields.iter().any(|other| other.name.as_str() == clear);
    if taken {
        ident(&format!("reset_{name}"))
    } else {
        ident(&clear)
    }
}

fn extra_setter(scope: &Scope, extra: &Extra) -> Option<ImplItem> {
    let Extra::Kept { name, ty } = extra else {
        return None;
    };
    let (method, spoken, ty) = (setter(name, &[]), bare(name.as_str()), map_type(scope, ty));
    let name = ident(name.as_str());
    let docs = docs(&[format!("Sets [`{spoken}`](Self::{spoken}).")]);
    Some(parse_quote! {
        #docs
        pub fn #method(mut self, #name: impl Into<#ty>) -> Self { self.#name = #name.into(); self }
    })
}
