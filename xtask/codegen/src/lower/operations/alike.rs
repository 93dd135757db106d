//! Media types that say the same. In: two of one body, with their schemas. Out: whether they are one, and the scalars that
//! plain text may be.

use openapiv3::MediaType;

use crate::ir::Pointer;
use crate::lower::operations::media_types::{Serialization, includes, is_plain_json, is_plain_text, serialization};
use crate::lower::schemas::Schemas;
use crate::lower::schemas::view::{Node, View};

/// A media type of a document and what it says of it.
pub(super) type Content<'a> = (&'a str, &'a MediaType);

/// Whether a media type holds the same body as one before it: the same schema in JSON, or in text that can only be JSON.
pub(super) fn is_same<'a>(schemas: &Schemas<'a>, (one, earlier): Content<'a>, (other, later): Content<'a>) -> bool {
    let (Some(schema), true) = (&later.schema, earlier.schema == later.schema) else {
        return false;
    };
    let is_text = || {
        let found = schemas.resolve(&Node::new(schema, Pointer::default()));
        found.is_none_or(|(view, _)| view.ty.is_none_or(|ty| ty == "string"))
    };
    match (serialization(one), serialization(other)) {
        (Serialization::Json, Serialization::Json) => true,
        (Serialization::Json, Serialization::Text) => !is_text(),
        _ => false,
    }
}

/// Whether a media type of a request is another spelling of one before it, so that a caller has nothing to choose.
pub(super) fn is_alias<'a>(schemas: &Schemas<'a>, one: Content<'a>, other: Content<'a>) -> bool {
    let is_spelling = is_plain_json(other.0) || includes(other.0, one.0) || is_plain_text(other.0);
    is_plain_json(one.0) && is_spelling && is_same(schemas, one, other)
}

/// Whether values of a schema are scalars that are more than text: numbers, booleans, dates, one of some texts.
pub(super) fn is_scalar<'a>(schemas: &Schemas<'a>, node: &Node<'a>) -> bool {
    let is_dated = |view: &View<'_>| matches!(view.format.as_deref(), Some("date" | "date-time"));
    schemas.resolve(node).is_some_and(|(view, _)| match view.ty {
        Some("integer" | "number" | "boolean") => true,
        Some("string") => !view.literals.is_empty() || is_dated(&view),
        _ => false,
    })
}

/// Whether values of a schema are texts and no more.
pub(super) fn is_text<'a>(schemas: &Schemas<'a>, node: &Node<'a>) -> bool {
    let is_string = schemas.resolve(node).is_some_and(|(view, _)| view.ty == Some("string"));
    is_string && !schemas.is_nullable(node) && !is_scalar(schemas, node) && !is_binary(schemas, node)
}

/// Whether values of a schema are texts, or anything.
pub(super) fn is_text_or_any<'a>(schemas: &Schemas<'a>, node: &Node<'a>) -> bool {
    schemas.resolve(node).is_some_and(|(view, _)| match view.ty {
        Some(ty) => ty == "string",
        None => {
            [view.one_of, view.any_of, view.all_of]
                .iter()
                .all(|parts| parts.is_empty())
                && !view.is_object()
        }
    })
}

/// Whether values of a schema can be a form: objects, and files, which are parts of one name.
pub(super) fn is_form<'a>(schemas: &Schemas<'a>, node: &Node<'a>) -> bool {
    schemas
        .resolve(node)
        .is_none_or(|(view, at)| match (view.ty, view.items) {
            (None | Some("object"), _) => true,
            (_, Some(items)) => is_binary(schemas, &Node::boxed(items, at.child("items"))),
            _ => is_binary(schemas, node),
        })
}

/// Whether values of a schema are bytes.
pub(super) fn is_binary<'a>(schemas: &Schemas<'a>, node: &Node<'a>) -> bool {
    let found = schemas.resolve(node);
    found.is_some_and(|(view, _)| view.ty == Some("string") && view.format.as_deref() == Some("binary"))
}
