//! What comes back: `impl Operation`, with `decode` choosing by status, and the enums over responses.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;
use syn::{Item, parse_quote};

use super::docs;
use super::scope::Scope;
use super::words::{docs, ident, string};
use super::{lists, request};
use crate::ir::{Operation, Payload, Response, Status};

/// The responses of one status, by media type.
type Case<'a> = (Status, Vec<&'a Response>);

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
    items.push(parse_quote!(#complete!(#name => #output, #error);));
    items.push(operation_impl(scope, operation, &output));
    items.extend(lists::items(scope, operation));
    let link = docs::method_link(scope, operation);
    if let Some(name) = &operation.success.enum_name {
        let heading = format!("What {link} answers.");
        items.push(responses_enum(
            scope,
            &ident(name.as_str()),
            &heading,
            &operation.success.responses,
        ));
    }
    if let Some(errors) = &operation.errors {
        let heading = format!("Documented refusals of {link}.");
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
    let alias = format!("{}Output", operation.type_name);
    (generic && !scope.is_taken(&alias)).then(|| ident(&alias))
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
        (Some(choice), _) => {
            let choice = ident(choice.as_str());
            quote!(#choice)
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

/// The type of a response's body; `None` where there is none.
fn payload(scope: &Scope, payload: &Payload) -> Option<TokenStream> {
    match payload {
        Payload::Empty => None,
        Payload::Json(ty) => Some(scope.ty(ty)),
        Payload::Text => Some(quote!(String)),
        // Nothing decodes forms; their bytes are the whole response.
        Payload::Bytes | Payload::Form(_) | Payload::Multipart(_) => Some(scope.types("Bytes")),
    }
}

fn responses_enum(scope: &Scope, name: &Ident, heading: &str, responses: &[Response]) -> Item {
    let heading = docs(&[heading]);
    let variants = responses.iter().map(|response| {
        let (variant, docs) = (ident(response.variant.as_str()), docs(&docs::response(response)));
        match payload(scope, &response.payload) {
            None => quote!(#docs #variant),
            Some(ty) if response.boxed => quote!(#docs #variant(Box<#ty>)),
            Some(ty) => quote!(#docs #variant(#ty)),
        }
    });
    parse_quote! {
        #heading
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum #name { #(#variants),* }
    }
}

/// The arms of `decode`: exact codes before ranges, ranges before the rest.
fn arms(operation: &Operation) -> Vec<TokenStream> {
    let success = by_status(&operation.success.responses);
    let errors = operation
        .errors
        .as_ref()
        .map(|errors| by_status(&errors.responses))
        .unwrap_or_default();
    let error_name = operation.errors.as_ref().map(|errors| ident(errors.name.as_str()));
    let choice = operation
        .success
        .enum_name
        .as_ref()
        .map(|choice| ident(choice.as_str()));
    let is_sole = success.len() == 1 || choice.is_none();
    let exact = exact_codes(&errors, if is_sole { &[] } else { &success });
    let refused = |case: &Case| read(&case.1, error_name.as_ref(), "refused");
    let answered = |case: &Case| read(&case.1, choice.as_ref(), "as");

    let mut arms = Vec::new();
    // The documented success also takes an undocumented 2xx, but not a documented error response among them.
    for case in errors
        .iter()
        .filter(|(status, _)| matches!(status, Status::Code(200..=299)))
    {
        arms.extend(arms_of(&pattern(case.0, &exact), &refused(case)));
    }
    let mut covers_success = false;
    match success.first() {
        Some(first) if is_sole => {
            covers_success = success.iter().any(|(status, _)| is_success(*status));
            arms.extend(arms_of(&sole_pattern(&success, &exact), &answered(first)));
        }
        _ => {
            for case in in_order(&success)
                .into_iter()
                .filter(|case| !shadowed(case.0, &success))
            {
                covers_success |= matches!(case.0, Status::Range(2) | Status::Default);
                arms.extend(arms_of(&pattern(case.0, &exact), &answered(case)));
            }
        }
    }
    let others = in_order(&errors).into_iter();
    for case in others.filter(|(status, _)| !matches!(status, Status::Code(200..=299) | Status::Default)) {
        arms.extend(arms_of(&pattern(case.0, &exact), &refused(case)));
    }
    arms.extend(rest(
        errors.iter().find(|case| case.0 == Status::Default).map(refused),
        covers_success,
        &exact,
    ));
    arms
}

/// The codes that have arms of their own.
fn exact_codes(errors: &[Case], success: &[Case]) -> Vec<u16> {
    let code = |(status, _): &Case| match status {
        Status::Code(code) => Some(*code),
        _ => None,
    };
    errors.iter().chain(success).filter_map(code).collect()
}

/// The last arms: `default` is for errors, so an undocumented success stays unexpected.
fn rest(refused: Option<Readings>, covers_success: bool, exact: &[u16]) -> Vec<TokenStream> {
    let Some(refused) = refused else {
        return vec![quote!(_ => reply.unexpected(),)];
    };
    let all = class(2, exact);
    let success = (!covers_success).then(|| quote!(#all => reply.unexpected(),));
    success.into_iter().chain(arms_of(&quote!(_), &refused)).collect()
}

/// The arms of a status: one for each media type that is told apart, and one for any other.
fn arms_of(pattern: &TokenStream, readings: &Readings) -> Vec<TokenStream> {
    let told = readings.told.iter().map(|(media_types, read)| {
        let is = media_types.iter().map(|media_type| {
            let media_type = string(media_type);
            quote!(reply.is(#media_type))
        });
        quote!(#pattern if #(#is)||* => #read,)
    });
    let other = &readings.other;
    told.chain([quote!(#pattern => #other,)]).collect()
}

/// The responses of each status, in the order of their first.
fn by_status(responses: &[Response]) -> Vec<Case<'_>> {
    let mut cases: Vec<Case> = Vec::new();
    for response in responses {
        match cases.iter_mut().find(|(status, _)| *status == response.status) {
            Some((_, responses)) => responses.push(response),
            None => cases.push((response.status, vec![response])),
        }
    }
    cases
}

/// Exact codes, then ranges, then `default`.
fn in_order<'a, 'b>(cases: &'b [Case<'a>]) -> Vec<&'b Case<'a>> {
    let mut cases: Vec<_> = cases.iter().collect();
    cases.sort_by_key(|(status, _)| match status {
        Status::Code(_) => 0,
        Status::Range(_) => 1,
        Status::Default => 2,
    });
    cases
}

/// A success under `default` has the same pattern as one under `2XX`.
fn shadowed(status: Status, cases: &[Case]) -> bool {
    status == Status::Default && cases.iter().any(|(other, _)| *other == Status::Range(2))
}

fn is_success(status: Status) -> bool {
    matches!(status, Status::Code(200..=299) | Status::Range(2) | Status::Default)
}

/// The pattern of the only documented success: all of 2xx, and what else the document names.
fn sole_pattern(cases: &[Case], exact: &[u16]) -> TokenStream {
    let others = cases
        .iter()
        .map(|case| case.0)
        .filter(|status| !is_success(*status))
        .map(|status| pattern(status, exact));
    let all = cases.iter().any(|case| is_success(case.0)).then(|| class(2, exact));
    let patterns = all.into_iter().chain(others);
    quote!(#(#patterns)|*)
}

fn pattern(status: Status, exact: &[u16]) -> TokenStream {
    match status {
        Status::Code(code) => {
            let code = Literal::u16_unsuffixed(code);
            quote!(#code)
        }
        Status::Range(range) => class(range, exact),
        Status::Default => class(2, exact),
    }
}

/// All codes of a class; without those at its beginning that have arms above, which clippy takes for a mistake.
fn class(class: u8, exact: &[u16]) -> TokenStream {
    let (first, last) = (u16::from(class) * 100, u16::from(class) * 100 + 99);
    let from = (first..last).find(|code| !exact.contains(code)).unwrap_or(last);
    let (from, last) = (Literal::u16_unsuffixed(from), Literal::u16_unsuffixed(last));
    quote!(#from..=#last)
}

/// How the responses of one status are read.
struct Readings {
    /// By media types, where there are several responses.
    told: Vec<(Vec<String>, TokenStream)>,
    /// Any other.
    other: TokenStream,
}

/// How the responses of one status are read, by media type where there are several.
fn read(responses: &[&Response], choice: Option<&Ident>, verb: &str) -> Readings {
    let expression = |response: &Response| read_one(response, choice, verb);
    let mut told: Vec<(Vec<String>, TokenStream)> = Vec::new();
    let mut other = quote!(reply.unexpected());
    if responses.len() == 1 || choice.is_none() {
        other = responses.first().map_or(other, |response| expression(response));
        return Readings { told, other };
    }
    for response in responses {
        let all = response
            .media_type
            .iter()
            .chain(&response.others)
            .map(|name| essence(name));
        let (ranges, exact): (Vec<_>, Vec<_>) = all.partition(|essence| essence.is_empty() || essence.contains('*'));
        if !ranges.is_empty() || response.media_type.is_none() {
            other = expression(response);
        }
        let is_new = |essence: &String| !told.iter().any(|(known, _)| known.contains(essence));
        let new: Vec<String> = exact.into_iter().filter(is_new).collect();
        if !new.is_empty() {
            told.push((new, expression(response)));
        }
    }
    Readings { told, other }
}

/// The media type without its parameters, in lower case (RFC 9110 §8.3.1).
fn essence(media_type: &str) -> String {
    media_type
        .split(';')
        .next()
        .unwrap_or_default()
        .trim()
        .to_ascii_lowercase()
}

/// The call that reads one response: `json`, `json_as(Variant)` or `refused(Variant)`.
fn read_one(response: &Response, choice: Option<&Ident>, verb: &str) -> TokenStream {
    let kind = match &response.payload {
        Payload::Empty => "empty",
        Payload::Json(_) => "json",
        Payload::Text => "text",
        Payload::Bytes | Payload::Form(_) | Payload::Multipart(_) => "bytes",
    };
    let Some(choice) = choice else {
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
        quote!(reply.#method(|body| #choice::#variant(Box::new(body))))
    } else {
        quote!(reply.#method(#choice::#variant))
    }
}
