//! Documentation: the description, what was inferred, and where an item comes from, as lines for rustdoc.

use serde_json::Value as Json;

use super::facts::{code, code_in_full};
use super::markdown;
use super::schemas::Schemas;
use super::schemas::bases::BASE_OF;
use super::schemas::view::{Node, Target, View};
use super::whereabouts::whereabouts;
use crate::ir::{Docs, Flow, Pointer, Presence, Shape, Type};

impl<'a> Schemas<'a> {
    /// The documentation of a type.
    pub(super) fn type_docs(&self, view: Option<&View<'a>>, shape: &Shape, pointer: &Pointer) -> Docs {
        let pointer = &self.as_written(pointer);
        let mut docs = Builder::default();
        docs.text(view.and_then(|view| view.data.description.as_deref()));
        if let Some(parent) = view.and_then(|view| view.text_extension(BASE_OF)) {
            let parent = code(parent);
            docs.line(format!(
                "A {parent} that is none of the others: it has what all of them have."
            ));
        }
        if docs.is_empty() {
            docs.sentence(view.and_then(|view| view.data.title.as_deref()));
        }
        if docs.is_empty()
            && let Some(place) = whereabouts(pointer)
        {
            docs.line(format!("{}.", capital(&place)));
        }
        if matches!(shape, Shape::Enum { .. }) {
            docs.paragraph("The server may add values at any time; one that this release does not name is kept and sent back unchanged.");
        }
        if let Some(view) = view {
            docs.evidence(|key| view.text_extension(key));
            docs.sunset(view.data.deprecated, |key| view.text_extension(key));
        }
        docs.paragraph(&format!("Schema: {}.", code_in_full(&format!("#{}", pointer.0))));
        docs.done()
    }

    /// The documentation of a property.
    pub(super) fn field_docs(&self, node: &Node<'a>, presence: Presence, _ty: &Type, flow: Flow) -> Docs {
        let mut docs = Builder::default();
        // A description beside a reference was put around it as `allOf`: the outer one speaks of this place.
        docs.text(self.description(node));
        docs.evidence(|key| node.text_extension(key));
        if let Some((view, _)) = self.resolve(node) {
            docs.sunset(view.data.deprecated, |key| view.text_extension(key));
        }
        docs.paragraph(&self.facts(node, presence, flow));
        docs.done()
    }

    /// The documentation of a union's arm.
    pub(super) fn arm_docs(&self, node: &Node<'a>, _ty: &Type) -> Docs {
        let mut docs = Builder::default();
        docs.text(self.description(node));
        if docs.is_empty() {
            docs.line(format!("{}.", capital(&self.wire_type(node, 0))));
        }
        docs.done()
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

/// Lines of documentation, put together paragraph by paragraph.
#[derive(Debug, Default)]
pub(super) struct Builder(Vec<String>);

impl Builder {
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Adds CommonMark text of the document.
    pub(super) fn text(&mut self, text: Option<&str>) {
        if let Some(text) = text {
            self.block(markdown::markdown(text));
        }
    }

    /// Adds a summary of the document, with a full stop.
    pub(super) fn sentence(&mut self, text: Option<&str>) {
        if let Some(text) = text {
            self.block(markdown::sentence(text));
        }
    }

    /// Adds a line of our own.
    pub(super) fn line(&mut self, line: String) {
        self.0.push(line);
    }

    /// Adds a paragraph of our own.
    pub(super) fn paragraph(&mut self, text: &str) {
        self.block(vec![text.to_owned()]);
    }

    /// Adds what `x-evidence` says, if anything.
    pub(super) fn evidence<'t>(&mut self, extension: impl Fn(&str) -> Option<&'t str>) {
        let reason = extension("x-evidence-reason");
        let lead = match extension("x-evidence") {
            Some("example") => "_Read from an example_",
            Some("inferred") => "_Inferred_",
            _ => return,
        };
        match reason {
            Some(reason) => self.block(markdown::sentence(&format!("{lead}: {reason}"))),
            None => self.block(vec![format!("{lead}.")]),
        }
    }

    /// Adds the day from which on something deprecated may be gone, if `x-sunset` gives one.
    pub(super) fn sunset<'t>(&mut self, deprecated: bool, extension: impl Fn(&str) -> Option<&'t str>) {
        if let Some(day) = extension("x-sunset").filter(|_| deprecated) {
            self.paragraph(&format!("May be gone from {} on.", code(day)));
        }
    }

    fn block(&mut self, lines: Vec<String>) {
        if lines.is_empty() {
            return;
        }
        if !self.0.is_empty() {
            self.0.push(String::new());
        }
        self.0.extend(lines);
    }

    pub(super) fn done(self) -> Docs {
        Docs(self.0)
    }
}

/// A text extension among others.
pub(super) fn text_of<'e>(extensions: &'e indexmap::IndexMap<String, Json>, key: &str) -> Option<&'e str> {
    extensions.get(key).and_then(Json::as_str)
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars
        .next()
        .map(|first| first.to_uppercase().chain(chars).collect())
        .unwrap_or_default()
}
