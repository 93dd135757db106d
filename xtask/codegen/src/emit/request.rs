//! How a request is put together: its facts, and `Operation::request`.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::multipart;
use super::scope::Scope;
use super::words::{ident, string};
use crate::ir::{
    Body, Content, MemberEncoding, Method, Operation, Param, ParamLocation, Payload, SchemeId, SchemeKind, Spelling,
    Style, Wrap,
};

/// The static facts of an operation.
pub(super) fn info(scope: &Scope, operation: &Operation) -> TokenStream {
    let (info, method) = (scope.core("OperationInfo"), scope.core("Method"));
    let (id, path) = (string(&operation.id), string(&operation.path));
    let method = match &operation.method {
        Method::Other(token) => {
            let token = string(token);
            quote!(#method::new(#token))
        }
        known => {
            let known = ident(known.as_str());
            quote!(#method::#known)
        }
    };
    let alternatives = operation.security.iter().map(|schemes| {
        let schemes = schemes.iter().filter_map(|id| scheme(scope, *id));
        quote!(&[#(#schemes),*])
    });
    quote! {
        const INFO: &'static #info = &#info {
            id: #id,
            method: #method,
            path: #path,
            security: &[#(#alternatives),*],
        };
    }
}

/// A reference to a scheme; `None` where it puts nothing into the request.
fn scheme(scope: &Scope, id: SchemeId) -> Option<TokenStream> {
    let scheme = scope.api.scheme(id);
    if scheme.kind == SchemeKind::MutualTls {
        return None;
    }
    let name = scope.import("crate::client", scheme.constant.as_str());
    Some(quote!(&#name))
}

/// The body of `Operation::request`.
pub(super) fn statements(scope: &Scope, operation: &Operation) -> TokenStream {
    let request = scope.core("Request");
    let params = operation.params.iter().map(|param| match is_key(operation, param) {
        true => {
            let (wire, field) = (string(&param.wire), ident(param.name.as_str()));
            quote!(.idempotency_key(#wire, &self.#field))
        }
        false => parameter(scope, param),
    });
    let key = operation.idempotency_key.as_deref();
    let key = key.filter(|_| !operation.params.iter().any(|param| is_key(operation, param)));
    let key = key.map(string).map(|name| quote!(.idempotency_key(#name, &())));
    let accept = accept(operation);
    let server = operation.server.as_deref().map(string);
    let server = server.map(|url| quote!(.server(#url)));
    let start = quote!(#request::new(Self::INFO) #server #(#params)* #key);
    let Some(body) = &operation.body else {
        return quote!(#start #accept.finish());
    };
    let field = ident(body.name.as_str());
    match (&body.enum_name, body.required, body.contents.first()) {
        (_, _, None) => quote!(#start #accept.finish()),
        (None, true, Some(content)) => {
            let call = call(scope, content, &quote!(self.#field));
            quote!(#start #call #accept.finish())
        }
        (None, false, Some(content)) => {
            let call = call(scope, content, &quote!(#field));
            quote! {
                let mut request = #start;
                if let Some(#field) = self.#field { request = request #call; }
                request #accept.finish()
            }
        }
        (Some(enum_name), required, Some(_)) => {
            let arms = arms(scope, body, &ident(enum_name.as_str()), &field);
            match required {
                true => quote! {
                    let request = #start;
                    let request = match self.#field { #(#arms)* };
                    request #accept.finish()
                },
                false => quote! {
                    let mut request = #start;
                    if let Some(#field) = self.#field { request = match #field { #(#arms)* }; }
                    request #accept.finish()
                },
            }
        }
    }
}

/// Whether a parameter is the operation's idempotency key.
fn is_key(operation: &Operation, param: &Param) -> bool {
    let key = operation.idempotency_key.as_deref().unwrap_or_default();
    param.location == ParamLocation::Header && param.wire.eq_ignore_ascii_case(key)
}

fn arms(scope: &Scope, body: &Body, enum_name: &Ident, field: &Ident) -> Vec<TokenStream> {
    let arm = |content: &Content| {
        let variant = ident(content.variant.as_str());
        if content.payload == Payload::Empty {
            return quote!(#enum_name::#variant => request,);
        }
        let call = call(scope, content, &quote!(#field));
        match (&content.payload, content.boxed) {
            // A form is taken apart.
            (Payload::Multipart(_), true) => {
                quote!(#enum_name::#variant(#field) => { let #field = *#field; request #call })
            }
            _ => quote!(#enum_name::#variant(#field) => request #call,),
        }
    };
    body.contents.iter().map(arm).collect()
}

fn accept(operation: &Operation) -> TokenStream {
    if operation.accept.is_empty() {
        return TokenStream::new();
    }
    let accept = string(&operation.accept.join(", "));
    quote!(.accept(#accept))
}

/// The call that adds a parameter.
fn parameter(scope: &Scope, param: &Param) -> TokenStream {
    let (wire, field) = (string(&param.wire), ident(param.name.as_str()));
    let style = || style(scope, param.spelling);
    let plain = match param.location {
        ParamLocation::Cookie => is_plain(param.spelling, Style::Form, true),
        _ => is_plain(param.spelling, Style::Simple, false),
    };
    match (param.location, plain) {
        (ParamLocation::Path, true) => quote!(.path(#wire, &self.#field)),
        (ParamLocation::Header, true) => quote!(.header(#wire, &self.#field)),
        (ParamLocation::Cookie, true) => quote!(.cookie(#wire, &self.#field)),
        (ParamLocation::Path, false) => with_style(&ident("path_as"), &wire, &style(), &field),
        (ParamLocation::Header, false) => with_style(&ident("header_as"), &wire, &style(), &field),
        (ParamLocation::Cookie, false) => with_style(&ident("cookie_as"), &wire, &style(), &field),
        (ParamLocation::Query, _) => with_style(&ident("query"), &wire, &style(), &field),
        (ParamLocation::Querystring, _) => match param.spelling.style {
            Style::Form => {
                let encodings = encodings(scope, &param.encodings);
                quote!(.querystring(&self.#field, #encodings))
            }
            _ => {
                let style = style();
                quote!(.querystring_as(#style, &self.#field))
            }
        },
    }
}

fn is_plain(spelling: Spelling, style: Style, explode: bool) -> bool {
    let Spelling { allow_reserved, .. } = spelling;
    spelling.style == style && spelling.explode == explode && !allow_reserved
}

/// How members of a form are written, as a list of their names and encodings.
fn encodings(scope: &Scope, encodings: &[MemberEncoding]) -> TokenStream {
    let encodings = encodings.iter().map(|encoding| {
        let (name, encoding) = (string(&encoding.name), self::encoding(scope, encoding));
        quote!((#name, #encoding))
    });
    quote!(&[#(#encodings),*])
}

/// How a member of a form is written (OpenAPI 3.0 §4.7.15).
fn encoding(scope: &Scope, encoding: &MemberEncoding) -> TokenStream {
    let core = scope.core("Encoding");
    let base = match (encoding.spelling, &encoding.content_type) {
        (Some(spelling), _) => {
            let style = style(scope, spelling);
            quote!(#core::style(#style))
        }
        (None, Some(media_type)) => {
            let media_type = string(media_type);
            quote!(#core::content_type(#media_type))
        }
        (None, None) => quote!(#core::DEFAULT),
    };
    if encoding.headers.is_empty() {
        return base;
    }
    let headers = encoding.headers.iter().map(|(name, text)| {
        let (name, text) = (string(name), string(text));
        quote!((#name, #text))
    });
    quote!(#base.headers(&[#(#headers),*]))
}

fn with_style(method: &Ident, wire: &proc_macro2::Literal, style: &TokenStream, field: &Ident) -> TokenStream {
    quote!(.#method(#wire, #style, &self.#field))
}

/// The constant of a style (OpenAPI 3.0 §4.7.12.2).
fn style(scope: &Scope, spelling: Spelling) -> TokenStream {
    let style = scope.core("Style");
    let name = ident(match (spelling.style, spelling.explode) {
        (Style::Simple, false) => "SIMPLE",
        (Style::Simple, true) => "SIMPLE_EXPLODED",
        (Style::Label, false) => "LABEL",
        (Style::Label, true) => "LABEL_EXPLODED",
        (Style::Matrix, false) => "MATRIX",
        (Style::Matrix, true) => "MATRIX_EXPLODED",
        (Style::Form, true) => "FORM",
        (Style::Form, false) => "COMMA",
        (Style::SpaceDelimited, false) => "SPACE",
        (Style::SpaceDelimited, true) => "SPACE_EXPLODED",
        (Style::PipeDelimited, false) => "PIPE",
        (Style::PipeDelimited, true) => "PIPE_EXPLODED",
        (Style::DeepObject, _) => "DEEP_OBJECT",
        (Style::Cookie, true) => "COOKIE",
        (Style::Cookie, false) => "COOKIE_COMMA",
        (Style::Urlencoded, _) => "URLENCODED",
        (Style::Json, _) => "JSON",
    });
    if spelling.allow_reserved {
        quote!(#style::#name.reserved())
    } else {
        quote!(#style::#name)
    }
}

/// The call that adds a body, whose value is at `place`.
fn call(scope: &Scope, content: &Content, place: &TokenStream) -> TokenStream {
    let media_type = string(&content.sent);
    let borrowed = quote!(&#place);
    match (&content.payload, &content.wrap) {
        (Payload::Empty, _) => TokenStream::new(),
        (Payload::Json(_), Wrap::Plain) => quote!(.json(#media_type, #borrowed)),
        (Payload::Json(_), Wrap::Create { type_name }) => {
            let (create, type_name) = (scope.jsonapi("Create"), string(type_name));
            quote!(.json(#media_type, &#create::new(#type_name, #borrowed)))
        }
        (Payload::Json(_), Wrap::Update { type_name, id }) => {
            let (update, type_name, id) = (scope.jsonapi("Update"), string(type_name), ident(id.as_str()));
            quote!(.json(#media_type, &#update::new(#type_name, &self.#id, #borrowed)))
        }
        (Payload::Form(_), _) if content.encodings.is_empty() => quote!(.form(#borrowed)),
        (Payload::Form(_), _) => {
            let encodings = encodings(scope, &content.encodings);
            quote!(.form_as(#borrowed, #encodings))
        }
        (Payload::Text, _) => quote!(.text(#media_type, #place)),
        (Payload::Scalar(_) | Payload::JsonOrText(_), _) => quote!(.scalar(#media_type, #borrowed)),
        (Payload::Bytes | Payload::Events(..) | Payload::Values(_), _) => quote!(.bytes(#media_type, #place)),
        (Payload::Multipart(ty), _) if content.sent != "multipart/form-data" && multipart::is_in_places(scope, ty) => {
            let of = |name: &str| {
                let found = content.encodings.iter().find(|encoding| encoding.name == name);
                found.map(|found| encoding(scope, found))
            };
            let parts = multipart::in_places(scope, ty, place, &of);
            quote!(.multipart_as(#media_type, |form| #parts))
        }
        (Payload::Multipart(ty), _) => {
            let encodings = content.encodings.iter().map(|encoding| {
                let (name, encoding) = (string(&encoding.name), self::encoding(scope, encoding));
                quote!(.encode(#name, #encoding))
            });
            let form = quote!(form #(#encodings)*);
            let parts = multipart::by_names(scope, &form, ty, place);
            match content.sent.as_str() {
                "multipart/form-data" => quote!(.multipart(|form| #parts)),
                _ => quote!(.multipart_as(#media_type, |form| #parts)),
            }
        }
    }
}
