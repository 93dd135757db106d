//! Unions: the enum over the variants, and the line that says how the variant is chosen.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Item, parse_quote};

use super::docs;
use super::events;
use super::literals;
use super::redacted;
use super::scope::Scope;
use super::words::{deprecated, docs, ident, string};
use crate::ir::{Choice, Literal, Shape, Step, TypeDef, Variant};

/// The items of a union.
pub(super) fn items(scope: &Scope, def: &TypeDef) -> Vec<Item> {
    let Shape::Union { variants, choice } = &def.shape else {
        return Vec::new();
    };
    if let Choice::Event { place, names } = choice {
        return events::items(scope, def, variants, place, names);
    }
    let mut items = vec![definition(scope, def, variants, choice.takes_several())];
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
fn definition(scope: &Scope, def: &TypeDef, variants: &[Variant], takes_several: bool) -> Item {
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
    let several = takes_several.then(|| quote!(#[doc = " What is several of these at once."] Several(Vec<Self>),));
    parse_quote! {
        #heading
        #deprecated
        #[derive(Clone, #debug, PartialEq)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            #several
            #[doc = " A value that fits none of these."]
            #[redacted]
            Unrecognized(serde_json::Value),
        }
    }
}

/// What follows `by` in `union!`.
fn chosen(variants: &[Variant], choice: &Choice) -> TokenStream {
    let steps = choice.steps().iter().map(|step| written(variants, step));
    quote!(#(#steps)then*)
}

/// One step.
fn written(variants: &[Variant], step: &Step) -> TokenStream {
    let variant = |index: &usize| variants.get(*index).map(|variant| ident(variant.name.as_str()));
    match step {
        Step::Tag(tag) => {
            let path = tag.path.iter().map(|key| string(key));
            let optional = tag.is_optional().then(|| quote!(optional));
            let needed = tag.needed_in();
            let needed: Vec<_> = needed.iter().filter_map(variant).collect();
            let except = (tag.is_optional() && !needed.is_empty()).then(|| quote!(except { #(#needed),* }));
            let line = |(value, index): &(Literal, usize)| {
                let (value, variant) = (literals::literal(value), variant(index)?);
                Some(quote!(#value => #variant))
            };
            let lines = tag.values.iter().filter_map(line);
            let implied = tag.implied.iter().filter_map(line).map(|line| quote!(#line if read));
            let lines = lines.chain(implied);
            let default = tag
                .default
                .as_ref()
                .and_then(variant)
                .map(|default| quote!(else #default));
            quote!(#optional tag #(#path)* { #(#lines),* } #except #default)
        }
        Step::JsonType(kinds) => {
            let lines = kinds.iter().filter_map(|(kind, index)| {
                let (kind, variant) = (ident(kind.as_str()), variant(index)?);
                Some(quote!(#kind => #variant))
            });
            quote!(type { #(#lines),* })
        }
        Step::Keys(keys) => {
            let lines = keys.iter().filter_map(|(keys, index)| {
                let (keys, variant) = (keys.iter().map(|key| string(key)), variant(index)?);
                Some(quote!([#(#keys),*] => #variant))
            });
            quote!(keys { #(#lines),* })
        }
        Step::Fit { order, several } => {
            let order = order.iter().filter_map(variant);
            let several = several.then(|| quote!(or several));
            quote!(fit { #(#order),* } #several)
        }
    }
}
