//! What some requests offer beside `send`: a stream, pages and items of a list, and sparse fieldsets.

use proc_macro2::Literal;
use quote::quote;
use syn::{Item, parse_quote};

use super::docs;
use super::scope::Scope;
use super::words::{docs, ident, string};
use crate::ir::{EventData, Operation, PagedBy, Payload, Place};
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
        Payload::Events(ty, data, end) => {
            let ty = scope.ty(ty);
            let data = match data {
                EventData::Json => quote!(),
                EventData::Text => quote!(text),
                EventData::Member => quote!(whole),
            };
            let end = end.as_ref().map(|end| {
                let end = string(end);
                quote!(until #end)
            });
            quote!(#ty, #data events #end)
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
    let by = match &pagination.by {
        PagedBy::Links => quote!(links),
        PagedBy::Link(next) => {
            let next = string(&next.0);
            quote!(link(#next))
        }
        PagedBy::Token { parameter, next } => {
            let (parameter, next) = (string(parameter), string(&next.0));
            quote!(token(#parameter, #next))
        }
        PagedBy::Offset { parameter } => {
            let parameter = string(parameter);
            quote!(offset(#parameter))
        }
        PagedBy::Page { parameter, first } => {
            let (parameter, first) = (string(parameter), Literal::u64_unsuffixed(*first));
            quote!(page(#parameter, #first))
        }
    };
    let list = pagination.list.as_ref().map(|list| {
        let (field, at) = (ident(list.field.as_str()), string(&pointer::join("", &list.wire)));
        quote!(in #field at #at)
    });
    let among = pagination.among.as_ref().map(|among| {
        let (of, variant) = (ident(among.of.as_str()), ident(among.variant.as_str()));
        let media_type = string(&among.media_type);
        quote!(of #of::#variant as #media_type)
    });
    let said = |name: &str, place: &Option<Place>| {
        let (name, place) = (ident(name), string(&place.as_ref()?.0));
        Some(quote!(, #name #place))
    };
    let (total, more) = (said("total", &pagination.total), said("more", &pagination.more));
    let size = pagination.size.as_ref().map(|size| {
        let (parameter, from, to) = (
            string(&size.parameter),
            Literal::u64_unsuffixed(size.from),
            Literal::u64_unsuffixed(size.to),
        );
        let unless = size.unless.as_ref().map(|parameter| {
            let parameter = string(parameter);
            quote!(unless #parameter)
        });
        quote!(, size(#parameter, #from, #to) #unless)
    });
    Some(parse_quote!(#complete!(#name => #item, by #by #list #among #total #more #size);))
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
