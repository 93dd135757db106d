//! What some requests offer beside `send`: pages and items of a list, and sparse fieldsets.

use proc_macro2::Literal;
use syn::{Item, parse_quote};

use super::docs;
use super::scope::Scope;
use super::words::{docs, ident, string};
use crate::ir::{FieldName, Operation, Pagination, Payload, Type};

/// `paged!`, and the method and implementation for sparse fieldsets, where the operation has them.
pub(super) fn items(scope: &Scope, operation: &Operation) -> Vec<Item> {
    let mut items: Vec<Item> = paged(scope, operation).into_iter().collect();
    items.extend(sparse(scope, operation));
    items
}

/// `paged!`: by offset where the document says so, by links for every list of JSON:API resources.
fn paged(scope: &Scope, operation: &Operation) -> Option<Item> {
    let [response] = operation.success.responses.as_slice() else {
        return None;
    };
    let Payload::Json(ty) = &response.payload else {
        return None;
    };
    let name = ident(operation.type_name.as_str());
    match (&operation.pagination, scope.resolve(ty)) {
        (Some(Pagination::Offset { limit, offset }), Type::List(item)) => {
            let (limit, offset) = (wire(operation, limit)?, wire(operation, offset)?);
            let (complete, item) = (scope.macro_path("paged"), scope.ty(item));
            Some(parse_quote!(#complete!(#name => #item, by offset #limit, #offset);))
        }
        (_, Type::Document(data)) => {
            let Type::List(item) = &**data else {
                return None;
            };
            let (complete, item) = (scope.macro_path("paged"), scope.ty(item));
            Some(parse_quote!(#complete!(#name => #item, by links);))
        }
        _ => None,
    }
}

fn wire(operation: &Operation, name: &FieldName) -> Option<Literal> {
    operation
        .params
        .iter()
        .find(|param| param.name == *name)
        .map(|param| string(&param.wire))
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
