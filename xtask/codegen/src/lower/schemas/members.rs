//! Members of an object: what a schema and the parts of its `allOf` say together.
//!
//! In: a schema shown flat. Out: its properties, what is required of them, and the alternatives that it also has to fit.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use indexmap::{IndexMap, IndexSet};
use openapiv3::{AdditionalProperties, AnySchema, Discriminator, ReferenceOr, Schema, SchemaData, SchemaKind};

use crate::depth::Depth;
use crate::ir::Pointer;
use crate::lower::schemas::Schemas;
use crate::lower::schemas::itself::is_around;
use crate::lower::schemas::view::{Combination, Node, Target, View};

/// The members of an object: its own and those of the schemas it is composed of.
#[derive(Clone, Debug, Default)]
pub(crate) struct Members<'a> {
    pub properties: IndexMap<&'a str, Node<'a>>,
    /// What earlier parts say of properties and the last does not: members, values, a form, another type.
    pub earlier: HashMap<&'a str, Vec<Node<'a>>>,
    /// What has to be there, and where the schema stands that said so first.
    pub required: IndexSet<&'a str>,
    pub required_at: Option<Pointer>,
    pub additional: Option<(&'a AdditionalProperties, Pointer)>,
    /// What parts say of properties that are not named, where `additional` is of those alone that no part speaks of.
    pub inherited: Vec<Node<'a>>,
    /// Sets of alternatives (`oneOf`, `anyOf`) that the object also has to fit.
    pub alternatives: Vec<Alternatives<'a>>,
    /// Parts that are no objects.
    pub others: Vec<Node<'a>>,
}

/// Alternatives of which an object has to fit some.
#[derive(Clone, Debug)]
pub(crate) struct Alternatives<'a> {
    pub keyword: Combination,
    pub variants: &'a [ReferenceOr<Schema>],
    pub pointer: Pointer,
    pub discriminator: Option<&'a Discriminator>,
}

impl<'a> Members<'a> {
    /// The members of an object schema.
    pub(crate) fn of(schemas: &Schemas<'a>, view: &View<'a>, pointer: &Pointer) -> Self {
        let mut members = Self::default();
        members.add(schemas, view, pointer);
        members
    }

    /// The same for a look at them: nothing is made of these members, so that they do not count.
    pub(crate) fn uncounted(schemas: &Schemas<'a>, view: &View<'a>, pointer: &Pointer) -> Self {
        let mut members = Self::default();
        Gathering::new(schemas, false, &mut members).schema(view, pointer, Depth::default());
        members
    }

    /// Adds a property for each name that is required and that no part has a schema for: what the object says of properties that
    /// are not named, else any value.
    pub(crate) fn complete(&mut self) {
        let missing = self
            .required
            .iter()
            .filter(|name| !self.properties.contains_key(**name));
        let missing: Vec<&str> = missing.copied().collect();
        if missing.is_empty() {
            return;
        }
        let (target, pointer) = match &self.additional {
            Some((AdditionalProperties::Schema(schema), at)) => (Target::of(schema), at.clone()),
            _ => (Target::Item(&ANYTHING), self.required_at.clone().unwrap_or_default()),
        };
        for name in missing {
            let pointer = pointer.clone();
            self.properties.insert(name, Node { target, pointer });
        }
    }

    /// Adds the members of a schema.
    pub(crate) fn add(&mut self, schemas: &Schemas<'a>, view: &View<'a>, pointer: &Pointer) {
        Gathering::new(schemas, true, self).schema(view, pointer, Depth::default());
    }
}

/// The schema that everything fits.
static ANYTHING: LazyLock<Schema> = LazyLock::new(|| Schema {
    schema_data: SchemaData::default(),
    schema_kind: SchemaKind::Any(AnySchema::default()),
});

/// Whether a schema is of those properties alone that no part speaks of (`unevaluatedProperties`).
fn is_of_the_unevaluated(schema: &ReferenceOr<Schema>) -> bool {
    let schema = schema.as_item();
    schema.is_some_and(|schema| schema.schema_data.extensions.contains_key("x-unevaluated"))
}

/// Whether what is said of a property holds for some objects alone (`then`), and so says less than what holds for all.
pub(crate) fn is_conditional(node: &Node<'_>) -> bool {
    match node.target {
        Target::Item(schema) => schema.schema_data.extensions.contains_key("x-conditional"),
        Target::Reference(_) => false,
    }
}

/// The same as a branch has it: a reference was put into an `allOf`, for the mark to stand beside it.
pub(crate) fn without_condition<'a>(node: &Node<'a>) -> Node<'a> {
    let Target::Item(schema) = node.target else {
        return node.clone();
    };
    match View::new(schema).parts(Combination::All, &node.pointer).next() {
        Some(part) if is_conditional(node) => part,
        _ => node.clone(),
    }
}

/// Whether two schemas of a property are objects that a value has to fit both of. One of them stands in its place: two that have
/// names may be each other's members without end, and the later is what the document means. So it is where an object with a name
/// has all members of the one in place.
fn are_one_object<'a>(schemas: &Schemas<'a>, earlier: &Node<'a>, later: &Node<'a>) -> bool {
    let in_place = |node: &Node<'a>| match node.target {
        Target::Item(schema) => View::new(schema).properties.is_some(),
        Target::Reference(_) => false,
    };
    let names = |node: &Node<'a>| {
        let (view, at) = schemas.resolve(node)?;
        let members = Members::uncounted(schemas, &view, &at);
        let is_struct = members.alternatives.is_empty() && members.others.is_empty();
        let names: HashSet<&str> = members.properties.into_keys().collect();
        Some(names).filter(|names| is_struct && !names.is_empty())
    };
    match (in_place(earlier), in_place(later)) {
        (true, true) => true,
        (false, false) => false,
        (_, is_in_place) => match (names(earlier), names(later)) {
            (Some(earlier), Some(later)) => is_in_place || !later.is_superset(&earlier),
            _ => false,
        },
    }
}

/// Whether the earlier of two scalars lists values or has a form, and the later does not; or whether nothing is both.
fn says_more<'a>(schemas: &Schemas<'a>, earlier: &Node<'a>, later: &Node<'a>) -> bool {
    let view = |node| schemas.resolve(node).map(|(view, _)| view);
    let is_scalar = |view: &View<'a>| matches!(view.ty, Some("string" | "integer" | "number" | "boolean"));
    let (Some(earlier), Some(later)) = (view(earlier), view(later)) else {
        return false;
    };
    let is_plain = later.literals.is_empty() && later.format.is_none();
    let says_more = is_plain && (earlier.format.is_some() || !earlier.literals.is_empty());
    is_scalar(&earlier) && is_scalar(&later) && (earlier.ty != later.ty || says_more)
}

/// Members being gathered from a schema and its parts.
struct Gathering<'g, 'a> {
    schemas: &'g Schemas<'a>,
    /// The schemas whose members are there already.
    seen: HashSet<Pointer>,
    /// Whether they count for what composing may make of a document.
    is_counted: bool,
    out: &'g mut Members<'a>,
}

impl<'g, 'a> Gathering<'g, 'a> {
    fn new(schemas: &'g Schemas<'a>, is_counted: bool, out: &'g mut Members<'a>) -> Self {
        Self {
            schemas,
            seen: HashSet::new(),
            is_counted,
            out,
        }
    }

    /// Adds the members of a schema, parts of `allOf` first.
    fn schema(&mut self, view: &View<'a>, pointer: &Pointer, depth: Depth) {
        let count = 1 + view.properties.map_or(0, IndexMap::len);
        let takes = || !self.is_counted || self.schemas.budget.takes_members(count, pointer);
        if !self.seen.insert(pointer.clone()) || !takes() {
            return;
        }
        for part in view.parts(Combination::All, pointer) {
            match depth.below() {
                Some(below) => self.part(part, below),
                None => self.schemas.budget.ends_at(pointer),
            }
        }
        for (key, property) in view.properties.into_iter().flatten() {
            self.property(key, Node::boxed(property, pointer.child("properties").child(key)));
        }
        if !view.required.is_empty() {
            self.out.required.extend(view.required.iter().map(String::as_str));
            self.out.required_at.get_or_insert_with(|| pointer.child("required"));
        }
        if let Some(additional) = view.additional {
            self.additional(additional, pointer.child("additionalProperties"));
        }
        for keyword in [Combination::One, Combination::Any] {
            // Alternatives without shapes only say which properties are required together.
            let has_shape = view
                .parts(keyword, pointer)
                .any(|variant| self.schemas.has_shape(&variant));
            if has_shape
                && !view
                    .parts(keyword, pointer)
                    .any(|variant| self.is_seen(&variant, pointer))
            {
                self.out.alternatives.push(Alternatives {
                    keyword,
                    variants: view.combined(keyword),
                    pointer: pointer.child(keyword.as_str()),
                    discriminator: view.data.discriminator.as_ref(),
                });
            }
        }
    }

    /// Adds what is said of properties that are not named: what a part says of their values stays.
    fn additional(&mut self, additional: &'a AdditionalProperties, at: Pointer) {
        if let Some((AdditionalProperties::Schema(known), known_at)) = &self.out.additional {
            match additional {
                AdditionalProperties::Any(_) => return,
                AdditionalProperties::Schema(schema) if is_of_the_unevaluated(schema) => {
                    self.out.inherited.push(Node::new(known, known_at.clone()));
                }
                AdditionalProperties::Schema(_) => {}
            }
        }
        self.out.additional = Some((additional, at));
    }

    /// Whether what is being gathered is one of a parent's alternatives itself, and so is that one already. An alternative that
    /// is the parent says nothing.
    fn is_seen(&self, variant: &Node<'a>, parent: &Pointer) -> bool {
        let found = self.schemas.resolve(variant).filter(|(_, at)| !is_around(at, parent));
        matches!(variant.target, Target::Reference(_)) && found.is_some_and(|(_, at)| self.seen.contains(&at))
    }

    fn part(&mut self, node: Node<'a>, depth: Depth) {
        let Some((view, pointer)) = self.schemas.resolve(&node) else {
            return;
        };
        let composed = !view.all_of.is_empty() || !view.one_of.is_empty() || !view.any_of.is_empty();
        if view.is_object() || composed || view.is_empty() {
            self.schema(&view, &pointer, depth);
        } else {
            self.out.others.push(node);
        }
    }

    /// Adds one property; where it is there already, the later says more unless it says nothing, or less than the earlier.
    fn property(&mut self, key: &'a str, node: Node<'a>) {
        let schemas = self.schemas;
        match self.out.properties.get_mut(key) {
            None => {
                self.out.properties.insert(key, node);
            }
            Some(known) => match (is_conditional(known), is_conditional(&node)) {
                (false, true) => {}
                (true, false) => {
                    *known = node;
                    self.out.earlier.remove(key);
                }
                (true, true) => {
                    let known = std::mem::replace(known, node);
                    self.out.earlier.entry(key).or_default().push(known);
                }
                (false, false) => {
                    if schemas.resolve(&node).is_none_or(|(view, _)| view.is_empty()) {
                        return;
                    }
                    let known = std::mem::replace(known, node.clone());
                    let says_more = || are_one_object(schemas, &known, &node) || says_more(schemas, &known, &node);
                    if known.pointer != node.pointer && says_more() {
                        self.out.earlier.entry(key).or_default().push(known);
                    }
                }
            },
        }
    }
}
