//! Unions: the enum over the variants, and the line that says how the variant is chosen.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Item, parse_quote};

use super::docs;
use super::events;
use super::redacted;
use super::scope::Scope;
use super::words::{deprecated, docs, ident, string};
use crate::ir::{Choice, Shape, TypeDef, Variant};

/// The items of a union.
pub(super) fn items(scope: &Scope, def: &TypeDef) -> Vec<Item> {
    let Shape::Union { variants, choice } = &def.shape else {
        return Vec::new();
    };
    if let Choice::Event { place, names } = choice {
        return events::items(scope, def, variants, place, names);
    }
    let mut items = vec![definition(scope, def, variants)];
    if !def.has_file {
        if def.deprecated {
            scope.mention_deprecated();
        }
        let (name, union) = (ident(def.name.as_str()), scope.macro_path("union"));
        let chosen = chosen(variants, choice);
        items.push(parse_quote!(#union! { #name by #chosen }));
    }
    items
}

/// The enum. With a file in it there is no JSON form, so nothing unrecognised can come.
fn definition(scope: &Scope, def: &TypeDef, variants: &[Variant]) -> Item {
    let name = ident(def.name.as_str());
    let heading = docs(&docs::type_def(scope.api, def));
    let deprecated = deprecated(def.deprecated);
    let is_redacted = |variant: &Variant| scope.api.is_redacted(&variant.ty, def.sensitive);
    let redacts = !def.has_file || variants.iter().any(is_redacted);
    let debug = redacted::derive(scope, redacts);
    let variants = variants.iter().map(|variant| {
        let (docs, mark) = (
            docs(&docs::variant(scope.api, variant)),
            redacted::mark(is_redacted(variant)),
        );
        let (name, ty) = (ident(variant.name.as_str()), scope.boxed(&variant.ty, variant.boxed));
        quote!(#docs #mark #name(#ty))
    });
    if def.has_file {
        return parse_quote! {
            #heading
            #deprecated
            #[derive(Clone, #debug)]
            pub enum #name { #(#variants),* }
        };
    }
    parse_quote! {
        #heading
        #deprecated
        #[derive(Clone, #debug, PartialEq)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            #[doc = " A value that fits none of these."]
            #[redacted]
            Unrecognized(serde_json::Value),
        }
    }
}

/// What follows `by` in `union!`.
fn chosen(variants: &[Variant], choice: &Choice) -> TokenStream {
    let variant = |index: &usize| variants.get(*index).map(|variant| ident(variant.name.as_str()));
    match choice {
        Choice::Tag { wire, values } => {
            let wire = string(wire);
            let lines = values.iter().filter_map(|(value, index)| {
                let (value, variant) = (string(value), variant(index)?);
                Some(quote!(#value => #variant))
            });
            quote!(tag #wire { #(#lines),* })
        }
        Choice::JsonType(kinds) => {
            let lines = kinds.iter().filter_map(|(kind, index)| {
                let (kind, variant) = (ident(kind.as_str()), variant(index)?);
                Some(quote!(#kind => #variant))
            });
            quote!(type { #(#lines),* })
        }
        Choice::Keys(keys) => {
            let lines = keys.iter().filter_map(|(keys, index)| {
                let (keys, variant) = (keys.iter().map(|key| string(key)), variant(index)?);
                Some(quote!([#(#keys),*] => #variant))
            });
            quote!(keys { #(#lines),* })
        }
        // No union of events is read by `union!`; a value of one is what decodes.
        Choice::Event { .. } | Choice::Fit => {
            let variants = variants.iter().map(|variant| ident(variant.name.as_str()));
            quote!(fit { #(#variants),* })
        }
    }
}
