//! Pages that the document does not declare. In: the query parameters and the response of a `GET`. Out: how it is paged, where
//! names and shapes leave no doubt.
//!
//! Names are compared in snake case. Where more than one parameter could be meant, or more than one list, none is. The rules
//! stand in `report/pages/generate.md`, under `recognised-pages`; what they would miss in part without a word, such as a total
//! that may be that of the page, is not among them.

use serde_json::Value as Json;

use super::page_members::{Member, fields, list_of, members, present};
use super::paged::{By, Paged};
use crate::ir::{Param, ParamLocation, Response, Type, ValueShape};
use crate::lower::models::draft::{Draft, Field};
use crate::lower::naming::names::words;

/// Parameters that say how many items a page has.
pub(super) const SIZES: &[&str] = &[
    "limit",
    "page_size",
    "per_page",
    "page_limit",
    "size",
    "max_results",
    "max_page_size",
    "take",
    "top",
    "count",
];
/// Those of them that are no word of pages, and so stand beside an offset.
const COUNTS: &[&str] = &["limit", "size", "max_results", "take", "top", "count"];
/// Parameters that are the number of a page.
pub(super) const NUMBERS: &[&str] = &["page", "page_number", "page_num", "page_no"];
/// Parameters that say how many items come before a page.
const OFFSETS: &[&str] = &["offset", "skip", "page_offset"];
/// Parameters that say where a page begins, in the server's words.
pub(super) const TOKENS: &[&str] = &[
    "cursor",
    "page_cursor",
    "page_token",
    "page_id",
    "page_key",
    "pagination_token",
    "pagination_key",
    "continuation_token",
    "continue",
    "next_token",
    "next_page_token",
    "next_cursor",
    "after",
    "page_after",
    "starting_after",
    "token",
    "marker",
];
/// Objects of a response that are about its pages.
const ABOUT: &[&str] = &[
    "meta",
    "metadata",
    "page",
    "paging",
    "pagination",
    "page_info",
    "response_metadata",
    "cursors",
];
/// Members that say whether there are more.
const MORE: &[&str] = &["has_more", "has_next", "has_next_page", "has_more_items"];
/// Members that are the address of the next page.
const LINKS: &[&str] = &[
    "next_page_uri",
    "next_page_url",
    "next_url",
    "next_uri",
    "next_link",
    "odata_next_link",
];
/// Lists that stand beside the one that has pages.
const BESIDE: &[&str] = &["included", "errors", "warnings"];
/// The member that is the list, where there are others.
const LISTS: &[&str] = &["data", "items", "results", "records", "values", "entries"];

/// How a list is paged.
pub(super) fn recognised(params: &[Param], page: &Type, response: &Response, types: &[Draft]) -> Option<Paged> {
    let items = match page {
        Type::List(_) => None,
        _ => Some(list(types, page)?.wire.clone()),
    };
    let looked = Looked {
        query: params.iter().filter(|it| it.location == ParamLocation::Query).collect(),
        members: members(types, page),
        types,
    };
    let more = looked.one(|member| member.ty == &Type::Bool && looked.is_about(member, MORE));
    let by = looked
        .link(response)
        .or_else(|| looked.token(more.is_some()))
        .or_else(|| looked.page(more.is_some()))
        .or_else(|| looked.offset())?;
    Some(Paged {
        by,
        items,
        more: more.map(|member| member.at.clone()),
        total: None,
        limit: None,
    })
}

/// The member that is the list: the only one there is, or the only one of a name for it.
fn list<'t>(types: &'t [Draft], page: &Type) -> Option<&'t Field> {
    let is_list = |field: &&Field| list_of(types, &field.ty).is_some() && !is_one_of(&field.wire, BESIDE);
    let lists: Vec<&Field> = fields(types, page).iter().filter(is_list).collect();
    match lists.as_slice() {
        [only] => Some(only),
        _ => {
            let mut named = lists.into_iter().filter(|field| is_one_of(&field.wire, LISTS));
            named.next().filter(|_| named.next().is_none())
        }
    }
}

/// What is looked at.
struct Looked<'p, 't> {
    query: Vec<&'p Param>,
    members: Vec<Member<'t>>,
    types: &'t [Draft],
}

impl<'t> Looked<'_, 't> {
    /// A link: the header `Link` or a member of a name for it, where the page can be chosen; `links.next` beside others.
    fn link(&self, response: &Response) -> Option<By> {
        let is_chosen = [SIZES, NUMBERS, OFFSETS, TOKENS]
            .iter()
            .any(|names| self.has_one_of(names));
        let mut headers = response.headers.iter().filter(|_| is_chosen);
        let member = self.one(|member| self.is_link(member, is_chosen));
        let header = headers.find(|header| header.wire.eq_ignore_ascii_case("link"));
        let next = member
            .map(|member| member.at.clone())
            .or_else(|| header.map(|header| header.wire.clone()))?;
        Some(By::Link { next })
    }

    fn is_link(&self, member: &Member<'_>, is_chosen: bool) -> bool {
        if !self.is_address(member) {
            return false;
        }
        match member.path.as_slice() {
            [links, "next"] if is_one_of(links, &["links"]) => {
                let beside = |member: &&Member<'_>| member.path.len() == 2 && member.path[0] == *links;
                let mut others = self.members.iter().filter(beside);
                is_chosen
                    || others.any(|other| is_one_of(other.path[1], &["self", "first", "prev", "previous", "last"]))
            }
            ["next"] => is_chosen && is_uri(member.field),
            _ => is_chosen && self.is_about(member, LINKS),
        }
    }

    /// A text, or an object with `href`.
    fn is_address(&self, member: &Member<'_>) -> bool {
        let is_href = |field: &Field| field.wire == "href" && present(self.types, &field.ty) == &Type::String;
        member.ty == &Type::String || fields(self.types, member.ty).iter().any(is_href)
    }

    /// A token: the only parameter whose next value the page has, and the only member that is that.
    fn token(&self, has_more: bool) -> Option<By> {
        let mut pairs = self.query.iter().filter(|param| !param.required).flat_map(|param| {
            let is_next = |member: &&Member<'_>| self.is_next(param, member, has_more);
            self.members.iter().filter(is_next).map(move |member| (param, member))
        });
        let (param, member) = pairs.next()?;
        pairs.next().is_none().then(|| By::Token {
            parameter: param.wire.clone(),
            next: member.at.clone(),
        })
    }

    /// Whether a member is the next value of a parameter.
    fn is_next(&self, param: &Param, member: &Member<'_>, has_more: bool) -> bool {
        let is_text = |ty: &Type| matches!(ty, Type::String | Type::Secret);
        let is_number = |ty: &Type| matches!(ty, Type::I32 | Type::I64 | Type::U32 | Type::U64);
        let ty = present(self.types, &param.ty);
        if !(is_text(ty) && is_text(member.ty) || is_number(ty) && is_number(member.ty)) || is_uri(member.field) {
            return false;
        }
        let (name, path) = (words(&param.wire), self.about(member));
        let path: Vec<&str> = path.iter().map(String::as_str).collect();
        let is_token = TOKENS.contains(&name.as_str());
        if !is_token && ![NUMBERS, OFFSETS].iter().any(|names| names.contains(&name.as_str())) {
            return false;
        }
        match path.as_slice() {
            // `next_page.offset`, `paging.next.after`.
            ["next" | "next_page", own] => *own == name,
            [own] if *own == name => name.starts_with("next") || name.starts_with("contin") || is_token && has_more,
            [own] => match own.strip_prefix("next_") {
                Some(next) => next == name || is_token && (name.ends_with(next) || name.starts_with(next)),
                // The last of this page stands before the first of the next one.
                None => is_token && has_more && matches!(*own, "next" | "end_cursor" | "last_id"),
            },
            _ => false,
        }
    }

    /// The number of a page, which other things than a list may have: how many items are in it, or whether there are more,
    /// must be said too.
    fn page(&self, has_more: bool) -> Option<By> {
        let param = self.counter(NUMBERS)?;
        let first = if param.required { Some(1) } else { first(param) };
        let first = first.filter(|_| has_more || self.has_one_of(SIZES))?;
        let parameter = param.wire.clone();
        Some(By::Page { parameter, first })
    }

    /// The number of items before a page, where that of those in it is counted too.
    fn offset(&self) -> Option<By> {
        let param = self.counter(OFFSETS)?;
        let begins_at_once = matches!(default(param).map(Json::as_u64), None | Some(Some(0)));
        (begins_at_once && self.has_one_of(COUNTS)).then(|| By::Offset {
            parameter: param.wire.clone(),
        })
    }

    /// The only parameter of one of these names, if it is an integer, and pages are not found by tokens.
    fn counter(&self, names: &[&str]) -> Option<&Param> {
        if self.has_one_of(TOKENS) {
            return None;
        }
        let mut named = self.query.iter().filter(|param| is_one_of(&param.wire, names));
        let param = named.next().filter(|_| named.next().is_none())?;
        let ty = present(self.types, &param.ty);
        matches!(ty, Type::I32 | Type::I64 | Type::U32 | Type::U64).then_some(*param)
    }

    fn has_one_of(&self, names: &[&str]) -> bool {
        self.query.iter().any(|param| is_one_of(&param.wire, names))
    }

    fn one(&self, is_meant: impl Fn(&Member<'t>) -> bool) -> Option<&Member<'t>> {
        let mut meant = self.members.iter().filter(|member| is_meant(member));
        meant.next().filter(|_| meant.next().is_none())
    }

    /// Whether a member of the page, or of an object about its pages, has one of these names.
    fn is_about(&self, member: &Member<'_>, names: &[&str]) -> bool {
        matches!(self.about(member).as_slice(), [name] if names.contains(&name.as_str()))
    }

    /// The path of a member in snake case, without the objects about pages that it stands in.
    fn about(&self, member: &Member<'_>) -> Vec<String> {
        let path: Vec<String> = member.path.iter().map(|name| words(name)).collect();
        let last = path.len().saturating_sub(1);
        let around = path[..last]
            .iter()
            .take_while(|name| ABOUT.contains(&name.as_str()))
            .count();
        path[around..].to_vec()
    }
}

/// The number of the first page: the one that is meant where none is given, or the smallest that there may be.
fn first(param: &Param) -> Option<u64> {
    if let Some(default) = default(param) {
        return default.as_u64();
    }
    let ValueShape::Scalar(scalar) = &param.docs.facts.as_ref()?.values.shape else {
        return None;
    };
    let low = scalar.range.low.as_ref().filter(|low| !low.is_exclusive)?;
    low.value.as_u64().filter(|low| *low <= 1)
}

fn default(param: &Param) -> Option<&Json> {
    param.docs.facts.as_ref()?.default.as_ref()
}

pub(super) fn is_one_of(wire: &str, names: &[&str]) -> bool {
    names.contains(&words(wire).as_str())
}

fn is_uri(field: &Field) -> bool {
    let shape = field.docs.facts.as_ref().map(|facts| &facts.values.shape);
    matches!(shape, Some(ValueShape::Scalar(scalar)) if matches!(scalar.format.as_deref(), Some("uri" | "url" | "uri-reference")))
}
