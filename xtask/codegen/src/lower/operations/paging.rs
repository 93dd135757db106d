//! Lists that come in pages. In: what an operation says of them, and its responses. Out: how they are paged, and the items.

use serde_json::Value as Json;

use crate::ir::{ListMember, Method, PageVariant, PagedBy, Pagination, Param, Payload, Place, Response, Success, Type};
use crate::lower::models::draft::Draft;
use crate::lower::models::types::unaliased;
use crate::lower::operations::entries::Entry;
use crate::lower::operations::page_members::{fields, list_of, members};
use crate::lower::operations::page_size::size;
use crate::lower::operations::paged::{By, Paged};
use crate::lower::operations::recognised::recognised;
use crate::pointer;
use crate::report::{Code, Diagnostic, Report};

/// What the document says of pages.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Declared {
    /// Nothing: names and shapes may tell.
    Nothing,
    /// There are none, or what it says cannot be: it names no parameter, for one.
    None,
    As(Paged),
}

/// `x-pagination`.
pub(super) fn declared(entry: &Entry<'_>, params: &[Param]) -> Declared {
    let Some(declared) = entry.source.extensions.get("x-pagination") else {
        return Declared::Nothing;
    };
    let name = |key: &str| declared.get(key).and_then(Json::as_str).map(str::to_owned);
    let parameter = |key: &str| name(key).filter(|name| params.iter().any(|param| param.wire == *name));
    let by = || {
        Some(match name("style")?.as_str() {
            "links" => By::Link {
                next: name("next").unwrap_or_else(|| "/links/next".to_owned()),
            },
            "cursor" => By::Token {
                parameter: parameter("cursor")?,
                next: name("next")?,
            },
            "page" => By::Page {
                parameter: parameter("page")?,
                first: declared.get("first").map_or(Some(1), Json::as_u64)?,
            },
            "offset" => By::Offset {
                parameter: parameter("offset")?,
            },
            _ => return None,
        })
    };
    by().map_or(Declared::None, |by| {
        Declared::As(Paged {
            by,
            items: name("items"),
            more: name("more"),
            total: name("total"),
            limit: parameter("limit"),
        })
    })
}

/// How the only success is paged: a document of JSON:API by its links, any other list as the document says, or as names and
/// shapes leave no doubt. A list may be null. It may have other forms than JSON, which are not asked for then.
pub(crate) fn pagination(
    declared: Declared,
    entry: &Entry<'_>,
    params: &[Param],
    success: &Success,
    types: &[Draft],
    report: &mut Report,
) -> Option<Pagination> {
    let (response, ty) = in_json(success)?;
    let limit = match &declared {
        Declared::As(paged) => paged.limit.clone(),
        Declared::Nothing | Declared::None => None,
    };
    let paged = paged(declared, entry, params, (response, ty), types, report)?;
    let among = success.enum_name.as_ref().map(|of| {
        Some(PageVariant {
            of: of.clone(),
            variant: response.variant.clone(),
            media_type: response.sent.clone()?,
        })
    });
    Some(Pagination {
        among: among.unwrap_or_default(),
        size: size(limit.as_deref(), &paged.by, params, types),
        ..paged
    })
}

/// The JSON of a success: its only body, or the only one in JSON among bytes and texts of the same status.
fn in_json(success: &Success) -> Option<(&Response, &Type)> {
    let first = success.responses.first()?;
    let is_form = |it: &&Response| it.status == first.status && matches!(it.payload, Payload::Bytes | Payload::Text);
    let (mut json, mut others) = (Vec::new(), 0);
    for response in &success.responses {
        match &response.payload {
            Payload::Json(ty) if response.status == first.status => json.push((response, ty)),
            _ => others += usize::from(!is_form(&response)),
        }
    }
    match json.as_slice() {
        [only] if others == 0 => Some(*only),
        _ => None,
    }
}

fn paged(
    declared: Declared,
    entry: &Entry<'_>,
    params: &[Param],
    (response, ty): (&Response, &Type),
    types: &[Draft],
    report: &mut Report,
) -> Option<Pagination> {
    let page = unaliased(types, ty);
    match (page, declared) {
        (_, Declared::None) => None,
        (Type::Document(data), _) => Some(Pagination {
            item: list_of(types, data)?.clone(),
            by: PagedBy::Links,
            list: None,
            among: None,
            size: None,
            more: None,
            total: None,
        }),
        (page, Declared::As(paged)) => resolved(paged, page, response, types),
        (page, Declared::Nothing) if entry.method == Method::Get => {
            let paged = recognised(params, page, response, types)?;
            report.push(told(&paged, entry));
            resolved(paged, page, response, types)
        }
        _ => None,
    }
}

/// The same by what is there under these names.
fn resolved(paged: Paged, page: &Type, response: &Response, types: &[Draft]) -> Option<Pagination> {
    let place = |text: String| place(text, page, response, types);
    let field = match paged.items {
        Some(items) => Some(fields(types, page).iter().find(|field| field.wire == items)?),
        None => None,
    };
    Some(Pagination {
        item: list_of(types, field.map_or(page, |field| &field.ty))?.clone(),
        by: match paged.by {
            By::Link { next } => PagedBy::Link(place(next)?),
            By::Token { parameter, next } => PagedBy::Token {
                parameter,
                next: place(next)?,
            },
            By::Offset { parameter } => PagedBy::Offset { parameter },
            By::Page { parameter, first } => PagedBy::Page { parameter, first },
        },
        list: field.map(|field| ListMember {
            field: field.name.clone(),
            wire: field.wire.clone(),
        }),
        among: None,
        size: None,
        more: paged.more.and_then(place),
        total: paged.total.and_then(place),
    })
}

/// A pointer to a member, the name of one, or that of a declared header.
fn place(text: String, page: &Type, response: &Response, types: &[Draft]) -> Option<Place> {
    let at = match text.starts_with('/') {
        true => text.clone(),
        false => pointer::join("", &text),
    };
    if members(types, page).iter().any(|member| member.at == at) {
        return Some(Place(at));
    }
    let mut headers = response.headers.iter();
    let is_declared = headers.any(|header| header.wire.eq_ignore_ascii_case(&text));
    is_declared.then_some(Place(text))
}

fn told(paged: &Paged, entry: &Entry<'_>) -> Diagnostic {
    let by = match &paged.by {
        By::Link { next } => format!("the next page is where `{next}` leads"),
        By::Token { parameter, next } => format!("`{parameter}` of the next page is `{next}` of this one"),
        By::Offset { parameter } => format!("`{parameter}` counts the items before a page"),
        By::Page { parameter, first } => format!("`{parameter}` is the number of a page, {first} that of the first"),
    };
    let message = format!("the list comes in pages: {by}");
    Diagnostic::new(Code::RecognisedPages, entry.pointer.clone(), message)
        .on_key()
        .hint("say so with `x-pagination`, or with `x-pagination: {style: none}` where it is not so")
}
