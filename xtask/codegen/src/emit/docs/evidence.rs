//! What a crate holds that the provider does not document: the mark of an item, and the page of all of them.
//!
//! In: the evidence of items. Out: a link for an item's documentation, and the lines of the module `evidence` that it leads
//! to, where each reason stands once, above what rests on it.

use super::lines::Lines;
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
    page.add(&api.docs, "the document".to_owned());
    for def in api.types.iter().filter(|def| !def.hidden) {
        page.type_def(def);
    }
    page.done()
}

/// The page of the client crate; `None` where nothing of it is on the page.
pub(in crate::emit) fn client(api: &Api) -> Option<Vec<String>> {
    let mut page = Page::default();
    page.add(&api.docs, "the document".to_owned());
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

/// A link to an item of the crate, by its name within a module.
fn link(module: &str, name: &str) -> String {
    format!("[`{name}`](crate::{module}{name})")
}

/// The reasons, in the order of the document, each with the items that rest on it.
#[derive(Default)]
struct Page(Vec<Reason>);

struct Reason {
    kind: EvidenceKind,
    text: Option<Markdown>,
    items: Vec<String>,
}

impl Page {
    fn add(&mut self, docs: &Docs, item: String) {
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
        // A link to what a feature hides leads nowhere without it.
        let link = |_: &str, item: &str| if def.told { format!("`{item}`") } else { link("", item) };
        self.add(&def.docs, link("", name));
        match &def.shape {
            Shape::Struct { fields, .. } => {
                for field in fields {
                    self.add(&field.docs, link("", &format!("{name}::{}", bare(field.name.as_str()))));
                }
            }
            Shape::Union { variants, .. } => {
                for variant in variants {
                    self.add(&variant.docs, link("", &format!("{name}::{}", variant.name)));
                }
            }
            Shape::Enum { .. } | Shape::Alias(_) => {}
        }
    }

    fn operation(&mut self, group: &Group, operation: &Operation) {
        let method = link("", &format!("Client::{}", bare(operation.method_name.as_str())));
        let module = format!("{}::", bare(group.module.as_str()));
        let member = |name: &str, required| match required {
            true => format!("`{name}` of {method}"),
            false => link(&module, &format!("{}::{name}", operation.type_name)),
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
                    Some(name) => link(&module, &format!("{name}::{}", response.variant)),
                    None => format!("the response to {method}"),
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
                lines.block(vec![heading.to_owned()]);
            }
            for Reason { text, items, .. } in reasons {
                match text {
                    Some(text) => lines.sentence(Some(text)),
                    None => lines.paragraph("Without a reason in the document."),
                }
                lines.block(items.iter().map(|item| format!("* {item}")).collect());
            }
        }
        Some(lines.done())
    }
}
