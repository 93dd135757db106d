//! The enum over the media types of a body, and what becomes a variant of it by itself.

use quote::quote;
use syn::{Item, parse_quote};

use super::docs;
use super::redacted;
use super::scope::Scope;
use super::words::{docs, ident};
use crate::ir::{Content, Operation, Payload};

/// The enum over a body's media types, with a conversion for each type that a caller may give.
pub(super) fn items(scope: &Scope, operation: &Operation) -> Vec<Item> {
    let Some((body, enum_name)) = operation
        .body
        .as_ref()
        .and_then(|body| Some((body, body.enum_name.as_ref()?)))
    else {
        return Vec::new();
    };
    let name = ident(enum_name.as_str());
    let heading = docs(&docs::body(scope, operation));
    let is_redacted = |content: &Content| scope.api.is_redacted(&content.payload.ty(), false);
    let debug = redacted::derive(scope, body.contents.iter().any(is_redacted));
    let variants = body.contents.iter().map(|content| {
        let (variant, docs) = (ident(content.variant.as_str()), docs(&docs::content(content)));
        if content.payload == Payload::Empty {
            return quote!(#docs #variant);
        }
        let (ty, mark) = (scope.ty(&content.payload.ty()), redacted::mark(is_redacted(content)));
        if content.boxed {
            quote!(#docs #mark #variant(Box<#ty>))
        } else {
            quote!(#docs #mark #variant(#ty))
        }
    });
    let mut items: Vec<Item> = vec![parse_quote! {
        #heading
        #[derive(Clone, #debug)]
        #[non_exhaustive]
        pub enum #name { #(#variants),* }
    }];
    for content in body.conversions.iter().filter_map(|index| body.contents.get(*index)) {
        let (variant, ty) = (ident(content.variant.as_str()), scope.ty(&content.payload.ty()));
        let docs = docs(&docs::conversion(content));
        let value = if content.boxed {
            quote!(Box::new(body))
        } else {
            quote!(body)
        };
        items.push(parse_quote! {
            impl From<#ty> for #name {
                #docs
                fn from(body: #ty) -> Self { Self::#variant(#value) }
            }
        });
    }
    items
}
