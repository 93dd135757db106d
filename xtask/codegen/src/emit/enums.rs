//! Enums of literals. The server may add values at any time, so one that the document does not name is kept.

use proc_macro2::Ident;
use quote::quote;
use serde_json::Value as Json;
use syn::{Item, parse_quote};

use super::docs;
use super::literals::{integer, json};
use super::scope::Scope;
use super::words::{deprecated, docs, ident, string};
use crate::ir::{Literal, LiteralKind, Shape, TypeDef, Value};

/// The items of an enum.
pub(super) fn items(scope: &Scope, def: &TypeDef) -> Vec<Item> {
    let Shape::Enum { values } = &def.shape else {
        return Vec::new();
    };
    if def.deprecated {
        scope.mention_deprecated();
    }
    let name = ident(def.name.as_str());
    let (payload, macro_name, methods) = match LiteralKind::of(values) {
        LiteralKind::Strings => ("Unrecognized", "open_enum", string_methods(scope, &name, values)),
        LiteralKind::Integers => (
            "UnrecognizedInteger",
            "open_integer_enum",
            integer_methods(scope, &name, values),
        ),
        LiteralKind::Mixed => (
            "UnrecognizedValue",
            "open_value_enum",
            json_methods(scope, &name, values),
        ),
    };
    let mut items = vec![definition(scope, def, values, payload)];
    items.extend(methods);
    let complete = scope.macro_path(macro_name);
    items.push(parse_quote!(#complete!(#name);));
    items
}

fn definition(scope: &Scope, def: &TypeDef, values: &[Value], payload: &str) -> Item {
    let (name, payload) = (ident(def.name.as_str()), scope.types(payload));
    let heading = docs(&docs::type_def(scope.api, def));
    let deprecated = deprecated(def.deprecated);
    let variants = values.iter().map(|value| {
        let name = ident(value.name.as_str());
        let docs = docs(&docs::value(values, value));
        quote!(#docs #name)
    });
    parse_quote! {
        #heading
        #deprecated
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            #[doc = " A value that this release does not name."]
            Unrecognized(#payload),
        }
    }
}

/// A literal as JSON text, without the quotes of a string.
fn spelling(literal: &Literal) -> String {
    match literal {
        Literal::String(text) => text.clone(),
        Literal::Integer(number) => number.to_string(),
        Literal::Json(value) => value.to_string(),
    }
}

fn string_methods(scope: &Scope, name: &Ident, values: &[Value]) -> Vec<Item> {
    let payload = scope.types("Unrecognized");
    let (names, wires): (Vec<_>, Vec<_>) = values
        .iter()
        .map(|value| (ident(value.name.as_str()), string(&spelling(&value.wire))))
        .unzip();
    vec![
        parse_quote! {
            impl #name {
                #[doc = " The spelling on the wire."]
                pub fn as_str(&self) -> &str {
                    match self {
                        #(Self::#names => #wires,)*
                        Self::Unrecognized(value) => value.as_str(),
                    }
                }
            }
        },
        parse_quote! {
            impl From<&str> for #name {
                fn from(wire: &str) -> Self {
                    match wire {
                        #(#wires => Self::#names,)*
                        _ => Self::Unrecognized(#payload::new(wire)),
                    }
                }
            }
        },
    ]
}

fn integer_methods(scope: &Scope, name: &Ident, values: &[Value]) -> Vec<Item> {
    let payload = scope.types("UnrecognizedInteger");
    let (names, wires): (Vec<_>, Vec<_>) = values
        .iter()
        .filter_map(|value| match value.wire {
            Literal::Integer(number) => Some((ident(value.name.as_str()), integer(number))),
            _ => None,
        })
        .unzip();
    vec![
        parse_quote! {
            impl #name {
                #[doc = " The number on the wire."]
                pub fn as_i64(&self) -> i64 {
                    match self {
                        #(Self::#names => #wires,)*
                        Self::Unrecognized(value) => value.as_i64(),
                    }
                }
            }
        },
        parse_quote! {
            impl From<i64> for #name {
                fn from(wire: i64) -> Self {
                    match wire {
                        #(#wires => Self::#names,)*
                        _ => Self::Unrecognized(#payload::new(wire)),
                    }
                }
            }
        },
    ]
}

fn json_methods(scope: &Scope, name: &Ident, values: &[Value]) -> Vec<Item> {
    let payload = scope.types("UnrecognizedValue");
    let names: Vec<_> = values.iter().map(|value| ident(value.name.as_str())).collect();
    let wires = values.iter().map(|value| match &value.wire {
        Literal::String(text) => json(&Json::from(text.as_str())),
        Literal::Integer(number) => json(&Json::from(*number)),
        Literal::Json(value) => json(value),
    });
    vec![
        parse_quote! {
            impl #name {
                #[doc = " The JSON value on the wire."]
                pub fn as_json(&self) -> serde_json::Value {
                    match self {
                        #(Self::#names => serde_json::json!(#wires),)*
                        Self::Unrecognized(value) => value.as_json().clone(),
                    }
                }
            }
        },
        parse_quote! {
            impl From<serde_json::Value> for #name {
                fn from(wire: serde_json::Value) -> Self {
                    [#(Self::#names),*]
                        .into_iter()
                        .find(|known| known.as_json() == wire)
                        .unwrap_or_else(|| Self::Unrecognized(#payload::new(wire)))
                }
            }
        },
    ]
}
