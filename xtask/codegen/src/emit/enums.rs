//! Enums of literals. The server may add values at any time, so one that the document does not name is kept.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Item, parse_quote};

use super::docs;
use super::literals;
use super::scope::Scope;
use super::spellings::{Spellings, spellings};
use super::words::{deprecated, docs, ident, string};
use crate::ir::{Literal, LiteralKind, Shape, TypeDef, Value};

/// The enum; all else is derived from it.
pub(super) fn items(scope: &Scope, def: &TypeDef) -> Vec<Item> {
    let Shape::Enum { values } = &def.shape else {
        return Vec::new();
    };
    let payload = match LiteralKind::of(values) {
        LiteralKind::Strings => "Unrecognized",
        LiteralKind::Integers => "UnrecognizedInteger",
        LiteralKind::Mixed => "UnrecognizedValue",
    };
    let (name, derive, payload) = (ident(def.name.as_str()), scope.types("OpenEnum"), scope.types(payload));
    let (heading, is_deprecated) = (docs(&docs::type_def(scope.api, def)), deprecated(def.deprecated));
    let (rule, marks) = marks(values);
    let variants = values.iter().zip(marks).map(|(value, mark)| {
        let (docs, name) = (docs(&docs::value(values, value)), ident(value.name.as_str()));
        let deprecated = deprecated(value.deprecated);
        quote!(#docs #deprecated #mark #name)
    });
    vec![parse_quote! {
        #heading
        #is_deprecated
        #[derive(Clone, Debug, PartialEq, Eq, Hash, #derive)]
        #rule
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            #[doc = " Any other value."]
            Unrecognized(#payload),
        }
    }]
}

/// What the derive is told: how all texts are spelled, and of each variant what it is on the wire.
fn marks(values: &[Value]) -> (Option<TokenStream>, Vec<Option<TokenStream>>) {
    let text = |value: &Value| match (&value.wire, LiteralKind::of(values)) {
        (Literal::String(text), LiteralKind::Strings) => Some((value.name.to_string(), text.clone())),
        _ => None,
    };
    let Some(texts) = values.iter().map(text).collect::<Option<Vec<_>>>() else {
        return (None, values.iter().map(|value| Some(literal(value))).collect());
    };
    let Spellings { rule, is_own } = spellings(&texts);
    let rule = rule.map(string).map(|rule| quote!(#[serde(rename_all = #rule)]));
    let own = |((_, text), is_own): (&(String, String), bool)| {
        let text = string(text);
        is_own.then(|| quote!(#[serde(rename = #text)]))
    };
    (rule, texts.iter().zip(is_own).map(own).collect())
}

/// The mark of a variant that is no name on the wire.
fn literal(value: &Value) -> TokenStream {
    let literal = literals::literal(&value.wire);
    quote!(#[value(#literal)])
}
