//! What some requests offer beside `send`: a stream, pages and items of a list, and sparse fieldsets.

use quote::quote;
use syn::{Item, parse_quote};

use super::docs;
use super::scope::Scope;
use super::words::{docs, ident, string};
use crate::ir::{EventData, Operation, PagedBy, Payload, Total};
use crate::pointer;

/// `streamed!`, `paged!`, and the method and implementation for sparse fieldsets, where the operation has them.
pub(super) fn items(scope: &Scope, operation: &Operation) -> Vec<Item> {
    let mut items: Vec<Item> = streamed(scope, operation).into_iter().collect();
    items.extend(paged(scope, operation));
    items.extend(sparse(scope, operation));
    items
}

/// `streamed!`, for a success that can be read while it arrives.
fn streamed(scope: &Scope, operation: &Operation) -> Option<Item> {
    let streaming = operation.streaming.as_ref()?;
    let (complete, name) = (scope.macro_path("streamed"), ident(operation.type_name.as_str()));
    let media_types = string(&streaming.media_types.join(", "));
    let stream = match &streaming.payload {
        Payload::Events(ty, data) => {
            let (ty, data) = (
                scope.ty(ty),
                match data {
                    EventData::Json => quote!(),
                    EventData::Text => quote!(text),
                    EventData::Member => quote!(whole),
                },
            );
            quote!(#ty, #data events)
        }
        Payload::Values(ty) => {
            let ty = scope.ty(ty);
            quote!(#ty, values #media_types)
        }
        _ => quote!(bytes #media_types),
    };
    Some(parse_quote!(#complete!(#name => #stream);))
}

/// `paged!`, for a list that comes in pages.
fn paged(scope: &Scope, operation: &Operation) -> Option<Item> {
    let pagination = operation.pagination.as_ref()?;
    let (complete, item) = (scope.macro_path("paged"), scope.ty(&pagination.item));
    let name = ident(operation.type_name.as_str());
    Some(match &pagination.by {
        PagedBy::Offset { offset, list, total } => {
            let offset = string(offset);
            let list = list.as_ref().map(|list| {
                let (field, at) = (ident(list.field.as_str()), string(&pointer::join("", &list.wire)));
                quote!(in #field at #at)
            });
            let total = total.as_ref().map(|total| match total {
                Total::Member(wire) => {
                    let at = string(&pointer::join("", wire));
                    quote!(, total At(#at))
                }
                Total::Header(wire) => {
                    let wire = string(wire);
                    quote!(, total Header(#wire))
                }
            });
            parse_quote!(#complete!(#name => #item, by offset #offset #list #total);)
        }
        PagedBy::Links => parse_quote!(#complete!(#name => #item, by links);),
    })
}

fn sparse(scope: &Scope, operation: &Operation) -> Vec<Item> {
    let Some(sparse) = &operation.sparse else {
        return Vec::new();
    };
    let (name, method) = (ident(operation.type_name.as_str()), ident(sparse.param.as_str()));
    let (field, output) = (scope.ty(&sparse.field), scope.ty(&sparse.output));
    let (sparse_fields, wrapper) = (scope.core("SparseFields"), scope.core("Sparse"));
    let resource = string(&sparse.type_name);
    let docs = docs(&docs::sparse(sparse));
    let inherent: Item = parse_quote! {
        impl #name {
            #docs
            pub fn #method(self, fields: impl IntoIterator<Item = #field>) -> #wrapper<Self> {
                #wrapper::new(self.exchange.clone(), self, fields)
            }
        }
    };
    let implementation: Item = parse_quote! {
        impl #sparse_fields for #name {
            type Field = #field;
            type Sparse = #output;

            const RESOURCE: &'static str = #resource;
        }
    };
    vec![inherent, implementation]
}
