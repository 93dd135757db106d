//! The constant that says how a server signs its webhooks.

use std::collections::HashSet;

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::parse_quote;

use super::events::RUNTIME;
use super::scope::Scope;
use super::words::{docs, ident, string};
use super::{docs, file};
use crate::ir::{Algorithm, Api, Encoding, InputPart, OwnSignature, Signature};

/// `src/webhook_signature.rs`.
pub(super) fn module<'a>(api: &'a Api, names: &HashSet<&'a str>, signature: &Signature) -> syn::File {
    let scope = &Scope::client(api, names.clone());
    let scheme = scope.import(RUNTIME, "SignatureScheme");
    let value = match signature {
        Signature::StandardWebhooks => quote!(#scheme::STANDARD_WEBHOOKS),
        Signature::Own(own) => described(scope, own),
    };
    let heading = docs(&docs::signature());
    let item = parse_quote! {
        #heading
        pub const WEBHOOK_SIGNATURE: #scheme = #value;
    };
    file::scoped(&docs::signature_module(), scope, vec![item])
}

fn described(scope: &Scope, own: &OwnSignature) -> TokenStream {
    let (scheme, algorithm) = (
        scope.import(RUNTIME, "SignatureScheme"),
        scope.import(RUNTIME, "Algorithm"),
    );
    let (name, header) = (algorithm_name(own.algorithm), string(&own.header));
    let mut value = quote!(#scheme::new(#algorithm::#name, #header));
    if !own.prefix.is_empty() {
        let prefix = string(&own.prefix);
        value.extend(quote!(.prefix(#prefix)));
    }
    if let Some((signature, timestamp)) = &own.members {
        let (signature, timestamp) = (string(signature), string(timestamp));
        value.extend(quote!(.members(#signature, #timestamp)));
    }
    if let Some(header) = &own.timestamp {
        let header = string(header);
        value.extend(quote!(.timestamp(#header)));
    }
    if own.counts_milliseconds {
        value.extend(quote!(.milliseconds()));
    }
    for (method, encoding) in [("encoding", own.encoding), ("key", own.key)] {
        if let Some(encoding) = encoding {
            let (method, written) = (ident(method), scope.import(RUNTIME, "Encoding"));
            let encoding = encoding_name(encoding);
            value.extend(quote!(.#method(#written::#encoding)));
        }
    }
    if own.input != [InputPart::Body] {
        let part = scope.import(RUNTIME, "Part");
        let parts = own.input.iter().map(|input| match input {
            InputPart::Body => quote!(#part::Body),
            InputPart::Form => quote!(#part::Form),
            InputPart::Url => quote!(#part::Url),
            InputPart::Timestamp => quote!(#part::Timestamp),
            InputPart::Header(name) => {
                let name = string(name);
                quote!(#part::Header(#name))
            }
            InputPart::Text(text) => {
                let text = string(text);
                quote!(#part::Text(#text))
            }
        });
        value.extend(quote!(.input(&[#(#parts),*])));
    }
    value
}

fn algorithm_name(algorithm: Algorithm) -> Ident {
    ident(match algorithm {
        Algorithm::HmacSha256 => "HmacSha256",
        Algorithm::HmacSha1 => "HmacSha1",
        Algorithm::Ed25519 => "Ed25519",
    })
}

fn encoding_name(encoding: Encoding) -> Ident {
    ident(match encoding {
        Encoding::Hex => "Hex",
        Encoding::Base64 => "Base64",
        Encoding::Text => "Text",
    })
}
