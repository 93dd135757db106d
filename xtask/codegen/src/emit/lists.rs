//! What some requests offer beside `send`: pages and items of a list, and sparse fieldsets.

use syn::{Item, parse_quote};

use super::docs;
use super::scope::Scope;
use super::words::{docs, ident, string};
use crate::ir::{Operation, PagedBy};

/// `paged!`, and the method and implementation for sparse fieldsets, where the operation has them.
pub(super) fn items(scope: &Scope, operation: &Operation) -> Vec<Item> {
    let mut items: Vec<Item> = paged(scope, operation).into_iter().collect();
    items.extend(sparse(scope, operation));
    items
}

/// `paged!`, for a list that comes in pages.
fn paged(scope: &Scope, operation: &Operation) -> Option<Item> {
    let pagination = operation.pagination.as_ref()?;
    let (complete, item) = (scope.macro_path("paged"), scope.ty(&pagination.item));
    let name = ident(operation.type_name.as_str());
    Some(match &pagination.by {
        PagedBy::Offset { offset } => {
            let offset = string(offset);
            parse_quote!(#complete!(#name => #item, by offset #offset);)
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
