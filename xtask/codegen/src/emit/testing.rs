//! The client's `testing.rs`: what the document shows of its responses, for a server in memory.
//!
//! In: the operations. Out: a table, a row for each response that operations describe, alone or together; of each operation the
//! successes stand before the errors.

use std::collections::HashMap;

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Item, parse_quote};

use super::docs;
use super::file;
use super::json_text;
use super::scope::Scope;
use super::words::{docs, ident, string};
use crate::ir::{Api, Example, Group, Operation, Payload, Response};

/// How far the arguments of a row are indented.
const INDENT: usize = 12;

/// Names and values of headers.
type Headers<'a> = Vec<(&'a str, &'a str)>;

/// A response, and the operations that have it.
struct Row<'a> {
    response: &'a Response,
    operations: Vec<Of<'a>>,
}

/// An operation, and where it is.
type Of<'a> = (&'a Group, &'a Operation);

/// `src/testing.rs`.
pub(super) fn module(api: &Api) -> syn::File {
    let scope = Scope::client(api, ["documented"].into());
    let [table, server] = ["Documented", "InMemory"].map(|name| scope.import("callspec_core::testing", name));
    // The facts of an operation are those of this trait.
    scope.core("Operation");
    let all: Vec<Of<'_>> = api.groups.iter().flat_map(of_group).collect();
    let rows = rows(&all);
    let shared = shared(&rows);
    let examples = rows.iter().map(|row| example(&scope, row, all.len(), &shared));
    let (examples, headers) = (quote!(&[#(#examples),*]), pairs(&shared));
    let heading = docs(&docs::testing::documented());
    let mut items: Vec<Item> = vec![parse_quote! {
        #heading
        pub fn documented() -> #server { #server::documented(&DOCUMENTED) }
    }];
    if rows.iter().any(|row| is_of_all(row, all.len())) {
        let (info, all) = (scope.core("OperationInfo"), list(&scope, &all));
        items.push(parse_quote!(static OPERATIONS: &[&#info] = #all;));
    }
    items.push(parse_quote! {
        static DOCUMENTED: #table = #table { headers: #headers, examples: #examples };
    });
    file::scoped(&docs::testing::module(api), &scope, items)
}

fn of_group(group: &Group) -> impl Iterator<Item = Of<'_>> {
    group.operations.iter().map(move |operation| (group, operation))
}

/// The responses of all operations, successes first: one that a component describes is one row for all operations that have it.
fn rows<'a>(operations: &[Of<'a>]) -> Vec<Row<'a>> {
    let successes = operations
        .iter()
        .flat_map(|of| successes(of.1).map(move |response| (false, response, *of)));
    let errors = operations
        .iter()
        .flat_map(|of| errors(of.1).map(move |response| (true, response, *of)));
    let (mut rows, mut known): (Vec<Row<'a>>, _) = (Vec::new(), HashMap::new());
    for (is_error, response, of) in successes.chain(errors) {
        let identity = (is_error, &response.pointer, response.status, &response.media_type);
        let index = *known.entry(identity).or_insert(rows.len());
        match rows.get_mut(index) {
            Some(row) => row.operations.push(of),
            None => rows.push(Row {
                response,
                operations: vec![of],
            }),
        }
    }
    rows
}

fn successes(operation: &Operation) -> impl Iterator<Item = &Response> {
    let apart = operation.streaming.iter().flat_map(|streaming| &streaming.apart);
    operation.success.responses.iter().chain(apart)
}

fn errors(operation: &Operation) -> impl Iterator<Item = &Response> {
    operation.errors.iter().flat_map(|errors| &errors.responses)
}

/// Whether all operations have a response, of which there are several.
fn is_of_all(row: &Row<'_>, count: usize) -> bool {
    count > 1 && row.operations.len() == count
}

/// The operations as a slice of their facts.
fn list(scope: &Scope<'_>, operations: &[Of<'_>]) -> TokenStream {
    let operations = operations.iter().map(|(group, operation)| {
        let module = scope.import("crate", group.module.as_str());
        let name = ident(operation.type_name.as_str());
        quote!(#module::#name::INFO)
    });
    quote!(&[#(#operations),*])
}

/// The headers that all responses have, where there are several.
fn shared<'a>(rows: &[Row<'a>]) -> Headers<'a> {
    let mut of_rows = rows.iter().map(|row| headers(row.response));
    let (Some(mut shared), true) = (of_rows.next(), rows.len() > 1) else {
        return Vec::new();
    };
    for headers in of_rows {
        shared.retain(|header| headers.contains(header));
    }
    shared
}

fn headers(response: &Response) -> Headers<'_> {
    let headers = response.headers.iter();
    headers
        .filter_map(|header| Some((header.wire.as_str(), header.example.as_deref()?)))
        .collect()
}

/// `Example::json(operations, status, media type, body)`.
fn example(scope: &Scope<'_>, row: &Row<'_>, count: usize, shared: &Headers<'_>) -> TokenStream {
    let response = row.response;
    let operations = match is_of_all(row, count) {
        true => quote!(OPERATIONS),
        false => list(scope, &row.operations),
    };
    let status = string(&response.status.key());
    let media_type = string(response.sent.as_deref().unwrap_or_default());
    let mut own = headers(response);
    own.retain(|header| !shared.contains(header));
    let own = (!own.is_empty()).then(|| pairs(&own)).map(|own| quote!(.headers(#own)));
    // What a call is made of is indented further.
    let indent = INDENT + if own.is_some() { 4 } else { 0 };
    let made = match (&response.payload, &response.example) {
        (Payload::Empty, _) => quote!(empty(#operations, #status)),
        (_, None) => quote!(not_shown(#operations, #status, #media_type)),
        (_, Some(Example::Json(value))) => {
            let body = json_text::json(value, indent);
            quote!(json(#operations, #status, #media_type, #body))
        }
        (_, Some(Example::Text(text))) => {
            let body = json_text::text(text, indent);
            quote!(text(#operations, #status, #media_type, #body))
        }
    };
    let example = scope.import("callspec_core::testing", "Example");
    quote!(#example::#made #own)
}

fn pairs(headers: &Headers<'_>) -> TokenStream {
    let pairs = headers.iter().map(|(name, value)| {
        let (name, value) = (string(name), string(value));
        quote!((#name, #value))
    });
    quote!(&[#(#pairs),*])
}
