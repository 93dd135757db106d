//! Example values of the document as Rust expressions.
//!
//! In: a type and a JSON value. Out: an expression of that type that a user would write, or `None` where there is none;
//! then the example shows less.

use std::collections::BTreeSet;

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use serde_json::{Map, Value as Json};

use crate::depth::Depth;
use crate::emit::literals;
use crate::emit::scope::resolve;
use crate::emit::words::{ident, string};
use crate::ir::{
    Api, Choice, Field, Initial, JsonType, Literal, Presence, Shape, Step, Tag, Type, TypeDef, Value, Variant,
};

/// Setters that one value shows at most.
const SETTERS: usize = 8;

/// Expressions of one example, and the models that they name.
pub(super) struct Example<'a> {
    api: &'a Api,
    /// Models that are named, to import.
    pub(super) models: BTreeSet<String>,
    /// Whether a file is made.
    pub(super) file: bool,
    /// A value may be a variant of a variant of a variant.
    depth: Depth,
}

impl<'a> Example<'a> {
    pub(super) fn new(api: &'a Api) -> Self {
        Self {
            api,
            models: BTreeSet::new(),
            file: false,
            depth: Depth::default(),
        }
    }

    /// An expression where `impl Into` the type is taken, or the type itself where it is not converted.
    pub(super) fn given(&mut self, ty: &Type, value: &Json) -> Option<TokenStream> {
        let models = self.models.clone();
        let expression = self.convertible(ty, value);
        if expression.is_none() {
            self.models = models;
        }
        expression
    }

    /// An expression of exactly the type, where nothing is converted.
    pub(super) fn exactly(&mut self, ty: &Type, value: &Json) -> Option<TokenStream> {
        let models = self.models.clone();
        let expression = self.exact(ty, value);
        if expression.is_none() {
            self.models = models;
        }
        expression
    }

    fn convertible(&mut self, ty: &Type, value: &Json) -> Option<TokenStream> {
        match (resolve(self.api, ty), value) {
            (Type::String | Type::Secret | Type::Timestamp | Type::Date, Json::String(text)) => {
                let text = string(text);
                Some(quote!(#text))
            }
            // Of an empty array nobody can tell the type of its items.
            (Type::List(item), Json::Array(values)) if !values.is_empty() => {
                let values = self.all(item, values)?;
                Some(quote!([#(#values),*]))
            }
            (Type::Map(value_type), Json::Object(members)) if !members.is_empty() => {
                let entries = self.entries(value_type, members)?;
                Some(quote!([#(#entries),*]))
            }
            (Type::List(_) | Type::Map(_), _) => None,
            (ty, value) => self.exact(ty, value),
        }
    }

    /// An expression of exactly the type.
    fn exact(&mut self, ty: &Type, value: &Json) -> Option<TokenStream> {
        match (resolve(self.api, ty), value) {
            (Type::File, Json::String(text)) => {
                self.file = true;
                let text = string(text);
                Some(quote!(File::new(#text)))
            }
            (Type::List(item), Json::Array(values)) => {
                let values = self.all(item, values)?;
                Some(quote!(vec![#(#values),*]))
            }
            (Type::Map(value_type), Json::Object(members)) => {
                let entries = self.entries(value_type, members)?;
                Some(quote!([#(#entries),*].into()))
            }
            (Type::Nullable(_), Json::Null) => Some(quote!(None)),
            (Type::Nullable(inner), value) => {
                let value = self.exact(inner, value)?;
                Some(quote!(Some(#value)))
            }
            (Type::Named(id), value) => {
                let api = self.api;
                self.named(api.type_def(*id), value)
            }
            (ty, value) => literals::scalar(ty, value),
        }
    }

    fn all(&mut self, item: &Type, values: &[Json]) -> Option<Vec<TokenStream>> {
        values.iter().map(|value| self.exact(item, value)).collect()
    }

    fn entries(&mut self, ty: &Type, members: &Map<String, Json>) -> Option<Vec<TokenStream>> {
        let entry = |(key, value): (&String, &Json)| {
            let (key, value) = (string(key), self.exact(ty, value)?);
            Some(quote!((#key.to_owned(), #value)))
        };
        members.iter().map(entry).collect()
    }

    fn named(&mut self, def: &TypeDef, value: &Json) -> Option<TokenStream> {
        let depth = self.depth;
        self.depth = depth.below()?;
        let expression = self.defined(def, value);
        self.depth = depth;
        expression
    }

    fn defined(&mut self, def: &TypeDef, value: &Json) -> Option<TokenStream> {
        let expression = match (&def.shape, value) {
            (Shape::Enum { values }, value) => variant(def, values, value)?,
            (Shape::Union { variants, choice }, value) => self.union(def, variants, choice, value)?,
            (Shape::Struct { fields, .. }, Json::Object(members)) if def.flow.is_sent() => {
                self.object(def, fields, members)?
            }
            _ => return None,
        };
        self.models.insert(def.name.to_string());
        Some(expression)
    }

    /// `Name::new(required…).setter(…)`.
    fn object(&mut self, def: &TypeDef, fields: &[Field], members: &Map<String, Json>) -> Option<TokenStream> {
        let name = ident(def.name.as_str());
        let mut arguments = Vec::new();
        for field in fields.iter().filter(|field| field.initial == Initial::Argument) {
            arguments.push(self.argument(field, members.get(&field.wire)?)?);
        }
        let mut calls = Vec::new();
        let is_shown = |field: &&Field| field.initial == Initial::Absent && !field.deprecated;
        let rest = fields.iter().filter(is_shown);
        for field in rest {
            let value = members.get(&field.wire);
            calls.extend(value.and_then(|value| self.setter_call(field, value)));
        }
        calls.truncate(SETTERS);
        Some(quote!(#name::new(#(#arguments),*) #(#calls)*))
    }

    fn argument(&mut self, field: &Field, value: &Json) -> Option<TokenStream> {
        match field.presence {
            Presence::Nullable if value.is_null() => Some(quote!(None)),
            Presence::Nullable => {
                let value = self.exact(&field.ty, value)?;
                Some(quote!(Some(#value)))
            }
            _ => self.given(&field.ty, value),
        }
    }

    fn setter_call(&mut self, field: &Field, value: &Json) -> Option<TokenStream> {
        if field.presence == Presence::Patch && value.is_null() {
            let clear = ident(field.clearer.as_ref()?.as_str());
            return Some(quote!(.#clear()));
        }
        let (set, value) = (ident(field.name.as_str()), self.given(&field.ty, value)?);
        Some(quote!(.#set(#value)))
    }

    fn union(&mut self, def: &TypeDef, variants: &[Variant], choice: &Choice, value: &Json) -> Option<TokenStream> {
        if let [.., Step::Fit { order, .. }] = choice.steps() {
            let in_order = order.iter().filter_map(|index| variants.get(*index));
            let may_be = |index: usize| choice.tags().all(|tag| !contradicts(tag, index, value));
            let left = in_order.zip(order).filter(|(_, index)| may_be(**index));
            return left
                .map(|(variant, _)| variant)
                .find_map(|variant| self.variant(def, variant, value));
        }
        let variant = variants.get(chosen(choice, value)?)?;
        self.variant(def, variant, value)
    }

    fn variant(&mut self, def: &TypeDef, variant: &Variant, value: &Json) -> Option<TokenStream> {
        let value = self.exactly(&variant.ty, value)?;
        let (union, name) = (ident(def.name.as_str()), ident(variant.name.as_str()));
        let value = if variant.boxed { quote!(Box::new(#value)) } else { value };
        Some(quote!(#union::#name(#value)))
    }
}

fn variant(def: &TypeDef, values: &[Value], value: &Json) -> Option<TokenStream> {
    let known = values.iter().find(|known| same(&known.wire, value))?;
    let (name, variant): (Ident, Ident) = (ident(def.name.as_str()), ident(known.name.as_str()));
    Some(quote!(#name::#variant))
}

fn same(literal: &Literal, value: &Json) -> bool {
    match literal {
        Literal::String(text) => value.as_str() == Some(text),
        Literal::Integer(number) => value.as_i64() == Some(*number),
        Literal::Json(literal) => value == literal,
    }
}

/// Whether a value has another value of a tag than a variant has.
fn contradicts(tag: &Tag, variant: usize, value: &Json) -> bool {
    let is_named = tag.of(variant).next().is_some();
    let tells = !tag.path.is_empty() || !(value.is_object() || value.is_array());
    let is_it = |found| tag.all().any(|(value, index)| *index == variant && same(value, found));
    is_named && tells && tag_of(tag, value).is_some_and(|found| !is_it(found))
}

fn tag_of<'v>(tag: &Tag, value: &'v Json) -> Option<&'v Json> {
    tag.path.iter().try_fold(value, |value, key| value.get(key))
}

/// The variant that a value chooses, where one step tells it.
fn chosen(choice: &Choice, value: &Json) -> Option<usize> {
    match choice.steps().first()? {
        Step::Tag(tag) => {
            let found = tag_of(tag, value);
            let line = found.and_then(|found| tag.all().find(|(value, _)| same(value, found)));
            line.map(|(_, variant)| *variant).or(tag.default)
        }
        Step::JsonType(kinds) => kinds
            .iter()
            .find(|(kind, _)| is_kind(value, *kind))
            .map(|(_, variant)| *variant),
        Step::Keys(keys) => {
            let has = |keys: &[String]| keys.iter().all(|key| value.get(key).is_some());
            keys.iter().find(|(keys, _)| has(keys)).map(|(_, variant)| *variant)
        }
        Step::Fit { .. } => None,
    }
}

fn is_kind(value: &Json, kind: JsonType) -> bool {
    match kind {
        JsonType::String => value.is_string(),
        JsonType::Integer => value.is_i64() || value.is_u64(),
        JsonType::Number => value.is_number(),
        JsonType::Boolean => value.is_boolean(),
        JsonType::Array => value.is_array(),
        JsonType::Object => value.is_object(),
        JsonType::Null => value.is_null(),
    }
}
