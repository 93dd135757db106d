//! Lists that come in pages. In: what an operation says of them, and its responses. Out: how they are paged, and the items.

use serde_json::Value as Json;

use crate::ir::{ListMember, PagedBy, Pagination, Param, Payload, Response, Success, Total, Type};
use crate::lower::models::draft::{Draft, Field, Shape};
use crate::lower::models::types::unaliased;
use crate::lower::operations::entries::Entry;

/// What `x-pagination` says.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Declared {
    /// By the parameter of this name on the wire; how many items a page may have is the server's affair.
    Offset {
        offset: String,
        /// The member of the response that is the list, where the response is not.
        items: Option<String>,
        /// The member or header that says how many items there are.
        total: Option<String>,
    },
    /// By links.
    Links,
}

/// `x-pagination`, where the parameter it names exists.
pub(super) fn declared(entry: &Entry<'_>, params: &[Param]) -> Option<Declared> {
    let declared = entry.source.extensions.get("x-pagination")?;
    let name = |key: &str| declared.get(key).and_then(Json::as_str).map(str::to_owned);
    match name("style")?.as_str() {
        "offset" => Some(Declared::Offset {
            offset: name("offset").filter(|offset| params.iter().any(|param| param.wire == *offset))?,
            items: name("items"),
            total: name("total"),
        }),
        "links" => Some(Declared::Links),
        _ => None,
    }
}

/// How the only success is paged: a list by offset where the document says so, a document of a list by its links. A list
/// may be null.
pub(crate) fn pagination(declared: Option<Declared>, success: &Success, types: &[Draft]) -> Option<Pagination> {
    let [response] = success.responses.as_slice() else {
        return None;
    };
    let Payload::Json(ty) = &response.payload else {
        return None;
    };
    let page = unaliased(types, ty);
    let (item, by) = match (page, declared) {
        (Type::Document(data), _) => (item(types, data)?, PagedBy::Links),
        (page, Some(Declared::Offset { offset, items, total })) => {
            let member = |name: String| fields(types, page).iter().find(|field| field.wire == name);
            let field = match items {
                Some(items) => Some(member(items)?),
                None => None,
            };
            let list = field.map(|field| ListMember {
                field: field.name.clone(),
                wire: field.wire.clone(),
            });
            let total = total.and_then(|total| match member(total.clone()) {
                Some(_) => Some(Total::Member(total)),
                None => header(response, total),
            });
            let item = item(types, field.map_or(page, |field| &field.ty))?;
            (item, PagedBy::Offset { offset, list, total })
        }
        _ => return None,
    };
    let item = item.clone();
    Some(Pagination { item, by })
}

/// What a list holds.
fn item<'t>(types: &'t [Draft], ty: &'t Type) -> Option<&'t Type> {
    match unaliased(types, ty) {
        Type::List(item) => Some(item),
        Type::Nullable(inner) => item(types, inner),
        _ => None,
    }
}

/// The fields of an object; none of what is something else.
fn fields<'t>(types: &'t [Draft], ty: &Type) -> &'t [Field] {
    match ty {
        Type::Named(id) => match &types[id.index()].shape {
            Shape::Struct { fields, .. } => fields,
            _ => &[],
        },
        _ => &[],
    }
}

fn header(response: &Response, name: String) -> Option<Total> {
    let mut headers = response.headers.iter();
    let is_declared = headers.any(|header| header.wire.eq_ignore_ascii_case(&name));
    is_declared.then_some(Total::Header(name))
}
