//! References to other local files: their targets become components of the one document.
//!
//! In: the root file's value. Out: a value whose references all begin with `#/`. First all targets are found,
//! each file read once; then they are named; then each is put under `components` (or in place, for path items,
//! which have no components) and the references are rewritten. Cycles through files are ordinary references.

mod assemble;

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use indexmap::IndexSet;
use serde_json::{Map, Value};

use super::references::{identifiers, is_remote, references};
use super::shape::{NodeKind, Object, children, item};
use super::uri;
use crate::depth::levels;
use crate::ir::Pointer;
use crate::pointer;
use crate::reference::percent_decoded;
use crate::report::{Code, Diagnostic, Report};
use crate::source::{FileId, LoadError, Source};

/// Most nodes that are copied in place, over the whole document: without a bound, a few small files that
/// reference each other several times would make a document of any size.
const MAX_COPIED: usize = 2_000_000;

/// A node of a referenced file, used as a kind of object.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Target {
    pub(super) file: FileId,
    pub(super) pointer: String,
    pub(super) section: &'static str,
}

/// Bundles the document of the root file.
pub(super) fn bundle(root: Value, source: &mut Source, report: &mut Report) -> Value {
    if !leaves_the_file(&root, NodeKind::One(Object::Document)) {
        return root;
    }
    let values = HashMap::from([(0, Some(Rc::new(root.clone())))]);
    let mut bundler = Bundler {
        source,
        report,
        values,
        targets: IndexSet::new(),
        identifiers: identifiers(&root),
        links: HashMap::new(),
        waiting: Vec::new(),
        active: Vec::new(),
        around: 0,
        copied: 0,
    };
    bundler.discover(&root, NodeKind::One(Object::Document), 0, &mut String::new());
    while let Some((target, kind)) = bundler.waiting.pop() {
        if let Some(file) = bundler.file(target.file)
            && let Some(node) = file.pointer(&target.pointer)
        {
            bundler.discover(node, kind, target.file, &mut target.pointer.clone());
        }
    }
    bundler.assemble(root)
}

struct Bundler<'a> {
    source: &'a mut Source,
    report: &'a mut Report,
    /// Each file's value; `None` where it could not be read.
    values: HashMap<FileId, Option<Rc<Value>>>,
    /// Targets that become components, in the order they were found.
    targets: IndexSet<Target>,
    /// The identifiers of the root file and of its schemas, which references may name.
    identifiers: HashSet<String>,
    /// What a reference's text in a file leads to; `None` where it was refused.
    links: HashMap<(FileId, String), Option<(FileId, String)>>,
    /// Targets that are not searched yet.
    waiting: Vec<(Target, NodeKind)>,
    /// Nodes being copied in place, from the outermost.
    active: Vec<(FileId, String)>,
    /// How many nodes are around the outermost node of the file that is looked at, as the bundled document has them.
    around: usize,
    copied: usize,
}

impl Bundler<'_> {
    /// Finds the targets below a node. `at` is the node's pointer in its file.
    fn discover(&mut self, value: &Value, kind: NodeKind, file: FileId, at: &mut String) {
        if kind == NodeKind::Data {
            return;
        }
        for (reference, place) in references(value, kind) {
            let length = at.len();
            at.push_str(&place);
            self.follow(&reference, kind, file, at);
            at.truncate(length);
        }
        for (key, kind, child) in children(value, kind) {
            if child.is_object() || child.is_array() {
                let length = at.len();
                pointer::push(at, key.as_ref());
                self.discover(child, kind, file, at);
                at.truncate(length);
            }
        }
    }

    fn follow(&mut self, reference: &str, kind: NodeKind, file: FileId, at: &str) {
        let Some((target, pointer)) = self.resolve(reference, kind, file, at) else {
            return;
        };
        if target == 0 && section_of(kind).is_some() {
            return;
        }
        let Some(value) = self.file(target) else {
            return;
        };
        let Some(node) = value.pointer(&pointer) else {
            let fault = (
                Code::DanglingRef,
                format!("`{reference}` does not exist"),
                "no such node",
            );
            return self.refuse(reference, file, at, fault);
        };
        if let Some(section) = section_of(kind) {
            let found = Target {
                file: target,
                pointer,
                section,
            };
            if self.targets.insert(found.clone()) {
                self.waiting
                    .push((found, NodeKind::One(Object::Components).child(section).child("")));
            }
            return;
        }
        let copy = (target, pointer);
        self.copied += size(node);
        // The reference itself is one step further in than what is put in its place.
        let around = self.around + at.matches('/').count().saturating_sub(1);
        let fault = if self.active.contains(&copy) {
            let message = format!("`{reference}` leads back to itself");
            (Code::CyclicRef, message, "part of a cycle")
        } else if self.copied > MAX_COPIED {
            let message = format!("`{reference}` makes the document too large");
            (Code::TooLarge, message, "copied too often")
        } else if around + levels(node) > super::MAX_DEPTH {
            let message = format!("what `{reference}` leads to is nested too deep");
            (Code::TooDeep, message, "given up here")
        } else {
            let mut at = copy.1.clone();
            // Pointers begin at the root of a file, and what is copied stands lower in it.
            let outer = std::mem::replace(&mut self.around, around.saturating_sub(at.matches('/').count()));
            self.active.push(copy);
            self.discover(node, kind, target, &mut at);
            self.active.pop();
            self.around = outer;
            return;
        };
        self.refuse(reference, file, at, fault);
    }

    /// Reports a reference and follows it no further.
    fn refuse(&mut self, reference: &str, file: FileId, at: &str, (code, message, label): (Code, String, &str)) {
        self.links.insert((file, reference.to_owned()), None);
        self.fault(code, file, at, message, label);
    }

    /// The file and node a reference leads to; `None` where it stays in the root file, or was refused.
    fn resolve(&mut self, reference: &str, kind: NodeKind, file: FileId, at: &str) -> Option<(FileId, String)> {
        if file == 0 && reference.starts_with('#') {
            return None;
        }
        let key = (file, reference.to_owned());
        if !self.links.contains_key(&key) {
            let link = self.open(reference, kind, file, at);
            self.links.insert(key.clone(), link);
        }
        self.links.get(&key).cloned().flatten()
    }

    fn open(&mut self, reference: &str, kind: NodeKind, file: FileId, at: &str) -> Option<(FileId, String)> {
        let (identifier, fragment) = reference.split_once('#').unwrap_or((reference, ""));
        let named = self.named(file, identifier);
        if named == Some(0) && (fragment.is_empty() || fragment.starts_with('/')) {
            return Some((0, decoded(fragment)));
        }
        if file == 0 && (named == Some(0) || self.identifiers.contains(identifier)) {
            return None;
        }
        if let Some(target) = named {
            return self.read(target).then(|| (target, decoded(fragment)));
        }
        if is_remote(reference) {
            let message = format!("`{reference}` is not a local file");
            self.fault(Code::RemoteRef, file, at, message, "nothing is fetched");
            return None;
        }
        let pointer = decoded(fragment);
        if identifier.is_empty() {
            return Some((file, pointer));
        }
        match self.source.open(file, &decoded(identifier)) {
            Ok(target) => self.read(target).then_some((target, pointer)),
            Err(LoadError::Outside { .. }) => {
                let message = format!("`{reference}` lies outside the folder of the document");
                self.fault(Code::OutsideRef, file, at, message, "not read");
                None
            }
            // A component by its name alone, or by a file that it once had: the normaliser's to resolve.
            Err(_) if file == 0 && self.is_other_component(pointer::last_name(reference), kind, at) => None,
            // A mapping without one of its entries is still of use: the normaliser says that it is left out.
            Err(_) if file == 0 && kind == NodeKind::One(Object::Discriminator) => None,
            Err(error) => {
                self.fault(Code::UnreadableRef, file, at, error.to_string(), "");
                None
            }
        }
    }

    /// The file that a reference names by its URI: the root, by its `$self` (OpenAPI 3.2 §4.1.2), or one beside it.
    fn named(&mut self, file: FileId, reference: &str) -> Option<FileId> {
        let own = |file| Some(self.values.get(&file)?.as_ref()?.get("$self")?.as_str()?.to_owned());
        let root: String = own(0)?;
        let base = own(file).or_else(|| is_remote(reference).then(String::new))?;
        let uri = uri::resolved(&base, reference);
        if uri == root {
            return Some(0);
        }
        let beside = uri.strip_prefix(uri::folder(&root)).filter(|_| is_remote(reference))?;
        self.source.open(0, &decoded(beside)).ok()
    }

    /// Whether a file could be read; if not, that has been reported.
    fn read(&mut self, file: FileId) -> bool {
        if !self.values.contains_key(&file) {
            let value = super::read_file(self.source, file, self.report);
            self.values.insert(file, value.map(Rc::new));
        }
        self.values.get(&file).is_some_and(Option::is_some)
    }

    /// Whether the root document has a component of this kind, and the reference is not all that it consists of.
    fn is_other_component(&self, name: &str, kind: NodeKind, at: &str) -> bool {
        let (Some(root), Some(section)) = (self.file(0), section_of(kind)) else {
            return false;
        };
        let component = pointer::join(&format!("/components/{section}"), name);
        root.pointer(&component).is_some() && at != format!("{component}/$ref")
    }

    fn file(&self, file: FileId) -> Option<Rc<Value>> {
        self.values.get(&file)?.clone()
    }

    fn node(&self, file: FileId, pointer: &str) -> Option<Value> {
        self.file(file)?.pointer(pointer).cloned()
    }

    fn fault(&mut self, code: Code, file: FileId, at: &str, message: String, label: &str) {
        let diagnostic = Diagnostic::new(code, Pointer(at.to_owned()), message).label(label);
        let place = self.source.locate_in(file, at, false);
        self.report.push(place.into_iter().fold(diagnostic, Diagnostic::span));
    }
}

/// The section of the components that a reference from an object of this kind leads to.
fn section_of(kind: NodeKind) -> Option<&'static str> {
    match kind {
        NodeKind::One(Object::Discriminator) => Object::Schema.section(),
        NodeKind::One(object) => object.section(),
        _ => None,
    }
}

/// Whether a reference below a node leads out of its file.
fn leaves_the_file(value: &Value, kind: NodeKind) -> bool {
    if kind == NodeKind::Data {
        return false;
    }
    let here = || {
        references(value, kind)
            .iter()
            .any(|(reference, _)| !reference.starts_with('#'))
    };
    match value {
        Value::Object(map) => here() || map.iter().any(|(key, child)| leaves_the_file(child, kind.child(key))),
        Value::Array(list) => list.iter().any(|child| leaves_the_file(child, item(kind))),
        _ => false,
    }
}

/// How many nodes a value has.
fn size(value: &Value) -> usize {
    1 + match value {
        Value::Object(map) => map.values().map(size).sum(),
        Value::Array(list) => list.iter().map(size).sum::<usize>(),
        _ => 0,
    }
}

fn section<'a>(root: &'a mut Value, name: &str) -> Option<&'a mut Map<String, Value>> {
    let empty = || Value::Object(Map::new());
    let components = root.as_object_mut()?.entry("components").or_insert_with(empty);
    components
        .as_object_mut()?
        .entry(name)
        .or_insert_with(empty)
        .as_object_mut()
}

/// A text with its percent-encoded bytes decoded; unchanged where the result is no text.
fn decoded(text: &str) -> String {
    percent_decoded(text).unwrap_or_else(|| text.to_owned())
}
