//! Unions: the enum over the arms, and the line that says how the arm is chosen.

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::{Item, parse_quote};

use super::scope::Scope;
use super::structs::deprecated;
use super::words::{code, docs, docs_or, ident, string};
use crate::ir::{Arm, Choice, Kind, Shape, TypeDef};

/// The items of a union.
pub(super) fn items(scope: &Scope, def: &TypeDef) -> Vec<Item> {
    let Shape::Union { arms, choice } = &def.shape else {
        return Vec::new();
    };
    let mut items = vec![definition(scope, def, arms)];
    if !def.has_file {
        if def.deprecated {
            scope.mention_deprecated();
        }
        let (name, union) = (ident(def.name.as_str()), scope.macro_path("union"));
        let chosen = chosen(arms, choice);
        items.push(parse_quote!(#union! { #name by #chosen }));
    }
    items
}

/// The enum. With a file in it there is no JSON form, so nothing unrecognised can come.
fn definition(scope: &Scope, def: &TypeDef, arms: &[Arm]) -> Item {
    let name = ident(def.name.as_str());
    let heading = docs(&docs_or(&def.docs, || {
        format!("The alternatives at {}.", code(&def.pointer.0))
    }));
    let deprecated = deprecated(def.deprecated);
    let arms = arms.iter().map(|arm| {
        let docs = docs(&docs_or(&arm.docs, || {
            format!("The alternative at {}.", code(&arm.pointer.0))
        }));
        let (name, ty) = (ident(arm.name.as_str()), scope.boxed(&arm.ty, arm.boxed));
        quote!(#docs #name(#ty))
    });
    if def.has_file {
        return parse_quote! {
            #heading
            #deprecated
            #[derive(Clone, Debug)]
            pub enum #name { #(#arms),* }
        };
    }
    parse_quote! {
        #heading
        #deprecated
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum #name {
            #(#arms,)*
            #[doc = " A value that fits none of these."]
            Unrecognized(serde_json::Value),
        }
    }
}

/// What follows `by` in `union!`.
fn chosen(arms: &[Arm], choice: &Choice) -> TokenStream {
    let arm = |index: &usize| arms.get(*index).map(|arm| ident(arm.name.as_str()));
    match choice {
        Choice::Tag { wire, values } => {
            let wire = string(wire);
            let lines = values.iter().filter_map(|(value, index)| {
                let (value, arm) = (string(value), arm(index)?);
                Some(quote!(#value => #arm))
            });
            quote!(tag #wire { #(#lines),* })
        }
        Choice::Kind(kinds) => {
            let lines = kinds.iter().filter_map(|(kind, index)| {
                let (kind, arm) = (kind_word(*kind), arm(index)?);
                Some(quote!(#kind => #arm))
            });
            quote!(type { #(#lines),* })
        }
        Choice::Keys(keys) => {
            let lines = keys.iter().filter_map(|(keys, index)| {
                let (keys, arm) = (keys.iter().map(|key| string(key)), arm(index)?);
                Some(quote!([#(#keys),*] => #arm))
            });
            quote!(keys { #(#lines),* })
        }
        Choice::Fit => {
            let arms = arms.iter().map(|arm| ident(arm.name.as_str()));
            quote!(fit { #(#arms),* })
        }
    }
}

fn kind_word(kind: Kind) -> Ident {
    ident(match kind {
        Kind::String => "string",
        Kind::Integer => "integer",
        Kind::Number => "number",
        Kind::Boolean => "boolean",
        Kind::Array => "array",
        Kind::Object => "object",
        Kind::Null => "null",
    })
}
