//! Enums of literals. In: the tokens of one. Out: what it is on the wire and what it is made from, and a call of the macro of
//! `callspec_types` that adds what follows from these.

use proc_macro::{Ident, Literal, TokenStream, TokenTree};

use crate::case;
use crate::expand::{ALLOWED, PRIVATE};
use crate::parse::{Fault, Variant, parts, variants};

/// An enum of literals.
pub(crate) struct OpenEnum {
    name: Ident,
    kind: Kind,
    /// The variants of known literals, each with its literal.
    known: Vec<(Ident, TokenStream)>,
    /// The variant of all others.
    open: Ident,
}

/// What the literals of an enum are.
#[derive(Clone, Copy)]
enum Kind {
    Text,
    Integer,
    Json,
}

/// Reads an enum of literals. What its open variant holds says which they are.
pub(crate) fn read(input: TokenStream) -> Result<OpenEnum, Fault> {
    let (mut attributes, keyword, name, body) = parts(input)?;
    if keyword.to_string() != "enum" {
        return Err(Fault::new(keyword.span(), "only an enum can be a choice of literals"));
    }
    let mut variants = variants(body)?;
    let of_variants = variants
        .iter_mut()
        .find_map(|variant| variant.attributes.unknown.take());
    if let Some(fault) = attributes.unknown.take().or(of_variants) {
        return Err(fault);
    }
    let opens = |variant: &Variant| Some((variant.name.clone(), kind(variant.holds.clone()?)?));
    let Some((open, kind)) = variants.iter().find_map(opens) else {
        return Err(Fault::new(
            name.span(),
            "a variant is needed that holds all other values",
        ));
    };
    let known = variants.into_iter().filter(|variant| variant.holds.is_none());
    let known = known.map(|variant| {
        let wire = match kind {
            Kind::Text => text(&variant, attributes.rename_all.as_ref())?,
            Kind::Integer | Kind::Json => variant
                .attributes
                .value
                .ok_or_else(|| Fault::new(variant.name.span(), "what it is on the wire is needed: `#[value(…)]`"))?,
        };
        Ok((variant.name, wire))
    });
    let known = known.collect::<Result<_, Fault>>()?;
    Ok(OpenEnum {
        name,
        kind,
        known,
        open,
    })
}

/// What literals an enum has by the type that its open variant holds.
fn kind(holds: TokenStream) -> Option<Kind> {
    match holds.into_iter().last()?.to_string().as_str() {
        "Unrecognized" => Some(Kind::Text),
        "UnrecognizedInteger" => Some(Kind::Integer),
        "UnrecognizedValue" => Some(Kind::Json),
        _ => None,
    }
}

/// The text of a variant: its own, else by the rule of the enum, else its name.
fn text(variant: &Variant, rule: Option<&Literal>) -> Result<TokenStream, Fault> {
    let name = variant.name.to_string();
    let text = match (&variant.attributes.rename, rule) {
        (Some(text), _) => text.clone(),
        (None, None) => Literal::string(&name),
        (None, Some(rule)) => {
            let text = case::renamed(rule.to_string().trim_matches('"'), &name);
            Literal::string(&text.ok_or_else(|| Fault::new(rule.span(), "not a rule that serde has"))?)
        }
    };
    Ok(TokenTree::from(text).into())
}

/// What an enum is on the wire, what it is made from, and by a macro what follows from these.
pub(crate) fn expand(item: &OpenEnum) -> String {
    let OpenEnum { name, open, .. } = item;
    let (method, found, macro_name) = match item.kind {
        Kind::Text => (
            "as_str(&self) -> &str",
            from_match(item, "&str", "Unrecognized"),
            "open_enum",
        ),
        Kind::Integer => (
            "as_i64(&self) -> i64",
            from_match(item, "i64", "UnrecognizedInteger"),
            "open_integer_enum",
        ),
        Kind::Json => (
            "as_json(&self) -> ::callspec_types::private::Value",
            from_search(item),
            "open_value_enum",
        ),
    };
    let (docs, other) = match item.kind {
        Kind::Text => ("/// The spelling on the wire.", "value.as_str()"),
        Kind::Integer => ("/// The number on the wire.", "value.as_i64()"),
        Kind::Json => ("/// The JSON value on the wire.", "value.as_json().clone()"),
    };
    let arms = known(item, |variant, wire| match item.kind {
        Kind::Json => format!("Self::{variant} => {PRIVATE}::json!({wire}),"),
        Kind::Text | Kind::Integer => format!("Self::{variant} => {wire},"),
    });
    format!(
        "{ALLOWED}
        const _: () = {{
            impl {name} {{
                {docs}
                pub fn {method} {{
                    match self {{ {arms} Self::{open}(value) => {other} }}
                }}
            }}

            {found}

            ::callspec_types::{macro_name}!({name});
        }};"
    )
}

/// `From` for what can be matched on.
fn from_match(item: &OpenEnum, wire: &str, payload: &str) -> String {
    let OpenEnum { name, open, .. } = item;
    let arms = known(item, |variant, wire| format!("{wire} => Self::{variant},"));
    format!(
        "impl ::std::convert::From<{wire}> for {name} {{
            fn from(wire: {wire}) -> Self {{
                match wire {{ {arms} _ => Self::{open}(::callspec_types::{payload}::new(wire)) }}
            }}
        }}"
    )
}

/// `From` for JSON, which is compared.
fn from_search(item: &OpenEnum) -> String {
    let OpenEnum { name, open, .. } = item;
    let all = known(item, |variant, _| format!("Self::{variant},"));
    format!(
        "impl ::std::convert::From<{PRIVATE}::Value> for {name} {{
            fn from(wire: {PRIVATE}::Value) -> Self {{
                [{all}]
                    .into_iter()
                    .find(|known| {PRIVATE}::is_same(&known.as_json(), &wire))
                    .unwrap_or_else(|| Self::{open}(::callspec_types::UnrecognizedValue::new(wire)))
            }}
        }}"
    )
}

fn known(item: &OpenEnum, text: impl Fn(&Ident, &TokenStream) -> String) -> String {
    item.known.iter().map(|(variant, wire)| text(variant, wire)).collect()
}
