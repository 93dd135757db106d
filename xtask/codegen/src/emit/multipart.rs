//! Forms in parts, as they are filled. In: the type of a body, and where its value is. Out: the calls that add its parts, by the
//! names of members or by the places of items.

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use syn::Index;

use super::scope::Scope;
use super::words::{ident, string};
use crate::ir::{Extra, Field, Presence, Shape, Type};

/// The form with its parts: one per property.
pub(super) fn by_names(scope: &Scope, form: &TokenStream, ty: &Type, place: &TokenStream) -> TokenStream {
    let named = match scope.resolve(ty) {
        Type::Named(id) => scope.api.type_def(*id),
        // A form that is described as nothing but a file, or files: what most call the part.
        Type::File => return quote!(#form.file("file", #place)),
        Type::List(item) if is_file(scope, item) => return quote!(#form.files("file", #place)),
        Type::Map(value) if is_file(scope, value) => return quote!(#form.named_files(#place)),
        _ => return quote!(#form.fields(&#place)),
    };
    match &named.shape {
        Shape::Struct { fields, extra, .. } => {
            if fields.iter().any(|field| field.deprecated) {
                scope.mention_deprecated();
            }
            let form = fields
                .iter()
                .fold(form.clone(), |form, field| part(scope, form, field, place));
            match extra {
                Extra::Ignored | Extra::Unknown { .. } => form,
                Extra::Kept { name, ty } => {
                    let name = ident(name.as_str());
                    match is_file(scope, ty) {
                        true => quote!(#form.named_files(#place.#name)),
                        false => quote!(#form.fields(&#place.#name)),
                    }
                }
            }
        }
        Shape::Union { variants, .. } if named.has_file => {
            let union = scope.named(named);
            let arms = variants.iter().map(|variant| {
                let (name, parts) = (
                    ident(variant.name.as_str()),
                    by_names(scope, form, &variant.ty, &quote!(value)),
                );
                quote!(#union::#name(value) => #parts,)
            });
            quote!(match #place { #(#arms)* })
        }
        _ => quote!(#form.fields(&#place)),
    }
}

/// The form with one part more.
fn part(scope: &Scope, mut form: TokenStream, field: &Field, place: &TokenStream) -> TokenStream {
    let (wire, name) = (string(&field.wire), ident(field.name.as_str()));
    let file = is_file(scope, &field.ty);
    let files = matches!(scope.resolve(&field.ty), Type::List(item) if is_file(scope, item));
    let value = match field.presence {
        Presence::Patch if files || file || holds_file(scope, &field.ty) => quote!(#place.#name.into_value()),
        _ => quote!(#place.#name),
    };
    if let Some(add) = either(scope, &By::Name(wire.clone()), &field.ty, field.boxed) {
        return match field.presence {
            Presence::Required => {
                let once = scope.import("std::iter", "once");
                quote!(#once(#value).fold(#form, |form, value| #add))
            }
            _ => quote!(#value.into_iter().fold(#form, |form, value| #add)),
        };
    }
    form.extend(match (files, field.presence) {
        (true, Presence::Required) => quote!(.files(#wire, #value)),
        (true, _) => quote!(.files(#wire, #value.into_iter().flatten())),
        (false, Presence::Required) if file => quote!(.file(#wire, #value)),
        (false, _) if file => quote!(.file_if(#wire, #value)),
        (false, _) => quote!(.field(#wire, &#value)),
    });
    form
}

fn is_file(scope: &Scope, ty: &Type) -> bool {
    *scope.resolve(ty) == Type::File
}

/// Whether a type is a union with a file among its variants, which has no JSON form.
fn holds_file(scope: &Scope, ty: &Type) -> bool {
    matches!(scope.resolve(ty), Type::Named(id) if scope.api.type_def(*id).has_file)
}

/// The form with `value` as one part more, where that is a file or something else: by variant.
fn either(scope: &Scope, by: &By, ty: &Type, boxed: bool) -> Option<TokenStream> {
    let Type::Named(id) = scope.resolve(ty) else {
        return None;
    };
    let def = scope.api.type_def(*id);
    let (Shape::Union { variants, .. }, true) = (&def.shape, def.has_file) else {
        return None;
    };
    let union = scope.named(def);
    let arms = variants.iter().map(|variant| {
        let name = ident(variant.name.as_str());
        let add = match scope.resolve(&variant.ty) {
            Type::List(item) if is_file(scope, item) => by.files(),
            ty => either(scope, by, ty, variant.boxed).unwrap_or_else(|| by.add(*ty == Type::File)),
        };
        quote!(#union::#name(value) => #add,)
    });
    let value = if boxed { quote!(*value) } else { quote!(value) };
    Some(quote!(match #value { #(#arms)* }))
}

/// What tells a part.
enum By {
    /// Its name.
    Name(Literal),
    /// Its place; the encoding is known there.
    Place(TokenStream),
}

impl By {
    /// The form with `value` as one part more.
    fn add(&self, is_file: bool) -> TokenStream {
        match (self, is_file) {
            (Self::Name(name), true) => quote!(form.file(#name, value)),
            (Self::Name(name), false) => quote!(form.field(#name, &value)),
            (Self::Place(encoding), true) => quote!(form.file_part(#encoding, value)),
            (Self::Place(encoding), false) => quote!(form.part(#encoding, &value)),
        }
    }

    /// The form with the files of `value`.
    fn files(&self) -> TokenStream {
        match self {
            Self::Name(name) => quote!(form.files(#name, value)),
            Self::Place(_) => {
                let add = self.add(true);
                quote!(value.into_iter().fold(form, |form, value| #add))
            }
        }
    }
}

/// Whether the parts of a body are told by their places.
pub(super) fn is_in_places(scope: &Scope, ty: &Type) -> bool {
    matches!(scope.resolve(ty), Type::List(_) | Type::Tuple { .. })
}

/// The form with a part for each item of an array (OpenAPI 3.2 §4.14.4); `encoding` is what the document says of a place.
pub(super) fn in_places(
    scope: &Scope,
    ty: &Type,
    place: &TokenStream,
    encoding: &dyn Fn(&str) -> Option<TokenStream>,
) -> TokenStream {
    let by = |name: &str| {
        let default = || {
            let encoding = scope.core("Encoding");
            quote!(#encoding::DEFAULT)
        };
        By::Place(encoding(name).unwrap_or_else(default))
    };
    let form = quote!(form);
    let Type::Tuple { items, more, rest } = scope.resolve(ty) else {
        let item = match scope.resolve(ty) {
            Type::List(item) => item,
            other => other,
        };
        let first: Vec<TokenStream> = (0_usize..).map_while(|index| encoding(&index.to_string())).collect();
        return match (first.as_slice(), by("items")) {
            ([], by) => each(scope, form, item, &by, place),
            (first, By::Place(rest)) => {
                let repeat = scope.import("std::iter", "repeat");
                let values = quote!(#place.into_iter().zip([#(#first),*].into_iter().chain(#repeat(#rest))));
                let by = By::Place(quote!(encoding));
                let add = either(scope, &by, item, false).unwrap_or_else(|| by.add(is_file(scope, item)));
                quote!(#values.fold(#form, |form, (value, encoding)| #add))
            }
            (_, by) => each(scope, form, item, &by, place),
        };
    };
    let first = if rest.is_some() {
        quote!(#place.first)
    } else {
        place.clone()
    };
    let mut form = form;
    for (index, item) in items.iter().enumerate() {
        let (by, at) = (by(&index.to_string()), Index::from(index));
        form = one(scope, form, item, &by, &quote!(#first.#at));
    }
    for (index, item) in more.iter().enumerate() {
        let (by, at) = (by(&(items.len() + index).to_string()), Index::from(index));
        let value = match item {
            Type::Nullable(_) | Type::Json => quote!(#place.more.#at.into_value()),
            _ => quote!(#place.more.#at),
        };
        form = each(scope, form, item, &by, &value);
    }
    match rest {
        Some(rest) => each(scope, form, rest, &by("items"), &quote!(#place.rest)),
        None => form,
    }
}

/// The form with one part more.
fn one(scope: &Scope, form: TokenStream, ty: &Type, by: &By, value: &TokenStream) -> TokenStream {
    match (either(scope, by, ty, false), by) {
        (Some(add), _) => {
            let once = scope.import("std::iter", "once");
            quote!(#once(#value).fold(#form, |form, value| #add))
        }
        (None, By::Place(encoding)) if is_file(scope, ty) => quote!(#form.file_part(#encoding, #value)),
        (None, By::Place(encoding)) => quote!(#form.part(#encoding, &#value)),
        (None, By::Name(name)) => quote!(#form.field(#name, &#value)),
    }
}

/// The form with a part for each of some values.
fn each(scope: &Scope, form: TokenStream, ty: &Type, by: &By, values: &TokenStream) -> TokenStream {
    let add = either(scope, by, ty, false).unwrap_or_else(|| by.add(is_file(scope, ty)));
    quote!(#values.into_iter().fold(#form, |form, value| #add))
}
