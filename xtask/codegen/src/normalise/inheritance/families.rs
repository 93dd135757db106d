//! Who extends whom. In: the component schemas. Out: [`Families`]: the components with a discriminator of their own or of
//! what they extend, and those that extend them.
//!
//! Each parent becomes a union of all that extends it, so that the work grows with the levels as well as with the
//! components: both are bounded.

use std::collections::{HashMap, HashSet};

use serde_json::{Map, Value};

use crate::depth::Depth;
use crate::reference;

/// Most alternatives that all parents together may get: ten times what documents of ten thousand components have.
const MAX_ALTERNATIVES: usize = 300_000;

/// How the components of a document extend each other.
pub(super) struct Families<'v> {
    pub(super) schemas: &'v Map<String, Value>,
    /// What each component extends, the nearest first.
    ancestors: HashMap<&'v str, Vec<&'v str>>,
    /// What extends each, in the order of the document.
    descendants: HashMap<&'v str, Vec<&'v str>>,
    /// Components with a discriminator of their own.
    own: HashMap<&'v str, &'v Value>,
    /// Components that others extend and that have a discriminator, their own or an inherited one.
    parents: HashSet<&'v str>,
}

impl<'v> Families<'v> {
    /// Looks at all component schemas; the name of one that extends too many, where there is one.
    pub(super) fn of(schemas: &'v Map<String, Value>) -> Result<Self, &'v str> {
        let own = schemas
            .iter()
            .filter_map(|(name, schema)| Some((name.as_str(), own_discriminator(schema)?)))
            .collect();
        let mut families = Self {
            schemas,
            ancestors: HashMap::new(),
            descendants: HashMap::new(),
            own,
            parents: HashSet::new(),
        };
        if families.own.is_empty() {
            return Ok(families);
        }
        let mut bases = HashMap::new();
        for (name, schema) in schemas {
            let mut own = Vec::new();
            families.collect_bases(schema, &mut own);
            own.retain(|base| base != name);
            bases.insert(name.as_str(), own);
        }
        families.find_ancestors(&bases)?;
        families.leave_out_other_names(&bases);
        for name in schemas.keys() {
            for ancestor in families.ancestors.get(name.as_str()).into_iter().flatten() {
                families.descendants.entry(ancestor).or_default().push(name);
            }
        }
        let is_extended =
            |(name, schema): &(&String, &Value)| families.descendants.contains_key(name.as_str()) && is_plain(schema);
        let parents = schemas.iter().filter(is_extended);
        families.parents = parents
            .map(|(name, _)| name.as_str())
            .filter(|name| families.source(name).is_some())
            .collect();
        Ok(families)
    }

    /// Finds what each component extends, as far as that is within the bounds.
    fn find_ancestors(&mut self, bases: &HashMap<&'v str, Vec<&'v str>>) -> Result<(), &'v str> {
        let mut left = MAX_ALTERNATIVES;
        for name in self.schemas.keys() {
            let found = reached(name, bases)
                .filter(|found| found.len() <= left)
                .ok_or(name.as_str())?;
            left -= found.len();
            self.ancestors.insert(name, found);
        }
        Ok(())
    }

    fn collect_bases(&self, schema: &'v Value, out: &mut Vec<&'v str>) {
        for part in parts(schema) {
            match part.get("$ref").and_then(Value::as_str) {
                Some(reference) => {
                    if let Some(base) = self.target(reference).filter(|base| !out.contains(base)) {
                        out.push(base);
                    }
                }
                None => self.collect_bases(part, out),
            }
        }
    }

    /// A component that adds nothing to another, and that the mapping does not know, is that one by another name.
    fn leave_out_other_names(&mut self, bases: &HashMap<&'v str, Vec<&'v str>>) {
        let mut extended: HashMap<&str, usize> = HashMap::new();
        for base in bases.values().flatten() {
            *extended.entry(base).or_default() += 1;
        }
        for name in self.schemas.keys().map(String::as_str) {
            let [base] = bases.get(name).map_or(&[][..], Vec::as_slice) else {
                continue;
            };
            if extended.get(name).is_some_and(|by| *by > 0) || !adds_nothing(&self.schemas[name]) {
                continue;
            }
            let Some(source) = self.source(base) else { continue };
            let mut mapping = self.mapping(source).peekable();
            let is_known = mapping.peek().is_none() || mapping.any(|(_, target)| target == name);
            drop(mapping);
            if !is_known {
                self.ancestors.remove(name);
                extended.entry(base).and_modify(|by| *by -= 1);
            }
        }
    }

    /// The component that a reference leads to, those that are only references followed.
    pub(super) fn target(&self, reference: &str) -> Option<&'v str> {
        let end = reference::follow(reference, |reference| {
            let (_, name) = reference::component(reference).filter(|(section, _)| *section == "schemas")?;
            self.schemas.get_key_value(&*name)
        });
        end.map(|(name, _)| name.as_str())
    }

    pub(super) fn is_empty(&self) -> bool {
        self.parents.is_empty()
    }

    /// The components that become unions, in the order of the document.
    pub(super) fn parents(&self) -> impl Iterator<Item = &'v str> {
        self.schemas
            .keys()
            .map(String::as_str)
            .filter(|name| self.is_parent(name))
    }

    pub(super) fn is_parent(&self, name: &str) -> bool {
        self.parents.contains(name)
    }

    /// Whether a component has a discriminator of its own.
    pub(super) fn has_own(&self, name: &str) -> bool {
        self.own.contains_key(name)
    }

    /// The component whose discriminator is that of another: the nearest of what it extends, or itself.
    pub(super) fn source(&self, name: &str) -> Option<&'v str> {
        self.lineage(name).find(|name| self.has_own(name))
    }

    /// A component, then what it extends.
    pub(super) fn lineage(&self, name: &str) -> impl Iterator<Item = &'v str> {
        let known = self.schemas.get_key_value(name).map(|(name, _)| name.as_str());
        known.into_iter().chain(self.ancestors(name).iter().copied())
    }

    /// What a component extends, the nearest first.
    pub(super) fn ancestors(&self, name: &str) -> &[&'v str] {
        self.ancestors.get(name).map_or(&[], Vec::as_slice)
    }

    /// What extends a component, in the order of the document.
    pub(super) fn descendants(&self, name: &str) -> &[&'v str] {
        self.descendants.get(name).map_or(&[], Vec::as_slice)
    }

    /// The property of the discriminator that a component has itself.
    pub(super) fn property(&self, name: &str) -> Option<&'v str> {
        self.own.get(name)?.get("propertyName")?.as_str()
    }

    /// The mapping of the discriminator that a component has itself.
    pub(super) fn mapping(&self, name: &str) -> impl Iterator<Item = (&'v str, &'v str)> {
        let mapping = self.own.get(name).and_then(|own| own.get("mapping")?.as_object());
        mapping
            .into_iter()
            .flatten()
            .filter_map(|(tag, target)| Some((tag.as_str(), self.target(target.as_str()?)?)))
    }

    /// What a value is that the discriminator of a component does not tell.
    pub(super) fn default(&self, name: &str) -> Option<&'v str> {
        let default = self.own.get(name)?.get("x-default-mapping")?.as_str()?;
        self.target(default)
    }

    /// The key of the component for the own members of a parent.
    pub(super) fn base(&self, name: &str) -> String {
        let mut key = format!("{name}_base");
        while self.schemas.contains_key(&key) {
            key.push('_');
        }
        key
    }

    /// Whether one of two components extends the other.
    pub(super) fn extends(&self, name: &str, base: &str) -> bool {
        self.ancestors(name).contains(&base)
    }
}

/// All that is reached from a name, in the order of the distance, the name itself left out; `None` where that goes too far.
fn reached<'v>(start: &str, next: &HashMap<&'v str, Vec<&'v str>>) -> Option<Vec<&'v str>> {
    let of = |name: &str| next.get(name).into_iter().flatten().copied();
    let mut found: Vec<&'v str> = Vec::new();
    let mut seen: HashSet<&str> = HashSet::from([start]);
    let mut open: Vec<&'v str> = of(start).collect();
    let mut depth = Depth::default();
    while !open.is_empty() {
        depth = depth.below()?;
        open.retain(|name| seen.insert(name));
        found.extend(&open);
        open = open.iter().flat_map(|name| of(name)).collect();
    }
    Some(found)
}

/// The parts of a schema's `allOf`.
pub(super) fn parts(schema: &Value) -> impl Iterator<Item = &Value> {
    schema.get("allOf").and_then(Value::as_array).into_iter().flatten()
}

/// Whether a schema is an object of its own members, and no choice among alternatives.
fn is_plain(schema: &Value) -> bool {
    let is_object = schema.get("type").is_none_or(|ty| ty == "object") && schema.get("enum").is_none();
    let is_choice = ["oneOf", "anyOf", "not", "$ref"]
        .iter()
        .any(|key| schema.get(key).is_some());
    is_object && !is_choice && parts(schema).all(|part| part.get("$ref").is_some() || is_plain(part))
}

/// The discriminator of a schema, or of one of the parts that stand in it.
fn own_discriminator(schema: &Value) -> Option<&Value> {
    if !is_plain(schema) {
        return None;
    }
    let own = schema.get("discriminator");
    own.filter(|own| own.get("propertyName").is_some_and(Value::is_string))
        .or_else(|| {
            let within = parts(schema).filter(|part| part.get("$ref").is_none());
            within.into_iter().find_map(own_discriminator)
        })
}

/// Visits the parts of a schema that stand in it and have a discriminator.
pub(super) fn discriminators(schema: &mut Value, visit: &mut dyn FnMut(&mut Map<String, Value>)) {
    let Value::Object(map) = schema else { return };
    if map.contains_key("discriminator") {
        visit(map);
    }
    if let Some(Value::Array(parts)) = map.get_mut("allOf") {
        parts.iter_mut().for_each(|part| discriminators(part, visit));
    }
}

/// Whether a schema is `allOf` of one reference and says nothing else of its values.
pub(super) fn adds_nothing(schema: &Value) -> bool {
    parts(schema).filter(|part| says(part)).count() == 1
}

/// Whether a part of a composition says something about the shape of its values.
fn says(part: &Value) -> bool {
    const SHAPES: [&str; 10] = [
        "$ref",
        "type",
        "enum",
        "properties",
        "additionalProperties",
        "items",
        "required",
        "allOf",
        "oneOf",
        "anyOf",
    ];
    SHAPES.iter().any(|key| part.get(key).is_some())
}
