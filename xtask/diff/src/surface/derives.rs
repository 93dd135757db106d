//! What derives add to a type. In: the struct or enum with its attributes. Out: the methods and traits, by the rules of `callspec-derive`.

use syn::ext::IdentExt as _;
use syn::punctuated::Punctuated;
use syn::{Attribute, Fields, Token};

use super::ItemKind;
use super::items::Reader;

impl Reader<'_> {
    /// The traits that are derived; not all derives are named after one.
    pub(super) fn derives(&mut self, path: &str, attributes: &[Attribute]) {
        for name in derived(attributes).filter(|name| !matches!(name.as_str(), "Clear" | "OpenEnum")) {
            self.implemented(path, &name, false);
        }
    }

    /// What `Clear` derives: a method for each field that may be null.
    pub(super) fn cleared(&mut self, path: &str, fields: &Fields) {
        let has = |field: &syn::Field, name| field.attrs.iter().any(|attribute| attribute.path().is_ident(name));
        for field in fields {
            let (Some(name), syn::Type::Path(ty)) = (&field.ident, &field.ty) else {
                continue;
            };
            let is_null = ty.path.segments.last().is_some_and(|last| {
                last.ident == "Patch" && !last.arguments.is_none() || last.ident == "Option" && has(field, "required")
            });
            let named = field.attrs.iter().find(|attribute| attribute.path().is_ident("clear"));
            let named = named.and_then(|attribute| attribute.parse_args::<syn::Ident>().ok());
            if is_null {
                let method = named.map_or_else(|| format!("clear_{}", name.unraw()), |name| name.to_string());
                let path = format!("{path}::{method}");
                let line = format!("{path}(self) -> Self");
                let exact = "(self) -> Self".to_owned();
                self.put((path, ItemKind::Function), line, exact, &field.attrs, false);
            }
        }
    }

    /// What `OpenEnum` derives: by what the open variant holds.
    pub(super) fn opened(&mut self, path: &str, item: &syn::ItemEnum) {
        let held = item
            .variants
            .iter()
            .filter_map(|variant| match variant.fields.iter().next()?.ty {
                syn::Type::Path(ref ty) => Some(ty.path.segments.last()?.ident.to_string()),
                _ => None,
            });
        let (macro_name, method, from) = match held.last().as_deref() {
            Some("Unrecognized") => ("open_enum", "as_str(&self) -> &str", "&str"),
            Some("UnrecognizedInteger") => ("open_integer_enum", "as_i64(&self) -> i64", "i64"),
            Some("UnrecognizedValue") => {
                const JSON: &str = "serde_json::Value";
                ("open_value_enum", "as_json(&self) -> serde_json::Value", JSON)
            }
            _ => return,
        };
        let (name, signature) = method.split_at(method.find('(').unwrap_or_default());
        let (key, line) = (
            (format!("{path}::{name}"), ItemKind::Function),
            format!("{path}::{method}"),
        );
        self.put(key, line, signature.to_owned(), &[], false);
        self.implemented(path, &format!("From<{from}>"), false);
        let traits = callspec_codegen::macros::added(macro_name).map(|added| added.traits);
        for name in traits.unwrap_or_default() {
            self.implemented(path, name, false);
        }
    }
}

/// The last names of the paths of what is derived.
pub(super) fn derived(attributes: &[Attribute]) -> impl Iterator<Item = String> {
    let derives = attributes
        .iter()
        .filter(|attribute| attribute.path().is_ident("derive"));
    let lists = derives.filter_map(|attribute| {
        attribute
            .parse_args_with(Punctuated::<syn::Path, Token![,]>::parse_terminated)
            .ok()
    });
    lists
        .flatten()
        .filter_map(|path| Some(path.segments.last()?.ident.to_string()))
}
