//! Documentation: what the document says of an item, gathered. How it reads is `emit`'s to decide.

use indexmap::IndexMap;
use serde_json::Value as Json;

use super::schemas::Schemas;
use super::schemas::bases::BASE_OF;
use super::schemas::view::{Node, Target, View};
use crate::ir::{Docs, Evidence, EvidenceKind, Markdown, Note, Pointer};

impl<'a> Schemas<'a> {
    /// The documentation of a type.
    pub(super) fn type_docs(&self, view: Option<&View<'a>>, pointer: &Pointer) -> Docs {
        let schema = Some(self.as_written(pointer));
        let Some(view) = view else {
            return Docs {
                schema,
                ..Docs::default()
            };
        };
        let base_of = view.text_extension(BASE_OF).map(str::to_owned);
        Docs {
            title: markdown(view.data.title.as_deref()),
            schema,
            notes: base_of.map(Note::BaseOf).into_iter().collect(),
            ..described(
                view.data.description.as_deref(),
                &view.data.extensions,
                view.data.deprecated,
            )
        }
    }

    /// The documentation of a property.
    pub(super) fn field_docs(&self, node: &Node<'a>) -> Docs {
        let sunset = self
            .resolve(node)
            .and_then(|(view, _)| sunset(view.data.deprecated, &view.data.extensions));
        Docs {
            // A description beside a reference was put around it as `allOf`: the outer one speaks of this place.
            description: markdown(self.description(node)),
            evidence: evidence(|key| node.text_extension(key)),
            sunset,
            facts: Some(self.facts(node)),
            ..Docs::default()
        }
    }

    /// The documentation of a union's variant.
    pub(super) fn variant_docs(&self, node: &Node<'a>) -> Docs {
        Docs {
            description: markdown(self.description(node)),
            facts: Some(self.facts(node)),
            ..Docs::default()
        }
    }

    fn description(&self, node: &Node<'a>) -> Option<&'a str> {
        match node.target {
            Target::Item(schema) if schema.schema_data.description.is_some() => {
                schema.schema_data.description.as_deref()
            }
            Target::Item(schema) => {
                let view = View::new(schema);
                let [part] = view.all_of else { return None };
                self.description(&Node::new(part, node.pointer.clone()))
            }
            Target::Reference(_) => self
                .resolve(node)
                .and_then(|(view, _)| view.data.description.as_deref()),
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
