//! What becomes of the edits of a change: those without effect are counted, keys that the generator follows are found as such, and
//! what no rule speaks of is found as not judged, so that nothing is dropped in silence and nothing is fine unseen.

use std::collections::{BTreeMap, HashSet};

use callspec_codegen::ir::Method;
use callspec_codegen::keywords::{Effect, ObjectKind};
use callspec_codegen::pointer::{join, segments};
use callspec_codegen::report::Report;

use super::class::Class;
use super::doc::{Doc, Node, component};
use super::edits::{self, Edit};
use super::reach::{self, From};
use super::schema::cut;
use super::{Found, Raw, Walk, collect, subject};
use crate::rules;

/// Counts of edits without effect.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Noise {
    /// Titles, summaries and descriptions.
    pub prose: usize,
    /// Examples.
    pub examples: usize,
    /// Extensions (`x-…`) that nothing here reads.
    pub extensions: usize,
    /// Schemas that were put in or taken out of the components as they are.
    pub moved: usize,
    /// What is spelled in another way: order, YAML for JSON, 3.1 for 3.0.
    pub spelling: usize,
    /// What else differs, and neither clients nor code see.
    pub other: usize,
}

impl Noise {
    /// The sum.
    pub fn total(&self) -> usize {
        self.prose + self.examples + self.extensions + self.moved + self.spelling + self.other
    }
}

/// Counts the edits without effect.
pub(super) fn count(edits: &[Edit<'_>], told: &Told<'_>) -> Noise {
    let of = |class: Class| edits.iter().filter(|edit| edit.class == class).count();
    let unreached = edits.iter().filter(|edit| edit.is_unreached && !told.tells(edit));
    Noise {
        prose: of(Class::Prose),
        examples: of(Class::Example),
        extensions: of(Class::Extension),
        moved: 0,
        spelling: of(Class::Spelling),
        other: of(Class::Nothing) + unreached.count(),
    }
}

/// Counts the edits between two documents as they were read, each with what was told of it; both are the same in the shape of
/// OpenAPI 3.0.
pub(crate) fn unseen([(base, told), (head, other)]: [(Doc<'_>, &Report); 2]) -> Noise {
    let diagnostics = || told.diagnostics.iter().chain(&other.diagnostics);
    let is_told = |edit: &Edit<'_>| {
        let own = [&edit.base, &edit.head].map(|node| edit.place(node));
        let is_own = |at: &str| {
            let inside = |place: &String| {
                at.strip_prefix(place.as_str())
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
            };
            own.iter().any(inside) || at == edit.base.at || at == edit.head.at
        };
        diagnostics().any(|told| is_own(&told.at.0))
    };
    let means_nothing = |edit: &Edit<'_>| {
        let key = edit.kind.key(edit.key);
        key.is_some_and(|key| key.meaning.effect == Effect::Nothing)
    };
    let mut found = edits::of_written(base, head);
    for edit in &mut found {
        let is_kept = matches!(edit.class, Class::Ruled | Class::Hint | Class::Prose) && !edit.base.is_reference();
        if is_kept {
            // What is invalid is left out with a word, and what else is read as the same is spelled otherwise.
            let is_left_out = means_nothing(edit) || is_told(edit);
            edit.class = if is_left_out { Class::Nothing } else { Class::Spelling };
        }
    }
    let noise = count(&found, &Told::of(&[]));
    Noise {
        // One spelling makes many edits. Without any it is another version of OpenAPI, or a reference for what it leads to.
        spelling: usize::from(noise.total() == 0 || noise.spelling > 0),
        ..noise
    }
}

/// Keywords of schemas that are compared wherever a schema is.
const COMPARED: &[&str] = &[
    "type",
    "format",
    "nullable",
    "enum",
    "maximum",
    "minimum",
    "exclusiveMaximum",
    "exclusiveMinimum",
    "maxLength",
    "minLength",
    "maxItems",
    "minItems",
    "maxProperties",
    "minProperties",
    "multipleOf",
    "uniqueItems",
    "pattern",
    "required",
    "properties",
    "additionalProperties",
    "items",
    "x-prefix-items",
    "allOf",
    "oneOf",
    "anyOf",
    "discriminator",
];

/// Rules that speak of a schema as a whole: what stands inside it is part of what they say.
const WHOLE: &[&str] = &[
    "-type-changed",
    "-type-generalized",
    "-type-specialized",
    "-one-of",
    "-read-only",
    "-write-only",
];

/// The places that findings speak of.
pub(super) struct Told<'f> {
    /// Whether they speak of all that stands inside.
    places: BTreeMap<&'f str, bool>,
}

impl<'f> Told<'f> {
    pub(super) fn of(findings: &'f [Raw]) -> Self {
        let mut places = BTreeMap::new();
        for raw in findings {
            let is_whole = |rule: &str| WHOLE.iter().any(|part| rule.contains(part));
            // What comes or goes does so with all that it holds.
            let whole = raw.base.is_none() || raw.head.is_none() || raw.rulings.iter().any(|r| is_whole(&r.rule));
            for place in raw.base.iter().chain(&raw.head) {
                *places.entry(place.as_str()).or_insert(false) |= whole;
            }
            places.extend(raw.touches.iter().map(|place| (place.as_str(), true)));
        }
        Self { places }
    }

    /// Whether a finding speaks of an edit: at its object, inside what is edited, or as part of a whole around it.
    fn tells(&self, edit: &Edit<'_>) -> bool {
        let is_own = |node: &Node<'_>| {
            // What tells alternatives apart, and what a scheme is made of, are judged with what they belong to.
            let parts = match edit.kind {
                ObjectKind::Discriminator | ObjectKind::ServerVariable | ObjectKind::Encoding => 2,
                ObjectKind::Flows => 1,
                ObjectKind::Flow => 2,
                _ => 0,
            };
            let around = std::iter::successors(Some(node.at.as_str()), |at| Some(at.rsplit_once('/')?.0));
            around.take(parts + 1).any(|at| self.places.contains_key(at))
        };
        let is_listed = || {
            let is_of =
                |(around, name): (&str, &str)| around.ends_with("/properties") && edit.properties.contains(name);
            self.places.keys().filter_map(|place| place.rsplit_once('/')).any(is_of)
        };
        edit.at.iter().any(|at| self.is_inside(at) || self.is_part(at))
            || is_own(&edit.base)
            || is_own(&edit.head)
            || !edit.properties.is_empty() && is_listed()
    }

    fn is_inside(&self, place: &str) -> bool {
        let inside = format!("{place}/");
        let mut behind = self.places.range(inside.as_str()..);
        self.places.contains_key(place) || behind.next().is_some_and(|(next, _)| next.starts_with(&inside))
    }

    fn is_part(&self, place: &str) -> bool {
        let mut around = std::iter::successors(Some(place), |at| Some(at.rsplit_once('/')?.0));
        around.any(|at| self.places.get(at) == Some(&true))
    }
}

/// An edit that no finding speaks of.
#[derive(Clone, Debug)]
pub(crate) struct Unjudged {
    pub(crate) raw: Raw,
    /// Whether it is of a schema, which can restrict what the server takes without a word in the code.
    pub(crate) is_schema: bool,
}

impl<'a> Walk<'a> {
    /// Tells of the keys that the generator follows.
    pub(super) fn hints(&mut self, edits: &[Edit<'a>]) {
        for edit in edits.iter().filter(|edit| edit.class == Class::Hint) {
            let mut found = Found::new(&rules::HINT_CHANGED).both(&edit.base, &edit.head);
            (found.old, found.new) = (text(&edit.base, edit.key), text(&edit.head, edit.key));
            let from = label(&self.head.written(&edit.head.at)).map_or(From::Document, |label| self.enter(&label));
            self.tell(from, None, found);
        }
        self.current = None;
    }

    /// Tells of schemas that no operation of both documents reaches, and marks what was edited in them and other such components.
    pub(super) fn unreached(&mut self, edits: &mut [Edit<'a>]) {
        let reached = [self.base, self.head].map(reach::components);
        for edit in edits.iter_mut().filter(|edit| edit.class == Class::Ruled) {
            let Some((section, name)) = component(&edit.place(&edit.head)) else {
                continue;
            };
            let at = join(&format!("/components/{section}"), &name);
            let is_reached = reached.iter().all(|reached| reached.contains(&at));
            let is_same = component(&edit.place(&edit.base)) == Some((section.clone(), name));
            if is_reached || !is_same || section == "securitySchemes" {
                continue;
            }
            let node = |doc: Doc<'a>| doc.value(&at).map(|value| Node { at: at.clone(), value });
            match (section.as_str(), node(self.base), node(self.head)) {
                ("schemas", Some(base), Some(head)) => {
                    edit.class = Class::Told;
                    let found = Found::new(&rules::SCHEMA_UNREACHED).both(&base, &head);
                    self.tell(From::Document, None, found);
                }
                // Its name came or went, which is found as such.
                ("schemas", ..) => {}
                _ => edit.is_unreached = true,
            }
        }
    }
}

/// Findings worth a word where they change an item alone: that further properties are allowed in words makes a field for them, a
/// format of the same values another type, and the order of parameters is that of arguments.
pub(super) fn quiet(edits: &[Edit<'_>], head: Doc<'_>) -> Vec<Raw> {
    let is_open =
        |edit: &&Edit<'_>| edit.class == Class::Spelling && ["additionalProperties", "format"].contains(&edit.key);
    let is_order = |edit: &&Edit<'_>| edit.class == Class::Spelling && edit.key == "parameters";
    let opened = edits.iter().filter(is_open).map(|edit| Raw {
        old: text(&edit.base, edit.key),
        new: text(&edit.head, edit.key),
        base: Some(edit.base.at.clone()),
        head: Some(edit.head.at.clone()),
        ..Raw::alone(&rules::HINT_CHANGED)
    });
    let reordered = edits.iter().filter(is_order).map(|edit| {
        let at = edit.place(&edit.head);
        let label = label(&at);
        // Those of a path are of all its operations.
        let operations = edit.head.members().into_iter().filter(|_| label.is_none());
        Raw {
            owner: collect::owner(&at, label.as_deref()),
            subject: subject::of(&at, head),
            touches: operations.map(|(_, operation)| operation.at).collect(),
            base: Some(edit.place(&edit.base)),
            head: Some(at),
            ..Raw::alone(&rules::ORDER_CHANGED)
        }
    });
    opened.chain(reordered).collect()
}

/// What no finding speaks of.
pub(super) fn unjudged(
    edits: &[Edit<'_>],
    (told, judged): (&Told<'_>, &HashSet<String>),
    base: Doc<'_>,
    head: Doc<'_>,
) -> Vec<Unjudged> {
    let is_judged =
        |edit: &Edit<'_>| is_compared(edit) && judged.contains(&edit.base.at) && judged.contains(&edit.head.at);
    let ruled = edits
        .iter()
        .filter(|edit| edit.class == Class::Ruled && !edit.is_unreached);
    let left = ruled.filter(|edit| !told.tells(edit));
    let found = |edit: &Edit<'_>| {
        let place = |node: &Node<'_>| node.get(edit.key).map_or_else(|| node.at.clone(), |_| edit.place(node));
        let at = place(&edit.head);
        Raw {
            owner: collect::owner(&at, label(&at).as_deref()),
            subject: subject::of(&at, head),
            old: text(&edit.base, edit.key),
            new: text(&edit.head, edit.key),
            base: Some(base.written(&place(&edit.base))),
            head: Some(head.written(&at)),
            ..Raw::alone(if is_judged(edit) {
                &rules::WITHOUT_EFFECT
            } else {
                &rules::NOT_JUDGED
            })
        }
    };
    left.map(|edit| Unjudged {
        raw: found(edit),
        is_schema: edit.kind == ObjectKind::Schema && !is_judged(edit),
    })
    .collect()
}

/// Whether a key is compared wherever its object is.
fn is_compared(edit: &Edit<'_>) -> bool {
    match edit.kind {
        ObjectKind::Schema => COMPARED.contains(&edit.key),
        ObjectKind::Parameter => matches!(edit.key, "style" | "explode" | "allowReserved"),
        ObjectKind::MediaType => edit.key == "encoding",
        ObjectKind::Discriminator => edit.key == "mapping",
        ObjectKind::Encoding => true,
        _ => false,
    }
}

/// `maxLength: 3`.
fn text(node: &Node<'_>, key: &str) -> Option<String> {
    let value = node.value.get(key)?;
    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    Some(cut(&format!("{key}: {text}")))
}

/// The operation that a pointer lies in.
fn label(pointer: &str) -> Option<String> {
    let mut segments = segments(pointer);
    let (section, path, method) = (segments.next()?, segments.next()?, segments.next()?);
    let method = match &*method {
        "additionalOperations" => segments.next()?,
        known => Method::ALL
            .iter()
            .find(|method| method.as_str().eq_ignore_ascii_case(known))
            .map(|method| method.as_str().to_owned().into())?,
    };
    (section == "paths").then(|| format!("{method} {path}"))
}
