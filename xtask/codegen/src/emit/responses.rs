//! What comes back: `impl Operation`, with `decode`, and the enums over responses.

use std::ops::RangeInclusive;

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;
use syn::{Item, parse_quote};

use super::docs;
use super::redacted;
use super::scope::Scope;
use super::words::{docs, ident, string};
use super::{lists, request};
use crate::ir::{Operation, Payload, Reading, Response, TypeName};

/// `operation!`, `impl Operation` and the enums that it names.
pub(super) fn items(scope: &Scope, operation: &Operation) -> Vec<Item> {
    let complete = scope.macro_path("operation");
    let name = ident(operation.type_name.as_str());
    let (named, output, error) = (
        named_output(scope, operation),
        output(scope, operation),
        error(scope, operation),
    );
    let mut items = Vec::new();
    let output = match named {
        Some(alias) => {
            items.push(parse_quote!(type #alias = #output;));
            quote!(#alias)
        }
        None => output,
    };
    let variants = error_variants(operation);
    items.push(parse_quote!(#complete!(#name => #output, #error #variants);));
    items.push(operation_impl(scope, operation, &output));
    items.extend(lists::items(scope, operation));
    if let Some(name) = &operation.success.enum_name {
        let heading = docs::success(scope, operation);
        items.push(responses_enum(
            scope,
            &ident(name.as_str()),
            &heading,
            &operation.success.responses,
        ));
    }
    if let Some(errors) = &operation.errors {
        let heading = docs::errors(scope, operation);
        items.push(responses_enum(
            scope,
            &ident(errors.name.as_str()),
            &heading,
            &errors.responses,
        ));
    }
    items
}

/// A name for an output with type parameters: prettyplease prints those with spaces around their brackets in a macro.
/// The alias is private, so rustdoc shows what it stands for.
fn named_output(scope: &Scope, operation: &Operation) -> Option<Ident> {
    let generic = output(scope, operation).to_string().contains('<');
    generic.then(|| ident(operation.output_alias.as_str()))
}

fn operation_impl(scope: &Scope, operation: &Operation, output: &TokenStream) -> Item {
    let (operation_trait, name) = (scope.core("Operation"), ident(operation.type_name.as_str()));
    let error = error(scope, operation);
    let (info, request_body) = (request::info(scope, operation), request::statements(scope, operation));
    let (core_error, reply) = (scope.core("Error"), scope.core("Reply"));
    let (request, invalid) = (scope.core("Request"), scope.core("InvalidRequest"));
    let arms = arms(operation);
    // Inlined, each is compiled where the operation is called: most programs call a few of many.
    parse_quote! {
        impl #operation_trait for #name {
            type Output = #output;
            type Error = #error;

            #info

            #[inline]
            fn request(self) -> Result<#request, #invalid> { #request_body }

            #[inline]
            fn decode(reply: #reply) -> Result<Self::Output, #core_error<Self::Error>> {
                match reply.status() { #(#arms)* }
            }
        }
    }
}

fn output(scope: &Scope, operation: &Operation) -> TokenStream {
    match (&operation.success.enum_name, operation.success.responses.first()) {
        (Some(enum_name), _) => {
            let enum_name = ident(enum_name.as_str());
            quote!(#enum_name)
        }
        (None, Some(response)) => payload(scope, &response.payload).unwrap_or(quote!(())),
        (None, None) => quote!(()),
    }
}

fn error(scope: &Scope, operation: &Operation) -> TokenStream {
    match &operation.errors {
        Some(errors) => {
            let name = ident(errors.name.as_str());
            quote!(#name)
        }
        None => scope.import("std::convert", "Infallible"),
    }
}

/// The variants of the documented error responses, which the documentation of `send` names.
fn error_variants(operation: &Operation) -> Option<TokenStream> {
    let responses = &operation.errors.as_ref()?.responses;
    let variants = responses.iter().map(|response| ident(response.variant.as_str()));
    Some(quote!(, [#(#variants),*]))
}

/// The type of a response's body; `None` where there is none.
fn payload(scope: &Scope, payload: &Payload) -> Option<TokenStream> {
    match payload {
        Payload::Empty => None,
        Payload::Json(ty) | Payload::Scalar(ty) | Payload::JsonOrText(ty) => Some(scope.ty(ty)),
        Payload::Text => Some(quote!(String)),
        // Nothing decodes forms; their bytes are the whole response.
        Payload::Bytes | Payload::Form(_) | Payload::Multipart(_) | Payload::Events(..) | Payload::Values(_) => {
            Some(scope.types("Bytes"))
        }
    }
}

fn responses_enum(scope: &Scope, name: &Ident, heading: &[String], responses: &[Response]) -> Item {
    let heading = docs(heading);
    let is_redacted =
        |response: &Response| matches!(&response.payload, Payload::Json(ty) if scope.api.is_redacted(ty, false));
    let debug = redacted::derive(scope, responses.iter().any(is_redacted));
    let variants = responses.iter().map(|response| {
        let (variant, docs) = (ident(response.variant.as_str()), docs(&docs::response(response)));
        let mark = redacted::mark(is_redacted(response));
        match payload(scope, &response.payload) {
            None => quote!(#docs #variant),
            Some(ty) if response.boxed => quote!(#docs #mark #variant(Box<#ty>)),
            Some(ty) => quote!(#docs #mark #variant(#ty)),
        }
    });
    parse_quote! {
        #heading
        #[derive(Clone, #debug, PartialEq)]
        #[non_exhaustive]
        pub enum #name { #(#variants),* }
    }
}

/// The arms of `decode`.
fn arms(operation: &Operation) -> impl Iterator<Item = TokenStream> {
    operation.cases.iter().map(|case| {
        let (pattern, read) = (pattern(&case.statuses), read(operation, case.reading));
        let guards = case.media_types.iter().map(|media_type| {
            let media_type = string(media_type);
            quote!(reply.is(#media_type))
        });
        match case.media_types.is_empty() {
            true => quote!(#pattern => #read,),
            false => quote!(#pattern if #(#guards)||* => #read,),
        }
    })
}

fn pattern(statuses: &[RangeInclusive<u16>]) -> TokenStream {
    if statuses.is_empty() {
        return quote!(_);
    }
    let patterns = statuses.iter().map(|statuses| {
        let (first, last) = (
            Literal::u16_unsuffixed(*statuses.start()),
            Literal::u16_unsuffixed(*statuses.end()),
        );
        if statuses.start() == statuses.end() {
            quote!(#first)
        } else {
            quote!(#first..=#last)
        }
    });
    quote!(#(#patterns)|*)
}

/// The call that reads a reply.
fn read(operation: &Operation, reading: Reading) -> TokenStream {
    let name = |name: &TypeName| ident(name.as_str());
    let read = match reading {
        Reading::Success(index) => {
            let response = operation.success.responses.get(index);
            response.map(|response| read_as(response, operation.success.enum_name.as_ref().map(name), "as"))
        }
        Reading::Error(index) => operation.errors.as_ref().and_then(|errors| {
            let response = errors.responses.get(index)?;
            Some(read_as(response, Some(name(&errors.name)), "refused"))
        }),
        Reading::Unexpected => None,
    };
    read.unwrap_or_else(|| quote!(reply.unexpected()))
}

/// The call that reads one response: `json`, `json_as(Variant)` or `refused(Variant)`.
fn read_as(response: &Response, enum_name: Option<Ident>, verb: &str) -> TokenStream {
    let kind = match &response.payload {
        Payload::Empty => "empty",
        Payload::Json(_) => "json",
        Payload::Text => "text",
        Payload::Scalar(_) => "scalar",
        Payload::JsonOrText(_) => "json_or_text",
        Payload::Bytes | Payload::Form(_) | Payload::Multipart(_) | Payload::Events(..) | Payload::Values(_) => "bytes",
    };
    let Some(enum_name) = enum_name else {
        let method = ident(kind);
        return quote!(reply.#method());
    };
    let method = match (verb, kind) {
        ("refused", "json") => ident("refused"),
        ("refused", kind) => ident(&format!("refused_{kind}")),
        (_, kind) => ident(&format!("{kind}_as")),
    };
    let variant = ident(response.variant.as_str());
    if response.boxed && response.payload != Payload::Empty {
        quote!(reply.#method(|body| #enum_name::#variant(Box::new(body))))
    } else {
        quote!(reply.#method(#enum_name::#variant))
    }
}
