//! Constructors and setters of objects.
//!
//! What is sent gets `new` with everything required, and a setter for the rest; what sets null is derived. What is only
//! received gets `new` behind the feature `testing`.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Item, parse_quote};

use super::docs;
use super::file::DEPRECATED;
use super::given::{Given, given, given_nullable, initial, many_arguments};
use super::initial::{start, start_extra};
use super::scope::Scope;
use super::words::{deprecated, docs, ident};
use crate::ir::{DefaultImpl, Extra, Field, Initial, Presence, TypeDef};

/// The constructors of an object, in their `impl`, and `Default` where it cannot be derived.
pub(super) fn items(scope: &Scope, def: &TypeDef, fields: &[Field], extra: &Extra, default: DefaultImpl) -> Vec<Item> {
    let name = ident(def.name.as_str());
    let new = new(scope, def, fields, extra, default);
    let deprecated = fields.iter().any(|field| field.deprecated);
    let mut items = Vec::new();
    if default == DefaultImpl::Written {
        if def.deprecated || deprecated {
            scope.mention_deprecated();
        }
        let value = literal(scope, fields, extra);
        items.push(parse_quote!(impl Default for #name { fn default() -> Self { #value } }));
    }
    if !def.flow.is_sent() {
        // The expectation sits here and not on the file: it holds only where the feature is on.
        let expect = def.deprecated || deprecated && default == DefaultImpl::None;
        let expect = if expect {
            quote!(#[expect(deprecated, reason = #DEPRECATED)])
        } else {
            TokenStream::new()
        };
        items.push(parse_quote!(#[cfg(feature = "testing")] #expect impl #name { #new }));
        return items;
    }
    if def.deprecated || deprecated {
        scope.mention_deprecated();
    }
    let mut members = new;
    members.extend(fields.iter().filter_map(|field| setter(scope, field)));
    members.extend(extra_setter(scope, extra));
    items.push(parse_quote!(impl #name { #members }));
    items
}

fn new(scope: &Scope, def: &TypeDef, fields: &[Field], extra: &Extra, default: DefaultImpl) -> TokenStream {
    let docs = docs(&docs::new(def, fields));
    if default != DefaultImpl::None {
        return quote!(#docs pub fn new() -> Self { Self::default() });
    }
    let arguments = fields.iter().filter(|field| field.initial == Initial::Argument);
    let arguments: Vec<_> = arguments.map(|field| required(scope, field).argument).collect();
    let (value, expect) = (
        literal(scope, fields, extra),
        many_arguments(arguments.len(), "one per required property"),
    );
    quote!(#docs #expect pub fn new(#(#arguments),*) -> Self { #value })
}

/// The struct literal: arguments where they are, else what a field starts as.
fn literal(scope: &Scope, fields: &[Field], extra: &Extra) -> TokenStream {
    let values = fields.iter().map(|field| {
        let value = match field.initial {
            Initial::Argument => required(scope, field).value,
            _ => start(scope, field),
        };
        initial(&ident(field.name.as_str()), &value)
    });
    let values = values.chain(start_extra(scope, extra));
    quote!(Self { #(#values),* })
}

fn required(scope: &Scope, field: &Field) -> Given {
    let name = ident(field.name.as_str());
    match field.presence {
        Presence::Nullable => given_nullable(scope, &name, &field.ty, field.boxed),
        _ => given(scope, &name, &field.ty, field.boxed),
    }
}

/// The setter of a field that is no required argument.
fn setter(scope: &Scope, field: &Field) -> Option<TokenStream> {
    let name = ident(field.name.as_str());
    let Given { argument, value } = given(scope, &name, &field.ty, field.boxed);
    let value = match field.presence {
        Presence::Required | Presence::Defaulted => return None,
        Presence::Optional | Presence::Nullable => quote!(Some(#value)),
        Presence::Patch => {
            let patch = scope.types("Patch");
            quote!(#patch::Value(#value))
        }
    };
    let (docs, deprecated) = (docs(&docs::set(&field.name)), deprecated(field.deprecated));
    Some(quote! {
        #docs
        #deprecated
        pub fn #name(mut self, #argument) -> Self { self.#name = #value; self }
    })
}

fn extra_setter(scope: &Scope, extra: &Extra) -> Option<TokenStream> {
    let Extra::Kept { name, ty } = extra else {
        return None;
    };
    let (docs, ty) = (docs(&docs::set(name)), scope.map(ty));
    let name = ident(name.as_str());
    Some(quote! {
        #docs
        pub fn #name(mut self, #name: impl Into<#ty>) -> Self { self.#name = #name.into(); self }
    })
}
