//! What a crate holds that the provider does not document: the mark of an item, and the page of all of them.
//!
//! In: the evidence of items. Out: a link for an item's documentation, and the lines of the module `evidence` that it leads
//! to, where each reason stands once, above what rests on it.

use super::lines::{Lines, item, paragraph};
use crate::code_span::code;
use crate::emit::words::bare;
use crate::ir::{Api, Body, Docs, EvidenceKind, Group, Markdown, Note, Operation, Param, SchemeKind, Shape, TypeDef};

/// What is said of a JSON:API `type` that was taken from elsewhere in the document.
const FOUND_OUT: &str = "The document allows any text here; this is what it calls the resource elsewhere.";

/// The link of an item to the page; `None` where the provider documents the item.
pub(super) fn mark(docs: &Docs) -> Option<&'static str> {
    match reasons(docs).next()?.0 {
        EvidenceKind::Example => Some("[From an example](crate::evidence)."),
        EvidenceKind::Inferred => Some("[Inferred](crate::evidence)."),
    }
}

/// What an item rests on.
fn reasons(docs: &Docs) -> impl Iterator<Item = (EvidenceKind, Option<Markdown>)> {
    let found_out = docs.notes.contains(&Note::FoundOut);
    let found_out = found_out.then(|| (EvidenceKind::Inferred, Some(Markdown(FOUND_OUT.to_owned()))));
    let evidence = docs.evidence.as_ref();
    evidence
        .map(|evidence| (evidence.kind, evidence.reason.clone()))
        .into_iter()
        .chain(found_out)
}

/// The page of the models crate; `None` where nothing of it is on the page.
pub(in crate::emit) fn models(api: &Api) -> Option<Vec<String>> {
    let mut page = Page::default();
    page.add(&api.docs, named("the document".to_owned()));
    for def in &api.types {
        page.type_def(def);
    }
    for webhook in &api.webhooks {
        page.add(&webhook.docs, named(format!("the webhook {}", code(&webhook.name))));
    }
    page.done()
}

/// The page of the client crate; `None` where nothing of it is on the page.
pub(in crate::emit) fn client(api: &Api) -> Option<Vec<String>> {
    let mut page = Page::default();
    page.add(&api.docs, named("the document".to_owned()));
    for scheme in &api.schemes {
        let name = match scheme.kind {
            SchemeKind::MutualTls => "ClientBuilder".to_owned(),
            _ => format!("ClientBuilder::{}", bare(scheme.name.as_str())),
        };
        page.add(&scheme.docs, link("", &name));
    }
    for key in &api.headers {
        page.add(&key.docs, link("headers::", key.name.as_str()));
    }
    for group in &api.groups {
        page.add(&group.docs, link("", bare(group.module.as_str())));
        for operation in &group.operations {
            page.operation(group, operation);
        }
    }
    page.done()
}

/// An item of the crate, by its name within a module.
fn link(module: &str, name: &str) -> Evident {
    named(format!("[`{name}`](crate::{module}{name})"))
}

fn named(of: String) -> Evident {
    Evident { of, part: None }
}

/// The reasons, in the order of the document, each with the items that rest on it.
#[derive(Default)]
struct Page(Vec<Reason>);

struct Reason {
    kind: EvidenceKind,
    text: Option<Markdown>,
    items: Vec<Evident>,
}

/// An item that rests on a reason: what is linked, and which part of it, where that is meant.
#[derive(Clone, PartialEq)]
struct Evident {
    of: String,
    part: Option<String>,
}

impl Evident {
    fn part(self, name: &str) -> Self {
        Self {
            part: Some(code(name)),
            ..self
        }
    }

    /// The items in a list, the parts of one behind it.
    fn list(items: &[Self]) -> Vec<String> {
        let same = |a: &Self, b: &Self| a.of == b.of && a.part.is_some() && b.part.is_some();
        let items = items.chunk_by(same).flat_map(|items| {
            let parts: Vec<&str> = items.iter().filter_map(|item| item.part.as_deref()).collect();
            let of = items.first().map(|item| item.of.as_str()).unwrap_or_default();
            item(match parts.as_slice() {
                [] => paragraph(format!("* {of}")),
                parts => paragraph(format!("* {of}: {}", parts.join(", "))),
            })
        });
        items.collect()
    }
}

impl Page {
    fn add(&mut self, docs: &Docs, item: Evident) {
        for (kind, text) in reasons(docs) {
            let same = |reason: &&mut Reason| reason.kind == kind && reason.text == text;
            let items = vec![item.clone()];
            match self.0.iter_mut().find(same) {
                Some(reason) => reason.items.extend(items),
                None => self.0.push(Reason { kind, text, items }),
            }
        }
    }

    fn type_def(&mut self, def: &TypeDef) {
        let name = def.name.as_str();
        // A link to what is not there, or only with a feature, leads nowhere.
        let of_type = match def.told || def.hidden {
            true => named(format!("`{name}`")),
            false => link("", name),
        };
        self.add(&def.docs, of_type.clone());
        match &def.shape {
            Shape::Struct { fields, .. } => {
                for field in fields {
                    self.add(&field.docs, of_type.clone().part(bare(field.name.as_str())));
                }
            }
            Shape::Union { variants, .. } => {
                for variant in variants {
                    self.add(&variant.docs, of_type.clone().part(variant.name.as_str()));
                }
            }
            Shape::Enum { .. } | Shape::Alias(_) => {}
        }
    }

    fn operation(&mut self, group: &Group, operation: &Operation) {
        let method = link("", &format!("Client::{}", bare(operation.method_name.as_str())));
        let module = format!("{}::", bare(group.module.as_str()));
        let member = |name: &str, required| match required {
            true => method.clone().part(name),
            false => link(&module, operation.type_name.as_str()).part(name),
        };
        self.add(&operation.docs, method.clone());
        for Param {
            name, docs, required, ..
        } in &operation.params
        {
            self.add(docs, member(bare(name.as_str()), *required));
        }
        if let Some(Body {
            name, docs, required, ..
        }) = &operation.body
        {
            self.add(docs, member(bare(name.as_str()), *required));
        }
        let errors = operation
            .errors
            .iter()
            .map(|errors| (Some(&errors.name), &errors.responses));
        let success = (operation.success.enum_name.as_ref(), &operation.success.responses);
        for (enum_name, responses) in errors.chain([success]) {
            for response in responses {
                let item = match enum_name {
                    Some(name) => link(&module, name.as_str()).part(response.variant.as_str()),
                    None => named(format!("the response to {}", method.of)),
                };
                self.add(&response.docs, item);
            }
        }
    }

    fn done(self) -> Option<Vec<String>> {
        if self.0.is_empty() {
            return None;
        }
        let mut lines = Lines::default();
        lines.paragraph("What this crate holds although no page of the provider states it, by the reason for it.");
        for (kind, heading) in [
            (EvidenceKind::Inferred, "# Inferred"),
            (EvidenceKind::Example, "# From an example"),
        ] {
            let mut reasons = self.0.iter().filter(|reason| reason.kind == kind).peekable();
            if reasons.peek().is_some() {
                lines.heading(heading);
            }
            for Reason { text, items, .. } in reasons {
                match text {
                    Some(text) => lines.sentence(Some(text)),
                    None => lines.paragraph("Without a reason in the document."),
                }
                lines.block(Evident::list(items));
            }
        }
        Some(lines.done())
    }
}
