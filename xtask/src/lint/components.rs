//! `unused-component`: components that no operation reaches.

use std::collections::HashSet;

use serde_json::Value;

use super::Node;
use super::walk::{walk, walk_from};
use crate::ir::Pointer;
use crate::normalise::grammar::Kind;
use crate::pointer;
use crate::report::{Code, Diagnostic, Report};

/// The sections that are looked at, with what they hold.
const SECTIONS: [Kind; 9] = [
    Kind::Schema,
    Kind::Response,
    Kind::Parameter,
    Kind::Example,
    Kind::RequestBody,
    Kind::Header,
    Kind::SecurityScheme,
    Kind::Link,
    Kind::Callback,
];

/// Reports the components that nothing outside of the components leads to.
pub(super) fn check(document: &Value, report: &mut Report) {
    let reached = Reach::new(document).run();
    for kind in SECTIONS {
        let Some(section) = kind.section() else { continue };
        let place = format!("/components/{section}");
        for name in document
            .pointer(&place)
            .and_then(Value::as_object)
            .into_iter()
            .flat_map(|map| map.keys())
        {
            let at = pointer::join(&place, name);
            if !reached.contains(&at) {
                let message = format!(
                    "no operation reaches {} `{name}`",
                    kind.name().replacen("a ", "the ", 1)
                );
                report.push(Diagnostic::new(Code::UnusedComponent, Pointer(at), message).on_key());
            }
        }
    }
}

struct Reach<'d> {
    document: &'d Value,
    /// Components with a discriminator, by the subtypes that name them in `allOf`.
    subtypes: Vec<(String, String)>,
    reached: HashSet<String>,
    open: Vec<(String, Kind)>,
}

impl<'d> Reach<'d> {
    fn new(document: &'d Value) -> Self {
        let mut subtypes = Vec::new();
        let schemas = document.pointer("/components/schemas").and_then(Value::as_object);
        for (name, schema) in schemas.into_iter().flatten() {
            let parts = schema.get("allOf").and_then(Value::as_array);
            for base in parts
                .into_iter()
                .flatten()
                .filter_map(|part| part.get("$ref")?.as_str()?.strip_prefix('#'))
            {
                if document.pointer(base).is_some_and(has_discriminator) {
                    subtypes.push((base.to_owned(), pointer::join("/components/schemas", name)));
                }
            }
        }
        Self {
            document,
            subtypes,
            reached: HashSet::new(),
            open: Vec::new(),
        }
    }

    fn run(mut self) -> HashSet<String> {
        let document = self.document;
        walk(document, &mut |node| {
            let is_component = node.at.0.starts_with("/components/");
            if !is_component {
                self.node(&node);
            }
        });
        while let Some((at, kind)) = self.open.pop() {
            if let Some(value) = document.pointer(&at) {
                walk_from(value, kind, &at, &mut |node| self.node(&node));
            }
        }
        self.reached
    }

    /// Follows what a node names.
    fn node(&mut self, node: &Node<'_>) {
        if let Some(reference) = node.value.get("$ref").and_then(Value::as_str) {
            self.reach(reference, node.kind);
        }
        match node.kind {
            Kind::Discriminator => {
                let mapping = node.value.get("mapping").and_then(Value::as_object);
                for reference in mapping
                    .into_iter()
                    .flat_map(|map| map.values())
                    .filter_map(Value::as_str)
                {
                    self.reach(reference, Kind::Schema);
                }
            }
            Kind::Root | Kind::Operation => {
                let security = node.value.get("security").and_then(Value::as_array);
                let named = security.into_iter().flatten().filter_map(Value::as_object);
                for name in named.flat_map(|requirement| requirement.keys()) {
                    let at = pointer::join("/components/securitySchemes", name);
                    self.reach(&format!("#{at}"), Kind::SecurityScheme);
                }
            }
            _ => {}
        }
    }

    fn reach(&mut self, reference: &str, kind: Kind) {
        let Some(at) = reference.strip_prefix('#') else { return };
        if !self.reached.insert(at.to_owned()) {
            return;
        }
        self.open.push((at.to_owned(), kind));
        // The subtypes of a base with a discriminator are its alternatives, though it does not name them.
        let of_base: Vec<String> = self
            .subtypes
            .iter()
            .filter(|(base, _)| base == at)
            .map(|(_, subtype)| format!("#{subtype}"))
            .collect();
        for subtype in of_base {
            self.reach(&subtype, Kind::Schema);
        }
    }
}

fn has_discriminator(schema: &Value) -> bool {
    let parts = schema.get("allOf").and_then(Value::as_array);
    schema.get("discriminator").is_some()
        || parts
            .into_iter()
            .flatten()
            .any(|part| part.get("discriminator").is_some())
}
