//! The alternatives of a family and what tells them. In: who extends whom. Out: for each parent its variants with their tags.

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use super::families::{Families, parts};

/// A component that becomes a union.
pub(super) struct Family {
    pub(super) name: String,
    /// The component that has its own members from then on.
    pub(super) base: String,
    /// The property that tells the alternatives.
    pub(super) property: String,
    pub(super) variants: Vec<Variant>,
    /// The component of what nothing tells, where the discriminator says it.
    pub(super) default: Option<String>,
}

/// An alternative.
pub(super) struct Variant {
    /// The component as the document calls it.
    pub(super) name: String,
    /// The component that has its members.
    pub(super) schema: String,
    pub(super) tags: Vec<String>,
}

/// The alternatives of a parent: itself, and all that extends it.
pub(super) fn family(families: &Families<'_>, name: &str) -> Family {
    let source = families.source(name).unwrap_or(name);
    let property = families.property(source).unwrap_or_default();
    let mut tagger = Tagger {
        families,
        property,
        mapped: HashMap::new(),
        taken: HashSet::new(),
        has_mapping: has_mapping(families, name, property),
        tags: HashMap::new(),
    };
    for (tag, target) in mapping(families, name, property) {
        tagger.mapped.entry(target).or_default().push(tag.to_owned());
        tagger.taken.insert(tag.to_owned());
    }
    let mut members: Vec<&str> = vec![name];
    members.extend(families.descendants(name));
    let mut known: HashSet<&str> = members.iter().copied().collect();
    let strangers = families.mapping(name).map(|(_, target)| target);
    members.extend(strangers.filter(|stranger| !families.extends(name, stranger) && known.insert(stranger)));
    let (bases, leaves): (Vec<&str>, Vec<&str>) =
        members.iter().copied().partition(|member| families.is_parent(member));
    leaves.iter().for_each(|leaf| tagger.tag_leaf(leaf));
    bases.iter().for_each(|base| tagger.tag_base(base));
    let default = families.default(source).filter(|default| members.contains(default));
    if let Some(default) = default {
        tagger.tags.entry(default.to_owned()).or_default();
    }
    // One alternative would be all values, whatever their tag.
    if tagger.tags.len() < 2 {
        tagger
            .tags
            .entry(name.to_owned())
            .or_insert_with(|| vec![name.to_owned()]);
    }
    let variants: Vec<Variant> = members.iter().filter_map(|member| tagger.variant(member)).collect();
    let default = variants.iter().find(|variant| default == Some(&variant.name));
    Family {
        name: name.to_owned(),
        base: families.base(name),
        property: property.to_owned(),
        default: default.map(|variant| variant.schema.clone()),
        variants,
    }
}

/// The discriminators that speak of a property of a component: its own, those it inherits, those of what extends it.
fn speakers<'v>(families: &Families<'v>, name: &str, property: &str) -> impl Iterator<Item = &'v str> {
    let all = families.lineage(name).chain(families.descendants(name).iter().copied());
    all.filter(move |name| families.property(name) == Some(property))
}

/// What each text means; the nearest discriminator has the first word.
fn mapping<'v>(families: &Families<'v>, name: &str, property: &str) -> Vec<(&'v str, &'v str)> {
    let mut known = HashSet::new();
    let said = speakers(families, name, property).flat_map(|speaker| families.mapping(speaker));
    said.filter(|(tag, _)| known.insert(*tag)).collect()
}

fn has_mapping(families: &Families<'_>, name: &str, property: &str) -> bool {
    let mut above = families.lineage(name);
    above.any(|above| families.property(above) == Some(property) && families.mapping(above).next().is_some())
}

struct Tagger<'f, 'v> {
    families: &'f Families<'v>,
    property: &'f str,
    /// The tags that the mapping has for a component.
    mapped: HashMap<&'v str, Vec<String>>,
    /// What means something already.
    taken: HashSet<String>,
    has_mapping: bool,
    tags: HashMap<String, Vec<String>>,
}

impl Tagger<'_, '_> {
    fn mapped(&self, name: &str) -> Vec<String> {
        self.mapped.get(name).cloned().unwrap_or_default()
    }

    fn pinned(&self, name: &str) -> Option<String> {
        pinned(self.families, &self.families.schemas[name], self.property)
    }

    fn is_taken(&self, tag: &str) -> bool {
        self.taken.contains(tag)
    }

    fn tag(&mut self, name: &str, tags: Vec<String>) {
        self.taken.extend(tags.iter().cloned());
        self.tags.insert(name.to_owned(), tags);
    }

    /// By the mapping, else by the one text of the property, else by the name of the schema.
    fn tag_leaf(&mut self, name: &str) {
        let mut tags = self.mapped(name);
        if tags.is_empty() {
            tags.push(self.pinned(name).unwrap_or_else(|| name.to_owned()));
        }
        self.tag(name, tags);
    }

    /// What others extend need not exist by itself: it does where something says so, or where nothing says what exists.
    fn tag_base(&mut self, name: &str) {
        let mut tags = self.mapped(name);
        if tags.is_empty() {
            let pinned = self.pinned(name).filter(|tag| !self.is_taken(tag));
            let implied = || Some(name.to_owned()).filter(|tag| !self.has_mapping && !self.is_taken(tag));
            tags.extend(pinned.or_else(implied));
        }
        if !tags.is_empty() {
            self.tag(name, tags);
        }
    }

    fn variant(&self, name: &str) -> Option<Variant> {
        Some(Variant {
            name: name.to_owned(),
            schema: if self.families.is_parent(name) {
                self.families.base(name)
            } else {
                name.to_owned()
            },
            tags: self.tags.get(name)?.clone(),
        })
    }
}

/// The one text that a schema allows its property, as far as it says so itself.
pub(super) fn pinned(families: &Families<'_>, schema: &Value, property: &str) -> Option<String> {
    Pinned {
        families,
        property,
        seen: HashSet::new(),
    }
    .in_schema(schema)
}

/// A look for the text; compositions and references may go in rings.
struct Pinned<'f, 'v> {
    families: &'f Families<'v>,
    property: &'f str,
    seen: HashSet<&'v str>,
}

impl<'v> Pinned<'_, 'v> {
    fn in_schema(&mut self, schema: &Value) -> Option<String> {
        let own = schema.get("properties").and_then(|own| own.get(self.property));
        if let Some(own) = own {
            let seen = std::mem::take(&mut self.seen);
            let text = self.one_text(own);
            self.seen = seen;
            return text;
        }
        parts(schema).find_map(|part| match part.get("$ref").and_then(Value::as_str) {
            None => self.in_schema(part),
            // What a base says holds for all that extend it, and so tells none of them.
            Some(reference) => {
                let target = self.families.target(reference)?;
                let is_own = self.families.source(target).is_none() && self.seen.insert(target);
                if is_own {
                    self.in_schema(&self.families.schemas[target])
                } else {
                    None
                }
            }
        })
    }

    fn one_text(&mut self, schema: &Value) -> Option<String> {
        if let Some(values) = schema.get("enum").and_then(Value::as_array) {
            return match values.as_slice() {
                [Value::String(text)] => Some(text.clone()),
                _ => None,
            };
        }
        if let Some(reference) = schema.get("$ref").and_then(Value::as_str) {
            let target = self
                .families
                .target(reference)
                .filter(|target| self.seen.insert(target))?;
            return self.one_text(&self.families.schemas[target]);
        }
        parts(schema).find_map(|part| self.one_text(part))
    }
}
