//! Values as Rust literals.
//!
//! In: a JSON value, and a scalar type that it may have to fit. Out: tokens.

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use serde_json::Value as Json;

use super::words::string;
use crate::ir::{self, Type};

/// A value as an expression of exactly a scalar type; `None` where it is no value of it.
pub(super) fn scalar(ty: &Type, value: &Json) -> Option<TokenStream> {
    if !ty.is_scalar_with(value) {
        return None;
    }
    Some(match (ty, value) {
        (Type::F64, value) => float(value.as_f64()?),
        (Type::String, Json::String(text)) => {
            let text = string(text);
            quote!(#text.to_owned())
        }
        (Type::Secret | Type::Timestamp | Type::Date, Json::String(text)) => {
            let text = string(text);
            quote!(#text.into())
        }
        (_, Json::Bool(value)) => quote!(#value),
        (_, Json::Null) => quote!(()),
        (_, value) => integer(value.as_i64()?),
    })
}

/// An integer literal; a negative one is two tokens.
pub(super) fn integer(number: i64) -> TokenStream {
    let digits = Literal::u64_unsuffixed(number.unsigned_abs());
    if number < 0 { quote!(-#digits) } else { quote!(#digits) }
}

/// A literal of an enum in the notation of `serde_json::json!`.
pub(super) fn literal(literal: &ir::Literal) -> TokenStream {
    match literal {
        ir::Literal::String(text) => {
            let text = string(text);
            quote!(#text)
        }
        ir::Literal::Integer(number) => {
            let number = Literal::i64_unsuffixed(*number);
            quote!(#number)
        }
        ir::Literal::Json(value) => json(value),
    }
}

/// A JSON value in the notation of `serde_json::json!`.
pub(super) fn json(value: &Json) -> TokenStream {
    match value {
        Json::Null => quote!(null),
        Json::Bool(value) => quote!(#value),
        Json::Number(number) => self::number(number),
        Json::String(text) => {
            let text = string(text);
            quote!(#text)
        }
        Json::Array(items) => {
            let items = items.iter().map(json);
            quote!([#(#items),*])
        }
        Json::Object(members) => {
            let keys = members.keys().map(|key| string(key));
            let values = members.values().map(json);
            quote!({#(#keys: #values),*})
        }
    }
}

/// A number; serde_json keeps integers of 64 bits apart from floats.
fn number(number: &serde_json::Number) -> TokenStream {
    if let Some(number) = number.as_i64() {
        return integer(number);
    }
    if let Some(number) = number.as_u64() {
        let digits = Literal::u64_suffixed(number);
        return quote!(#digits);
    }
    float(number.as_f64().unwrap_or_default())
}

/// A float literal; JSON has none that is not finite.
fn float(number: f64) -> TokenStream {
    if !number.is_finite() {
        return quote!(0.0);
    }
    let digits = Literal::f64_unsuffixed(number.abs());
    if number.is_sign_negative() {
        quote!(-#digits)
    } else {
        quote!(#digits)
    }
}
