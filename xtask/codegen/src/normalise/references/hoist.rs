//! Components for what references point to in the middle of something else.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap, HashSet};

use serde_json::{Map, Value, json};

use super::collect::{Found, Reference};
use super::dangling::{dangling, reached, with_hint};
use super::{Fate, Fates};
use crate::ir::Pointer;
use crate::normalise::context::Context;
use crate::normalise::cursor::escape;
use crate::normalise::grammar::{ObjectKind, kind_at};
use crate::pointer;
use crate::pointer::{last_name, push};
use crate::reference::{self, component, percent_decoded};
use crate::report::{Code, Diagnostic};

/// Objects to move: pointer to section and new name.
pub(super) type Wanted = BTreeMap<String, (&'static str, String)>;

/// Decides about every odd reference.
pub(super) fn plan(root: &mut Value, found: &Found, cx: &mut Context<'_>) -> (Wanted, Fates) {
    let mut plan = Plan::default();
    for reference in &found.odd {
        plan.decide(root, reference, found, cx);
    }
    (plan.wanted, plan.fates)
}

/// How many references to nothing get a hint.
const HINTS: usize = 100;

/// The names given to new components.
#[derive(Default)]
struct Names {
    taken: HashSet<String>,
    /// The last number of each name that was given several times.
    numbers: HashMap<(&'static str, String), usize>,
}

#[derive(Default)]
struct Plan {
    wanted: Wanted,
    fates: Fates,
    names: Names,
    /// What operations reach; found out when the first reference points to nothing.
    reached: Option<HashSet<String>>,
    /// What was said of references to nothing.
    nothing: HashMap<(ObjectKind, String), Diagnostic>,
}

impl Plan {
    fn decide(&mut self, root: &mut Value, reference: &Reference, found: &Found, cx: &mut Context<'_>) {
        let key = (reference.kind, reference.text.clone());
        if matches!(self.fates.by_text.get(&key), Some(Fate::Become(_))) {
            return;
        }
        if let Some(diagnostic) = self.nothing.get(&key) {
            let mut diagnostic = diagnostic.clone();
            diagnostic.at = reference.at.clone();
            return self.report(diagnostic, root, reference, cx);
        }
        match resolve(root, reference, found, cx) {
            Target::Component(text) => {
                self.fates.by_text.insert(key, Fate::Become(text));
            }
            Target::Inside { pointer, is_local } => {
                let Some(section) = reference.kind.section() else {
                    return;
                };
                let names = &mut self.names;
                let entry = self.wanted.entry(pointer);
                let name = |pointer: &String| (section, name_for(&telling(root, pointer), section, found, names));
                let (_, name) = entry.or_insert_with_key(name);
                let fate = Fate::Become(format!("#/components/{section}/{}", escape(name)));
                if is_local {
                    self.fates.by_place.insert(reference.at.clone(), fate);
                } else {
                    self.fates.by_text.insert(key, fate);
                }
            }
            Target::Nothing(mut diagnostic) => {
                // Looking for a similar name takes time, and nobody reads the hundredth hint.
                if self.nothing.len() < HINTS {
                    let Reference { kind, text, .. } = reference;
                    *diagnostic = with_hint(*diagnostic, root, *kind, text);
                }
                self.nothing.insert(key.clone(), (*diagnostic).clone());
                self.fates
                    .by_text
                    .insert(key, as_header(root, reference).map_or(Fate::Vanish, Fate::Be));
                self.report(*diagnostic, root, reference, cx);
            }
        }
    }

    fn report(&mut self, mut diagnostic: Diagnostic, root: &mut Value, reference: &Reference, cx: &mut Context<'_>) {
        // The reader has spoken of references that leave the folder already.
        if diagnostic.code == Code::ExternalRef
            && !reference.is_mapping
            && cx.report.diagnostics.iter().any(|other| other.at == diagnostic.at)
        {
            return;
        }
        let reached = self.reached.get_or_insert_with(|| reached(root, cx));
        let owner: String = reference.at.0.split('/').take(4).collect::<Vec<_>>().join("/");
        let is_used = !owner.starts_with("/components/") || reached.contains(&owner);
        if reference.is_mapping {
            diagnostic.code = Code::DanglingMapping;
            diagnostic.label = "left out".into();
            diagnostic.message = format!("the mapping names `{}`, which is no schema", reference.text);
        } else if diagnostic.code == Code::DanglingRef && !is_used {
            diagnostic.code = Code::DanglingRefUnused;
        } else if matches!(diagnostic.code, Code::DanglingRef | Code::WrongRef) && is_odd(reference.kind) {
            diagnostic.code = Code::OddRef;
        }
        diagnostic.level = diagnostic.code.level();
        cx.push(diagnostic);
    }
}

/// Whether no call depends on objects of a kind.
fn is_odd(kind: ObjectKind) -> bool {
    matches!(kind, ObjectKind::Header | ObjectKind::Example | ObjectKind::Link)
}

/// The header that a parameter describes which stands in the place of one.
fn as_header(root: &Value, reference: &Reference) -> Option<Value> {
    let parameter = reference::target(root, &reference.text).filter(|_| reference.kind == ObjectKind::Header)?;
    let mut header = parameter
        .as_object()
        .filter(|object| object.contains_key("in"))?
        .clone();
    for key in ["name", "in", "style", "allowReserved"] {
        header.remove(key);
    }
    Some(Value::Object(header))
}

/// What an odd reference points to.
enum Target {
    /// A component, in this spelling.
    Component(String),
    /// An object in the middle of something.
    Inside {
        /// Where it is.
        pointer: String,
        /// Whether the reference means something else in another place.
        is_local: bool,
    },
    /// Nothing.
    Nothing(Box<Diagnostic>),
}

fn resolve(root: &Value, reference: &Reference, found: &Found, cx: &mut Context<'_>) -> Target {
    let Reference { kind, text, at, .. } = reference;
    if reference.is_mapping && found.has("schemas", text) {
        return Target::Component(format!("#/components/schemas/{}", escape(text)));
    }
    let anchor = text.strip_prefix('#').unwrap_or(text);
    let text = match found.anchors.get(anchor).or_else(|| found.anchors.get(text)) {
        Some(pointer) => &format!("#{pointer}"),
        None => &within(text, found).unwrap_or_else(|| text.clone()),
    };
    let decoded = percent_decoded(text).unwrap_or_else(|| text.clone());
    for spelling in [text, &decoded] {
        if let Some((section, name)) = component(spelling)
            && found.has(section, &name)
        {
            let name = escape(&name);
            return if kind.section() == Some(section) {
                Target::Component(format!("#/components/{section}/{name}"))
            } else if let Some(pointer) = schema_of(root, reference, &format!("/components/{section}/{name}"), cx) {
                inside(pointer)
            } else {
                let message = format!("`{text}` is not {}", kind.name());
                Target::Nothing(Box::new(Diagnostic::new(Code::WrongRef, at.clone(), message)))
            };
        }
    }
    if let Some(pointer) = pointer_of(root, text, &decoded) {
        return inside(schema_of(root, reference, &pointer, cx).unwrap_or(pointer));
    }
    if let Some(pointer) = enclosing(root, at, &decoded) {
        let message = format!("`{text}` is resolved in the schema around it");
        cx.push(Diagnostic::new(Code::LocalRef, at.clone(), message));
        return Target::Inside {
            pointer,
            is_local: true,
        };
    }
    if let Some((section, name)) = named(*kind, at, &decoded, found) {
        let message = format!("`{text}` leads nowhere, and there is {} called `{name}`", kind.name());
        cx.push(Diagnostic::new(Code::MisspeltRef, at.clone(), message).label("read as that"));
        return Target::Component(format!("#/components/{section}/{}", escape(name)));
    }
    Target::Nothing(Box::new(dangling(*kind, at.clone(), text)))
}

fn inside(pointer: String) -> Target {
    Target::Inside {
        pointer,
        is_local: false,
    }
}

/// Where a reference asks for a schema and finds another object: where that object's schema is.
fn schema_of(root: &Value, reference: &Reference, pointer: &str, cx: &mut Context<'_>) -> Option<String> {
    let kind =
        kind_at(root, pointer).filter(|kind| *kind != ObjectKind::Schema && reference.kind == ObjectKind::Schema)?;
    let object = root.pointer(pointer)?;
    let own = object.get("schema").map(|_| format!("{pointer}/schema"));
    let content = || {
        let (media_type, content) = object.get("content")?.as_object()?.iter().next()?;
        content.get("schema")?;
        Some(format!("{pointer}/content/{}/schema", escape(media_type)))
    };
    let schema = own.or_else(content)?;
    let message = format!("`{}` is {}, and not a schema", reference.text, kind.name());
    let diagnostic = Diagnostic::new(Code::SchemaOfRef, reference.at.clone(), message);
    cx.push(diagnostic.label("read as the schema in it"));
    Some(schema)
}

/// What a pointer into a schema or document that has an identifier means in this document.
fn within(text: &str, found: &Found) -> Option<String> {
    let (identifier, pointer) = text.split_once('#').filter(|(_, pointer)| pointer.starts_with('/'))?;
    let around = found.anchors.get(identifier)?;
    Some(format!("#{around}{pointer}"))
}

/// The component that has the name with which a reference ends, exactly or as the only one in another case.
fn named<'f>(kind: ObjectKind, at: &Pointer, text: &str, found: &'f Found) -> Option<(&'static str, &'f str)> {
    let section = kind.section()?;
    let wanted = pointer::unescape(last_name(text));
    let is_other = |name: &&str| at.0 != format!("/components/{section}/{}/$ref", escape(name));
    let names = || {
        found
            .alike(section, &wanted)
            .iter()
            .map(String::as_str)
            .filter(is_other)
    };
    if let Some(name) = names().find(|name| *name == wanted) {
        return Some((section, name));
    }
    let mut others = names();
    let name = others.next()?;
    others.next().is_none().then_some((section, name))
}

fn pointer_of(root: &Value, text: &str, decoded: &str) -> Option<String> {
    reference::target(root, text).filter(|value| value.is_object() || value.is_boolean())?;
    let pointer = [text, decoded]
        .into_iter()
        .filter_map(|text| text.strip_prefix('#'))
        .find(|pointer| root.pointer(pointer).is_some())?;
    // The whole document is no schema.
    (!pointer.is_empty()).then(|| pointer.to_owned())
}

/// The definition that a reference means if it is read relative to a schema around it.
fn enclosing(root: &Value, at: &Pointer, text: &str) -> Option<String> {
    let relative = text
        .strip_prefix('#')
        .filter(|pointer| pointer.starts_with("/$defs/") || pointer.starts_with("/definitions/"))?;
    let mut around = at.0.as_str();
    while let Some(end) = around.rfind('/') {
        around = &around[..end];
        let pointer = format!("{around}{relative}");
        if root.pointer(&pointer).is_some_and(Value::is_object) {
            return Some(pointer);
        }
    }
    None
}

/// A pointer with the names of parameters in place of their numbers, which change when one is added.
fn telling(root: &Value, pointer: &str) -> String {
    let mut around = String::new();
    let mut telling = String::new();
    for segment in pointer.split('/').skip(1) {
        around = format!("{around}/{segment}");
        let is_number = telling.ends_with("/parameters") && segment.parse::<usize>().is_ok();
        let name = root
            .pointer(&around)
            .and_then(|parameter| parameter.get("name")?.as_str());
        match name.filter(|_| is_number) {
            Some(name) => push(&mut telling, name),
            None => telling = format!("{telling}/{segment}"),
        }
    }
    telling
}

/// A name from the keys on the way, without those that OpenAPI fixes: `Call_participants_item`.
fn name_for(pointer: &str, section: &'static str, found: &Found, names: &mut Names) -> String {
    let tokens: Vec<String> = pointer::segments(pointer).map(Cow::into_owned).collect();
    let own = match tokens
        .iter()
        .rposition(|token| token == "$defs" || token == "definitions")
    {
        Some(index) => &tokens[index + 1..],
        None if tokens.first().is_some_and(|token| token == "components") => &tokens[2.min(tokens.len())..],
        None => &tokens[1.min(tokens.len())..],
    };
    let mut words: Vec<String> = Vec::new();
    for token in own {
        match token.as_str() {
            "items" => words.push("item".into()),
            "additionalProperties" => words.push("value".into()),
            "properties" | "schema" | "content" | "responses" | "parameters" | "requestBody" | "schemas" => {}
            word => words.push(
                word.chars()
                    .map(|char| if char.is_alphanumeric() { char } else { '_' })
                    .collect(),
            ),
        }
    }
    let base = words.join("_").trim_matches('_').to_owned();
    let mut name = base.clone();
    while found.has(section, &name) || !names.taken.insert(name.clone()) {
        let number = names.numbers.entry((section, base.clone())).or_insert(1);
        *number += 1;
        name = format!("{base}_{number}");
    }
    name
}

/// Moves the objects into components, the innermost first, and leaves references in their places.
pub(super) fn run(root: &mut Value, wanted: Wanted, cx: &mut Context<'_>) {
    let mut wanted: Vec<_> = wanted.into_iter().collect();
    wanted.sort_by_key(|(pointer, _)| std::cmp::Reverse(pointer.matches('/').count()));
    for (pointer, (section, name)) in wanted {
        let reference = json!({"$ref": format!("#/components/{section}/{}", escape(&name))});
        let Some(place) = root.pointer_mut(&pointer) else {
            continue;
        };
        let target = std::mem::replace(place, reference);
        let to = format!("/components/{section}/{}", escape(&name));
        if let Some(section) = section_mut(root, section) {
            section.insert(name, target);
            cx.report.origins.moved(pointer, to);
        }
    }
}

fn section_mut<'v>(root: &'v mut Value, section: &str) -> Option<&'v mut Map<String, Value>> {
    let components = root.as_object_mut()?.entry("components").or_insert_with(|| json!({}));
    components
        .as_object_mut()?
        .entry(section)
        .or_insert_with(|| json!({}))
        .as_object_mut()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_come_from_the_document_s_own_keys() {
        let found = Found::default();
        let mut names = Names::default();
        for (pointer, name) in [
            ("/components/schemas/A/properties/b/items", "A_b_item"),
            ("/components/schemas/A/$defs/B", "B"),
            ("/components/schemas/C/$defs/B", "B_2"),
            (
                "/paths/~1a~1{b}/get/responses/200/content/application~1json/schema",
                "a__b__get_200_application_json",
            ),
        ] {
            assert_eq!(name_for(pointer, "schemas", &found, &mut names), name);
        }
    }
}
