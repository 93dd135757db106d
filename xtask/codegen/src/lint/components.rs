//! `unused-component`: components that no operation reaches.

use std::collections::HashSet;

use serde_json::Value;

use super::Node;
use super::walk::{walk, walk_from};
use crate::ir::Pointer;
use crate::normalise::grammar::Kind;
use crate::normalise::inheritance::BASE_OF;
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
        let components = document.pointer(&place).and_then(Value::as_object);
        // The members of a union that others extend are no component in the text.
        let named = components
            .into_iter()
            .flatten()
            .filter(|(_, component)| component.get(BASE_OF).is_none());
        for (name, _) in named {
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
    reached: HashSet<String>,
    open: Vec<(String, Kind)>,
}

impl<'d> Reach<'d> {
    fn new(document: &'d Value) -> Self {
        Self {
            document,
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
        // Who extends a component is one of its alternatives.
        let union = self.document.pointer(at).and_then(|base| base.get(BASE_OF)?.as_str());
        if let Some(name) = union {
            self.reach(
                &format!("#{}", pointer::join("/components/schemas", name)),
                Kind::Schema,
            );
        }
    }
}
