//! Objects: the struct with its fields, and what JSON:API adds.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Item, parse_quote};

use super::constructors;
use super::docs;
use super::redacted;
use super::scope::Scope;
use super::words::{bare, deprecated, docs, ident, string};
use crate::ir::{DefaultImpl, Extra, Field, Presence, Resource, Shape, Type, TypeDef};

/// The items of an object.
pub(super) fn items(scope: &Scope, def: &TypeDef) -> Vec<Item> {
    let Shape::Struct {
        fields,
        extra,
        resource,
        default,
    } = &def.shape
    else {
        return Vec::new();
    };
    let mut items = vec![definition(scope, def, fields, extra, *default)];
    items.extend(constructors::items(scope, def, fields, extra, *default));
    if let Some(resource) = resource {
        items.extend(resource_impl(scope, def, fields, resource));
    }
    items
}

fn definition(scope: &Scope, def: &TypeDef, fields: &[Field], extra: &Extra, default: DefaultImpl) -> Item {
    let name = ident(def.name.as_str());
    let docs = docs(&docs::type_def(scope.api, def));
    let extra_redacted = matches!(extra, Extra::Kept { ty, .. } if scope.api.is_redacted(ty, def.sensitive));
    let redacts = extra_redacted || fields.iter().any(|field| is_redacted(scope, field));
    let is_cleared = fields.iter().any(|field| field.clearer.is_some());
    let derives = derives(scope, def, default, redacts, is_cleared);
    let deprecated = deprecated(def.deprecated);
    let fields = fields.iter().map(|field| definition_of(scope, def, field));
    let extra = match extra {
        Extra::Ignored => None,
        Extra::Kept { name, ty } => Some((name, scope.map(ty), " Properties that the schema does not name.")),
        Extra::Unknown { name } => Some((name, scope.types("Other"), " Members that are not documented.")),
    };
    let extra = extra.map(|(name, ty, text)| {
        let name = ident(name.as_str());
        let flatten = (!def.has_file).then(|| quote!(#[serde(flatten)]));
        let mark = redacted::mark(extra_redacted);
        quote!(#[doc = #text] #flatten #mark pub #name: #ty)
    });
    let fields = fields.chain(extra);
    parse_quote! {
        #docs
        #deprecated
        #derives
        #[non_exhaustive]
        pub struct #name { #(#fields),* }
    }
}

/// The derives that hold for a struct: a file has no JSON form and nothing to compare.
fn derives(scope: &Scope, def: &TypeDef, default: DefaultImpl, redacts: bool, is_cleared: bool) -> TokenStream {
    let debug = redacted::derive(scope, redacts);
    let clear = is_cleared.then(|| scope.types("Clear")).map(|clear| quote!(#clear,));
    let default = match default {
        DefaultImpl::Derived => quote!(Default,),
        DefaultImpl::None | DefaultImpl::Written => TokenStream::new(),
    };
    if def.has_file {
        return quote!(#[derive(Clone, #debug, #default #clear)]);
    }
    let (deserialize, serialize) = (scope.types("Deserialize"), scope.types("Serialize"));
    quote!(#[derive(Clone, #debug, #default PartialEq, #clear #deserialize, #serialize)])
}

fn definition_of(scope: &Scope, def: &TypeDef, field: &Field) -> TokenStream {
    let name = ident(field.name.as_str());
    let ty = scope.field(field);
    let docs = docs(&docs::field(scope.api, field));
    let deprecated = deprecated(field.deprecated);
    let json = (!def.has_file).then(|| json(scope, field));
    let null = (!def.has_file || field.clearer.is_some()).then(|| null(field));
    let mark = redacted::mark(is_redacted(scope, field));
    quote!(#docs #deprecated #json #null #mark pub #name: #ty)
}

fn is_redacted(scope: &Scope, field: &Field) -> bool {
    scope.api.is_redacted(&field.ty, field.sensitive)
}

/// What the derives of JSON do not see by the name and the type of a field.
fn json(scope: &Scope, field: &Field) -> TokenStream {
    let rename = (bare(field.name.as_str()) != field.wire).then(|| {
        let wire = string(&field.wire);
        quote!(#[serde(rename = #wire)])
    });
    let default = (field.presence == Presence::Defaulted).then(|| quote!(#[or_default]));
    let takes_null = || matches!(scope.resolve(&field.ty), Type::Json | Type::Null);
    let some_null = (field.presence == Presence::Optional && takes_null()).then(|| quote!(#[some_null]));
    quote!(#rename #default #some_null)
}

/// What the derives do not see by the type of a field that may be null.
fn null(field: &Field) -> TokenStream {
    let is_option = field.presence == Presence::Required && matches!(field.ty, Type::Nullable(_));
    let required = (is_option || field.presence == Presence::Nullable).then(|| quote!(#[required]));
    let usual = format!("clear_{}", bare(field.name.as_str()));
    let named = field.clearer.as_ref().filter(|method| method.as_str() != usual);
    let named = named.map(|method| {
        let method = ident(method.as_str());
        quote!(#[clear(#method)])
    });
    quote!(#required #named)
}

/// `impl Resource`, where the object has the `id` that JSON:API asks for.
fn resource_impl(scope: &Scope, def: &TypeDef, fields: &[Field], resource: &Resource) -> Option<Item> {
    let name = resource.id.as_ref()?;
    let id = fields.iter().find(|field| field.name == *name)?;
    let member = ident(id.name.as_str());
    let id = match id.presence {
        Presence::Required | Presence::Defaulted => quote!(&self.#member),
        Presence::Nullable | Presence::Optional => {
            quote!(self.#member.as_deref().unwrap_or_default())
        }
        Presence::Patch => quote!(self.#member.value().map_or("", String::as_str)),
    };
    if def.deprecated {
        scope.mention_deprecated();
    }
    let (name, trait_name, wire) = (
        ident(def.name.as_str()),
        scope.jsonapi("Resource"),
        string(&resource.type_name),
    );
    Some(parse_quote! {
        impl #trait_name for #name {
            const TYPE: &'static str = #wire;

            fn id(&self) -> &str { #id }
        }
    })
}
