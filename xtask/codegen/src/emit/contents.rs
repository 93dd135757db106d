//! The enum over the media types of a body, and what becomes a variant of it by itself.

use quote::quote;
use syn::{Item, parse_quote};

use super::docs;
use super::scope::Scope;
use super::words::{docs, ident};
use crate::ir::{Operation, Payload};

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
    let variants = body.contents.iter().map(|content| {
        let (variant, docs) = (ident(content.variant.as_str()), docs(&docs::content(content)));
        if content.payload == Payload::Empty {
            return quote!(#docs #variant);
        }
        let ty = scope.ty(&content.payload.ty());
        if content.boxed {
            quote!(#docs #variant(Box<#ty>))
        } else {
            quote!(#docs #variant(#ty))
        }
    });
    let mut items: Vec<Item> = vec![parse_quote! {
        #heading
        #[derive(Clone, Debug)]
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
