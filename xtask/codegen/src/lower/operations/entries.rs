//! The operations of the document, with their places and names.

use openapiv3::{OpenAPI, Operation as Source, PathItem, ReferenceOr};

use crate::ir::{Method, Pointer};
use crate::lower::docs::text_of;
use crate::lower::naming::names;
use crate::lower::references::Components;
use crate::methods;

/// An operation of the document.
#[derive(Debug)]
pub(crate) struct Entry<'a> {
    pub(crate) path: &'a str,
    pub(crate) method: Method,
    pub(crate) item: &'a PathItem,
    pub(crate) item_pointer: Pointer,
    pub(crate) source: &'a Source,
    pub(crate) pointer: Pointer,
    /// The components of its document.
    pub(crate) components: Components<'a>,
    /// `operationId`, or the name made of method and path.
    pub(crate) id: String,
    pub(crate) method_name: String,
    pub(crate) type_name: String,
}

/// All operations with the names that they would have alone, in the order of the document.
pub(super) fn entries<'a>(openapi: &'a OpenAPI, components: Components<'a>) -> Vec<Entry<'a>> {
    let is_suffixed = text_of(&openapi.extensions, "x-operation-ids") == Some("without-path");
    let mut entries = Vec::new();
    for (path, item) in &openapi.paths.paths {
        let ReferenceOr::Item(item) = item else { continue };
        let item_pointer = Pointer("/paths".to_owned()).child(path);
        for (verb, source) in item.iter() {
            let Some((path, method)) = sent(path, verb, source) else {
                continue;
            };
            let id = source.operation_id.clone().filter(|id| !id.trim().is_empty());
            let id = id.unwrap_or_else(|| id_of(&method, path));
            let name = text_of(&source.extensions, "x-rust-name");
            let name = name.unwrap_or_else(|| {
                if is_suffixed {
                    without_path(&id, verb, path)
                } else {
                    &id
                }
            });
            entries.push(Entry {
                path,
                method,
                item,
                item_pointer: item_pointer.clone(),
                source,
                pointer: item_pointer.child(verb),
                components,
                method_name: names::fn_name(name),
                type_name: names::operation_type_name(name),
                id,
            });
        }
    }
    entries
}

/// An `operationId` without the path and the method that FastAPI adds to a function's name: `read_item_items__item_id__get`.
fn without_path<'i>(id: &'i str, verb: &str, path: &str) -> &'i str {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let suffix: String = path.chars().map(|c| if is_word(c) { c } else { '_' }).collect();
    let name = id.strip_suffix(verb).and_then(|id| id.strip_suffix('_'));
    let name = name.and_then(|id| id.strip_suffix(suffix.as_str()));
    name.filter(|name| !name.is_empty()).unwrap_or(id)
}

/// The name of a path item without what is not sent, and the method of an operation in it.
pub(super) fn sent<'n>(name: &'n str, verb: &str, source: &Source) -> Option<(&'n str, Method)> {
    let method = match text_of(&source.extensions, methods::KEY) {
        Some("QUERY") => Method::Query,
        Some(token) => Method::Other(token.to_owned()),
        None => return Some((name, method(verb)?)),
    };
    Some((methods::written(name), method))
}

/// The method that a key of a path item stands for.
fn method(verb: &str) -> Option<Method> {
    Some(match verb {
        "get" => Method::Get,
        "put" => Method::Put,
        "post" => Method::Post,
        "delete" => Method::Delete,
        "options" => Method::Options,
        "head" => Method::Head,
        "patch" => Method::Patch,
        "trace" => Method::Trace,
        _ => return None,
    })
}

/// The name of an operation without `operationId`: `get_calls_by_call_id`. Depends on method and path alone.
fn id_of(method: &Method, path: &str) -> String {
    let mut id = method.as_str().to_ascii_lowercase();
    for word in path
        .replace('{', " by ")
        .split(|c: char| !c.is_alphanumeric() && c != '_')
        .filter(|word| !word.is_empty())
    {
        id.push('_');
        id.push_str(word);
    }
    id
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_fastapi_adds_to_a_name_is_known() {
        for (id, verb, path, name) in [
            (
                "read_item_api_v1_items__item_id__get",
                "get",
                "/api/v1/items/{item_id}",
                "read_item",
            ),
            ("x_a_post", "post", "/a", "x"),
            ("read_item", "get", "/items", "read_item"),
            ("read_item_items_get", "post", "/items", "read_item_items_get"),
            ("_items_get", "get", "/items", "_items_get"),
        ] {
            assert_eq!(without_path(id, verb, path), name);
        }
    }
}
