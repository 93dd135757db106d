//! Events: the enum over what webhooks tell, and how one is read from a request.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Item, parse_quote};

use super::docs;
use super::redacted;
use super::scope::Scope;
use super::words::{docs, ident, string};
use crate::ir::{EventName, EventPlace, TypeDef, Variant};

/// The crate that generated events stand on.
pub(super) const RUNTIME: &str = "callspec_webhooks";

/// The items of a union of events, which are told by the text at a place.
pub(super) fn items(
    scope: &Scope,
    def: &TypeDef,
    variants: &[Variant],
    place: &EventPlace,
    names: &[(EventName, usize)],
) -> Vec<Item> {
    vec![
        definition(scope, def, variants),
        parse(scope, def, variants, place, names),
    ]
}

fn definition(scope: &Scope, def: &TypeDef, variants: &[Variant]) -> Item {
    let (name, heading) = (ident(def.name.as_str()), docs(&docs::events(scope.api)));
    let is_redacted = |variant: &Variant| scope.api.is_redacted(&variant.ty, def.sensitive);
    let debug = redacted::derive(scope, variants.iter().any(is_redacted));
    let variants = variants.iter().map(|variant| {
        let (docs, mark) = (docs(&docs::event(variant)), redacted::mark(is_redacted(variant)));
        let (name, ty) = (ident(variant.name.as_str()), scope.boxed(&variant.ty, variant.boxed));
        quote!(#docs #mark #name(#ty))
    });
    let unrecognized = scope.import(RUNTIME, "UnrecognizedEvent");
    parse_quote! {
        #heading
        #[derive(Clone, #debug, PartialEq)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            #[doc = " Any other event."]
            Unrecognized(#unrecognized),
        }
    }
}

fn parse(scope: &Scope, def: &TypeDef, variants: &[Variant], place: &EventPlace, names: &[(EventName, usize)]) -> Item {
    let name = ident(def.name.as_str());
    let (body, error) = (scope.import(RUNTIME, "Body"), scope.import(RUNTIME, "ParseError"));
    let arms = arms(variants, names);
    let (signature, read) = match place {
        EventPlace::Body(pointer) => {
            let pointer = string(pointer);
            (
                quote!(parse(body: &[u8]) -> Result<Self, #error>),
                quote!(#body::read(body, #pointer)),
            )
        }
        EventPlace::Header(header) => {
            let header = string(header);
            (
                quote! {
                    parse<N: AsRef<str>, V: AsRef<[u8]>>(
                        headers: impl IntoIterator<Item = (N, V)>,
                        body: &[u8],
                    ) -> Result<Self, #error>
                },
                quote!(#body::read_of_header(body, headers, #header)),
            )
        }
    };
    let docs = docs(&docs::parse(place));
    parse_quote! {
        impl #name {
            #docs
            pub fn #signature {
                let body = #read?;
                match body.name() {
                    #(#arms)*
                    _ => Ok(Self::Unrecognized(body.unrecognized())),
                }
            }
        }
    }
}

/// The arms of the names, in their order; neighbours of one variant share one.
fn arms(variants: &[Variant], names: &[(EventName, usize)]) -> Vec<TokenStream> {
    let is_whole = |name: &EventName| matches!(name, EventName::Whole(_));
    let groups = names.chunk_by(|(one, left), (other, right)| left == right && is_whole(one) && is_whole(other));
    let arm = |group: &[(EventName, usize)]| {
        let (first, index) = group.first()?;
        let variant = ident(variants.get(*index)?.name.as_str());
        let pattern = match first {
            EventName::Prefix(prefix) => {
                let prefix = string(prefix);
                quote!(Some(name) if name.starts_with(#prefix))
            }
            EventName::Whole(_) => {
                let texts = group.iter().filter_map(|(name, _)| match name {
                    EventName::Whole(text) => Some(string(text)),
                    EventName::Prefix(_) => None,
                });
                quote!(Some(#(#texts)|*))
            }
        };
        Some(quote!(#pattern => body.decode().map(Self::#variant),))
    };
    groups.filter_map(arm).collect()
}
