//! Lists that come in pages. In: what an operation says of them, and its responses. Out: how they are paged, and the items.

use serde_json::Value as Json;

use crate::ir::{PagedBy, Pagination, Param, Payload, Success, Type};
use crate::lower::operations::entries::Entry;

/// What `x-pagination` says.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Declared {
    /// By the parameter of this name on the wire; how many items a page may have is the server's affair.
    Offset { offset: String },
    /// By links.
    Links,
}

/// `x-pagination`, where the parameters it names exist.
pub(super) fn declared(entry: &Entry<'_>, params: &[Param]) -> Option<Declared> {
    let declared = entry.source.extensions.get("x-pagination")?;
    let param = |key: &str| {
        let wire = declared.get(key).and_then(Json::as_str)?;
        let param = params.iter().find(|param| param.wire == wire)?;
        Some(param.wire.clone())
    };
    match declared.get("style").and_then(Json::as_str)? {
        "offset" => Some(Declared::Offset {
            offset: param("offset")?,
        }),
        "links" => Some(Declared::Links),
        _ => None,
    }
}

/// How the only success is paged: a list by offset where the document says so, a document of a list by its links.
pub(crate) fn pagination<'t>(
    declared: Option<Declared>,
    success: &'t Success,
    unaliased: impl Fn(&'t Type) -> &'t Type,
) -> Option<Pagination> {
    let [response] = success.responses.as_slice() else {
        return None;
    };
    let Payload::Json(ty) = &response.payload else {
        return None;
    };
    let (item, by) = match (unaliased(ty), declared) {
        (Type::List(item), Some(Declared::Offset { offset })) => (item, PagedBy::Offset { offset }),
        (Type::Document(data), _) => match &**data {
            Type::List(item) => (item, PagedBy::Links),
            _ => return None,
        },
        _ => return None,
    };
    Some(Pagination {
        item: (**item).clone(),
        by,
    })
}
