//! Documentation: what the document says of an item, gathered. How it reads is `emit`'s to decide.

use indexmap::IndexMap;
use openapiv3::OpenAPI;
use serde_json::Value as Json;

use super::facts;
use super::schemas::Schemas;
use super::schemas::view::{Node, Target, View};
use crate::ir::{Docs, Evidence, EvidenceKind, Facts, Markdown, Note, Pointer};

/// The documentation of a type.
pub(super) fn of_type<'a>(schemas: &Schemas<'a>, view: Option<&View<'a>>, pointer: &Pointer) -> Docs {
    let schema = Some(schemas.as_written(pointer));
    let Some(view) = view else {
        return Docs {
            schema,
            ..Docs::default()
        };
    };
    Docs {
        title: markdown(view.data.title.as_deref()),
        schema,
        page: page(view),
        restrictions: facts::restrictions_of(view),
        ..described(
            view.data.description.as_deref(),
            &view.data.extensions,
            view.data.deprecated,
        )
    }
}

/// What a document says of itself.
pub(super) fn of_api(openapi: &OpenAPI) -> Docs {
    let info = &openapi.info;
    Docs {
        summary: markdown(text_of(&info.extensions, "x-summary")),
        page: openapi.external_docs.as_ref().map(|docs| docs.url.clone()),
        ..described(info.description.as_deref(), &info.extensions, false)
    }
}

/// The documentation of a property.
pub(super) fn of_property<'a>(schemas: &Schemas<'a>, node: &Node<'a>) -> Docs {
    let found = schemas.resolve(node);
    Docs {
        evidence: evidence(|key| node.text_extension(key)),
        page: found.as_ref().and_then(|(view, _)| page(view)),
        sunset: found.and_then(|(view, _)| sunset(view.data.deprecated, &view.data.extensions)),
        notes: schemas
            .is_found_out(&node.pointer)
            .then_some(Note::FoundOut)
            .into_iter()
            .collect(),
        facts: Some(Facts {
            example: schemas.example(node),
            ..facts::of(schemas, node)
        }),
        description: markdown(description(schemas, node)),
        ..Docs::default()
    }
}

/// The page that a schema names.
fn page(view: &View<'_>) -> Option<String> {
    view.data.external_docs.as_ref().map(|docs| docs.url.clone())
}

/// The documentation of a union's variant.
pub(super) fn of_variant<'a>(schemas: &Schemas<'a>, node: &Node<'a>) -> Docs {
    Docs {
        // A description beside a reference was put around it as `allOf`: the outer one speaks of this place.
        description: markdown(description(schemas, node)),
        facts: Some(facts::of(schemas, node)),
        ..Docs::default()
    }
}

fn description<'a>(schemas: &Schemas<'a>, node: &Node<'a>) -> Option<&'a str> {
    match node.target {
        Target::Item(schema) if schema.schema_data.description.is_some() => schema.schema_data.description.as_deref(),
        Target::Item(schema) => {
            let view = View::new(schema);
            let [part] = view.all_of else { return None };
            description(schemas, &Node::new(part, node.pointer.clone()))
        }
        Target::Reference(_) => {
            let (view, _) = schemas.resolve(node)?;
            view.data.description.as_deref()
        }
    }
}

/// The documentation of something with a description and extensions.
pub(super) fn described(description: Option<&str>, extensions: &IndexMap<String, Json>, is_deprecated: bool) -> Docs {
    Docs {
        description: markdown(description),
        evidence: evidence(|key| text_of(extensions, key)),
        sunset: sunset(is_deprecated, extensions),
        ..Docs::default()
    }
}

/// A text of the document.
pub(super) fn markdown(text: Option<&str>) -> Option<Markdown> {
    text.map(|text| Markdown(text.to_owned()))
}

/// What `x-evidence` says, if anything.
fn evidence<'t>(extension: impl Fn(&str) -> Option<&'t str>) -> Option<Evidence> {
    let kind = match extension("x-evidence")? {
        "example" => EvidenceKind::Example,
        "inferred" => EvidenceKind::Inferred,
        _ => return None,
    };
    Some(Evidence {
        kind,
        reason: markdown(extension("x-evidence-reason")),
    })
}

fn sunset(is_deprecated: bool, extensions: &IndexMap<String, Json>) -> Option<String> {
    let day = text_of(extensions, "x-sunset").filter(|_| is_deprecated);
    day.map(str::to_owned)
}

/// A text extension among others.
pub(super) fn text_of<'e>(extensions: &'e IndexMap<String, Json>, key: &str) -> Option<&'e str> {
    extensions.get(key).and_then(Json::as_str)
}
