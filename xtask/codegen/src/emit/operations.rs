//! The files of a group: the client's methods, then for each operation its request with setters, and what comes back. A group that
//! would be a long file has one for each operation instead, whose items it names as its own.

use std::collections::HashSet;

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::{Item, parse_quote};

use super::docs;
use super::file;
use super::given::{Given, given, initial, many_arguments};
use super::redacted;
use super::scope::Scope;
use super::words::{bare, deprecated, docs, ident};
use super::{contents, responses};
use crate::ir::{Api, Body, Group, ModuleName, Operation, Type, TypeName, is_device};

/// About how many lines a file has at most, where it holds several operations.
const LONG: usize = 800;

/// The operations of a group that have files of their own: all or none.
pub(super) fn parts(group: &Group) -> &[Operation] {
    // An estimate, so that it is known before anything is written.
    let lines = |operation: &Operation| 60 + 8 * operation.params.len() + 6 * operation.responses().count();
    let lines: usize = group.operations.iter().map(lines).sum();
    match group.operations.as_slice() {
        operations @ [_, _, ..] if lines > LONG => operations,
        _ => &[],
    }
}

/// The file of a group.
pub(super) fn module(api: &Api, group: &Group) -> syn::File {
    let docs = docs::group(group);
    let parts = parts(group);
    if parts.is_empty() {
        return operations(api, group, &docs, &group.operations);
    }
    let mut names: Vec<Ident> = parts.iter().map(|operation| ident(&part_name(operation))).collect();
    names.sort();
    let mods = names.iter().map(|name| -> Item { parse_quote!(mod #name;) });
    // By `self`: a crate may have the name of an operation.
    let uses = names
        .iter()
        .map(|name| -> Item { parse_quote!(pub use self::#name::*;) });
    file::plain(&docs, mods.chain(uses).collect())
}

/// The file of an operation that has one of its own.
pub(super) fn part(api: &Api, group: &Group, operation: &Operation) -> syn::File {
    operations(
        api,
        group,
        &docs::operation_module(operation),
        std::slice::from_ref(operation),
    )
}

/// The file of such an operation, in the folder of its group.
pub(super) fn part_path(folder: &str, operation: &Operation) -> String {
    format!("{folder}/{}.rs", bare(&part_name(operation)))
}

/// The module of an operation that has one of its own. It is private, so nobody has to know its name.
fn part_name(operation: &Operation) -> String {
    let name = operation.method_name.as_str();
    if is_device(bare(name)) {
        format!("{name}_")
    } else {
        name.to_owned()
    }
}

fn operations(api: &Api, group: &Group, docs: &[String], operations: &[Operation]) -> syn::File {
    let scope = Scope::client(api, names(operations));
    let (mut methods, mut items) = (Vec::new(), Vec::new());
    for operation in operations {
        let members = members(&scope, operation);
        methods.push(method(&scope, &group.module, operation, &members));
        items.extend(request_items(&scope, operation, &members));
    }
    if !methods.is_empty() {
        let client = scope.import("crate", "Client");
        items.insert(0, parse_quote!(impl #client { #(#methods)* }));
    }
    file::scoped(docs, &scope, items)
}

/// The names that a file defines.
fn names(operations: &[Operation]) -> HashSet<&str> {
    let mut names = HashSet::new();
    for operation in operations {
        let body = operation.body.as_ref().and_then(|body| body.enum_name.as_ref());
        let errors = operation.errors.as_ref().map(|errors| &errors.name);
        let others = [operation.success.enum_name.as_ref(), errors, body]
            .into_iter()
            .flatten();
        names.extend(others.chain([&operation.type_name]).map(TypeName::as_str));
    }
    names
}

fn request_items(scope: &Scope, operation: &Operation, members: &[Member]) -> Vec<Item> {
    let mut items = vec![definition(scope, operation, members)];
    items.extend(setters(operation, members));
    items.extend(responses::items(scope, operation));
    items.extend(contents::items(scope, operation));
    items
}

/// One value that a request carries.
struct Member {
    field: Ident,
    ty: TokenStream,
    given: Given,
    required: bool,
    redacted: bool,
    /// The documentation of its setter.
    docs: Vec<String>,
    deprecated: bool,
}

fn members(scope: &Scope, operation: &Operation) -> Vec<Member> {
    let params = operation.params.iter().map(|param| Member {
        field: ident(param.name.as_str()),
        ty: scope.ty(&param.ty),
        given: given(scope, &ident(param.name.as_str()), &param.ty, false),
        required: param.required,
        redacted: scope.api.is_redacted(&param.ty, param.sensitive),
        docs: docs::setter(scope.api, param),
        deprecated: param.deprecated,
    });
    let body = operation.body.iter().map(|body| {
        let (ty, given) = body_type(scope, body);
        // An enum over media types marks its own.
        let alone = body.contents.first().filter(|_| body.enum_name.is_none());
        let redacted = alone.is_some_and(|content| scope.api.is_redacted(&content.payload.ty(), false));
        Member {
            field: ident(body.name.as_str()),
            ty,
            given,
            required: body.required,
            redacted,
            docs: docs::body_setter(scope.api, body),
            deprecated: false,
        }
    });
    params.chain(body).collect()
}

/// The type of a body, and the argument for it.
fn body_type(scope: &Scope, body: &Body) -> (TokenStream, Given) {
    let name = ident(body.name.as_str());
    if let Some(enum_name) = &body.enum_name {
        let enum_name = ident(enum_name.as_str());
        return (
            quote!(#enum_name),
            Given {
                argument: quote!(#name: impl Into<#enum_name>),
                value: quote!(#name.into()),
            },
        );
    }
    let ty = body.contents.first().map_or(Type::Null, |content| content.payload.ty());
    (scope.ty(&ty), given(scope, &name, &ty, false))
}

fn method(scope: &Scope, module: &ModuleName, operation: &Operation, members: &[Member]) -> TokenStream {
    let exchange = ident("exchange");
    let (name, request) = (
        ident(operation.method_name.as_str()),
        ident(operation.type_name.as_str()),
    );
    let docs = docs(&docs::method(scope.api, module, operation));
    let deprecated = deprecated(operation.deprecated);
    let arguments: Vec<_> = members
        .iter()
        .filter(|member| member.required)
        .map(|member| &member.given.argument)
        .collect();
    let values = members.iter().map(|member| match member.required {
        true => initial(&member.field, &member.given.value),
        false => initial(&member.field, &quote!(None)),
    });
    let expect = many_arguments(arguments.len() + 1, "one per required parameter");
    quote! {
        #docs
        #deprecated
        #expect
        pub fn #name(&self, #(#arguments),*) -> #request {
            #request { #exchange: self.core.exchange(), #(#values),* }
        }
    }
}

fn definition(scope: &Scope, operation: &Operation, members: &[Member]) -> Item {
    let (exchange, name) = (scope.core("Exchange"), ident(operation.type_name.as_str()));
    let docs = docs(&docs::request(scope, operation));
    let fields = members.iter().map(|member| {
        let (name, ty, mark) = (&member.field, &member.ty, redacted::mark(member.redacted));
        if member.required {
            quote!(#mark #name: #ty)
        } else {
            quote!(#mark #name: Option<#ty>)
        }
    });
    let debug = redacted::derive(scope, members.iter().any(|member| member.redacted));
    parse_quote! {
        #docs
        #[derive(Clone, #debug)]
        #[must_use = "nothing is sent until it is awaited"]
        pub struct #name { exchange: #exchange, #(#fields),* }
    }
}

fn setters(operation: &Operation, members: &[Member]) -> Option<Item> {
    let setters: Vec<TokenStream> = members
        .iter()
        .filter(|member| !member.required)
        .map(setter_of)
        .collect();
    let name = ident(operation.type_name.as_str());
    (!setters.is_empty()).then(|| parse_quote!(impl #name { #(#setters)* }))
}

fn setter_of(member: &Member) -> TokenStream {
    let field = &member.field;
    let Given { argument, value } = &member.given;
    let docs = docs(&member.docs);
    let deprecated = deprecated(member.deprecated);
    quote! {
        #docs
        #deprecated
        pub fn #field(mut self, #argument) -> Self { self.#field = Some(#value); self }
    }
}
