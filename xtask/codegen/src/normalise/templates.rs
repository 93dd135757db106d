//! `$dynamicRef`: a schema that leaves a place open for those that refer to it, as a template does. In: 3.1. Out: plain references; a
//! template that is bound to something is copied for it, so that each use has a type of its own.
//!
//! A name is bound by the outermost schema around the reference that has it as `$dynamicAnchor`, itself or in its `$defs` (JSON Schema
//! 2020-12 §8.2.3.2). Each component counts as a resource of its own, as documents without `$id` mean it.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

use super::context::{Context, Version};
use super::cursor::escape;
use crate::pointer::unescape;

/// What names are bound to: references.
type Bindings = BTreeMap<String, String>;

/// How many copies a document may be made of.
const MOST: usize = 1_000;

/// Binds what is open.
pub(super) fn pass(root: &mut Value, cx: &mut Context<'_>) -> bool {
    if cx.version > Version::V30 {
        let originals = components(root).cloned().unwrap_or_default();
        let needs = needs(&originals);
        if !needs.is_empty() {
            let mut templates = Templates {
                originals,
                needs,
                copies: BTreeMap::new(),
                made: Map::new(),
                origins: Vec::new(),
            };
            templates.bind_all(root);
            for (template, name) in templates.origins {
                let place = |name: &str| format!("components/schemas/{}", escape(name));
                cx.moved(&place(&template), &place(&name));
            }
        }
    }
    true
}

fn components(root: &Value) -> Option<&Map<String, Value>> {
    root.get("components")?.get("schemas")?.as_object()
}

/// Templates and what has been made of them.
struct Templates {
    originals: Map<String, Value>,
    /// The names that each component leaves open, by itself or by what it refers to.
    needs: BTreeMap<String, BTreeSet<String>>,
    /// The component that a template is, bound so.
    copies: BTreeMap<(String, Bindings), String>,
    made: Map<String, Value>,
    /// Each template that a component was made of.
    origins: Vec<(String, String)>,
}

impl Templates {
    fn bind_all(&mut self, root: &mut Value) {
        for name in self.originals.keys().cloned().collect::<Vec<_>>() {
            let place = format!("#/components/schemas/{}", escape(&name));
            if let Some(schema) = root.pointer_mut(&place[1..]) {
                self.bind(schema, &place, &Bindings::new());
            }
        }
        for section in ["paths", "webhooks"] {
            if let Some(part) = root.get_mut(section) {
                self.bind(part, &format!("#/{section}"), &Bindings::new());
            }
        }
        if let Some(Value::Object(sections)) = root.get_mut("components") {
            for (section, part) in sections.iter_mut().filter(|(section, _)| *section != "schemas") {
                self.bind(part, &format!("#/components/{}", escape(section)), &Bindings::new());
            }
        }
        if let Some(Value::Object(schemas)) = root.pointer_mut("/components/schemas") {
            schemas.append(&mut self.made);
        }
    }

    /// Binds the references in a schema, or in what holds schemas; what is bound around it goes before what it binds.
    fn bind(&mut self, value: &mut Value, place: &str, around: &Bindings) {
        match value {
            Value::Array(items) => {
                for (index, item) in items.iter_mut().enumerate() {
                    self.bind(item, &format!("{place}/{index}"), around);
                }
            }
            Value::Object(map) => {
                let bindings = bound(map, place, around);
                if self.refer(map, place, &bindings) {
                    return;
                }
                for (key, inner) in map.iter_mut().filter(|(key, _)| !is_data(key)) {
                    self.bind(inner, &format!("{place}/{}", escape(key)), &bindings);
                }
            }
            _ => {}
        }
    }

    /// Binds the reference that a schema is; whether all in it is bound by that.
    fn refer(&mut self, map: &mut Map<String, Value>, place: &str, bindings: &Bindings) -> bool {
        let open = map.get("$dynamicRef").and_then(Value::as_str);
        if let Some(target) = open.and_then(|open| bindings.get(open.strip_prefix('#')?)) {
            let target = target.clone();
            map.remove("$dynamicRef");
            map.insert("$ref".into(), json!(target));
            return false;
        }
        let Some(name) = map.get("$ref").and_then(Value::as_str).and_then(component) else {
            return false;
        };
        let Some(needs) = self.needs.get(&name) else {
            return false;
        };
        let own = format!("#/components/schemas/{}", escape(&name));
        let is_foreign = |target: &String| *target != own && !target.starts_with(&format!("{own}/"));
        let bound = bindings
            .iter()
            .filter(|(open, target)| needs.contains(*open) && is_foreign(target));
        let bound: Bindings = bound.map(|(open, target)| (open.clone(), target.clone())).collect();
        if bound.is_empty() || self.copies.len() >= MOST {
            return false;
        }
        self.use_copy(map, place, name, bound)
    }

    /// Puts a bound template in the place of a reference to it; whether the schema is nothing else now.
    fn use_copy(&mut self, map: &mut Map<String, Value>, place: &str, name: String, bound: Bindings) -> bool {
        let key = (name, bound);
        if let Some(copy) = self.copies.get(&key) {
            map.insert("$ref".into(), json!(copy));
            without_defs(map, &key.1);
            return false;
        }
        let Some(mut copy) = self.originals.get(&key.0).cloned() else {
            return false;
        };
        without_anchors(&mut copy, &key.1);
        // A component that is the bound template and nothing else has its name.
        let is_alone = |key: &String| {
            matches!(
                key.as_str(),
                "$ref" | "$defs" | "title" | "description" | "$dynamicAnchor"
            )
        };
        if is_component(place) && map.keys().all(is_alone) {
            self.copies.insert(key.clone(), place.to_owned());
            self.bind(&mut copy, place, &key.1);
            map.remove("$ref");
            if let Value::Object(copy) = copy {
                copy.into_iter().for_each(|(key, value)| {
                    map.entry(key).or_insert(value);
                });
            }
            without_defs(map, &key.1);
            return true;
        }
        let name = self.name(&key.0, &key.1);
        let target = format!("#/components/schemas/{}", escape(&name));
        map.insert("$ref".into(), json!(target));
        without_defs(map, &key.1);
        self.copies.insert(key.clone(), target.clone());
        self.bind(&mut copy, &target, &key.1);
        self.origins.push((key.0, name.clone()));
        self.made.insert(name, copy);
        false
    }

    /// A name for a template that is bound to something: `Page_of_User`.
    fn name(&self, template: &str, bound: &Bindings) -> String {
        let of: Vec<&str> = bound.values().filter_map(|target| target.rsplit('/').next()).collect();
        let name = format!("{template}_of_{}", of.join("_and_"));
        let is_free = |name: &String| !self.originals.contains_key(name) && !self.made.contains_key(name);
        let numbered = (2..).map(|number| format!("{name}{number}"));
        std::iter::once(name.clone())
            .chain(numbered)
            .find(is_free)
            .unwrap_or(name)
    }
}

/// The names that components leave open; those that leave none are not in it.
fn needs(schemas: &Map<String, Value>) -> BTreeMap<String, BTreeSet<String>> {
    let mut needs = BTreeMap::new();
    let mut references = BTreeMap::new();
    for (name, schema) in schemas {
        let (mut open, mut refers) = (BTreeSet::new(), BTreeSet::new());
        look(schema, &mut open, &mut refers);
        references.insert(name, refers);
        if !open.is_empty() {
            needs.insert(name.clone(), open);
        }
    }
    loop {
        let mut more = Vec::new();
        for (name, refers) in &references {
            let known = needs.get(*name);
            let through = refers.iter().filter_map(|target| needs.get(target)).flatten();
            let new: Vec<String> = through
                .filter(|open| known.is_none_or(|known| !known.contains(*open)))
                .cloned()
                .collect();
            if !new.is_empty() {
                more.push(((*name).clone(), new));
            }
        }
        if more.is_empty() {
            return needs;
        }
        for (name, new) in more {
            needs.entry(name).or_default().extend(new);
        }
    }
}

fn look(value: &Value, open: &mut BTreeSet<String>, refers: &mut BTreeSet<String>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| look(item, open, refers)),
        Value::Object(map) => {
            for (key, inner) in map.iter().filter(|(key, _)| !is_data(key)) {
                match (key.as_str(), inner) {
                    ("$dynamicRef", Value::String(text)) => open.extend(text.strip_prefix('#').map(str::to_owned)),
                    ("$ref", Value::String(text)) => refers.extend(component(text)),
                    _ => look(inner, open, refers),
                }
            }
        }
        _ => {}
    }
}

/// What is bound in a schema: what is bound around it, then what it binds itself and in its definitions.
fn bound(map: &Map<String, Value>, place: &str, around: &Bindings) -> Bindings {
    let mut bindings = around.clone();
    let definitions = map.get("$defs").and_then(Value::as_object).into_iter().flatten();
    for (name, definition) in definitions {
        if let Some(anchor) = definition.get("$dynamicAnchor").and_then(Value::as_str) {
            let place = || format!("{place}/$defs/{}", escape(name));
            bindings
                .entry(anchor.to_owned())
                .or_insert_with(|| only_reference(definition).unwrap_or_else(place));
        }
    }
    if let Some(anchor) = map.get("$dynamicAnchor").and_then(Value::as_str) {
        bindings.entry(anchor.to_owned()).or_insert_with(|| place.to_owned());
    }
    bindings
}

/// What a definition refers to, where it does nothing else.
fn only_reference(definition: &Value) -> Option<String> {
    let map = definition.as_object()?;
    let is_alone = map
        .keys()
        .all(|key| matches!(key.as_str(), "$ref" | "$dynamicAnchor" | "title" | "description"));
    map.get("$ref")?.as_str().filter(|_| is_alone).map(str::to_owned)
}

/// Takes the anchors of names that are bound out of a copy: those of the template were for no binding.
fn without_anchors(copy: &mut Value, bound: &Bindings) {
    if let Value::Object(map) = copy {
        without_defs(map, bound);
        if map
            .get("$dynamicAnchor")
            .and_then(Value::as_str)
            .is_some_and(|anchor| bound.contains_key(anchor))
        {
            map.remove("$dynamicAnchor");
        }
    }
}

/// Takes definitions away that only bound a name, to what is referred to directly.
fn without_defs(map: &mut Map<String, Value>, bound: &Bindings) {
    if let Some(Value::Object(definitions)) = map.get_mut("$defs") {
        definitions.retain(|_, definition| {
            let anchor = definition.get("$dynamicAnchor").and_then(Value::as_str);
            let is_bound = anchor.is_some_and(|anchor| bound.contains_key(anchor));
            let only_binds =
                definition.as_object().is_some_and(|map| map.len() == 1) || only_reference(definition).is_some();
            !(is_bound && only_binds)
        });
        if definitions.is_empty() {
            map.remove("$defs");
        }
    }
}

/// The component that a reference names.
fn component(reference: &str) -> Option<String> {
    let name = reference.strip_prefix("#/components/schemas/")?;
    (!name.contains('/')).then(|| unescape(name).into_owned())
}

fn is_component(place: &str) -> bool {
    component(place).is_some()
}

/// Whether what stands below a key is data and holds no schema.
fn is_data(key: &str) -> bool {
    matches!(key, "example" | "examples" | "default" | "enum" | "const") || key.starts_with("x-")
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::normalise::testing::document;

    fn schemas(schemas: Value) -> Value {
        let (value, codes) = document(json!({"components": {"schemas": schemas}}));
        assert_eq!(codes, []);
        value["components"]["schemas"].clone()
    }

    fn page() -> Value {
        json!({
            "type": "object", "properties": {"items": {"type": "array", "items": {"$dynamicRef": "#T"}}},
            "$defs": {"T": {"$dynamicAnchor": "T"}},
        })
    }

    fn of(template: &str, item: &str) -> Value {
        json!({
            "$ref": format!("#/components/schemas/{template}"),
            "$defs": {"T": {"$dynamicAnchor": "T", "$ref": format!("#/components/schemas/{item}")}},
        })
    }

    #[test]
    fn each_use_has_its_own() {
        let made = schemas(json!({
            "User": {"type": "object"}, "Pet": {"type": "object"}, "Page": page(),
            "Envelope": {"type": "object", "properties": {"page": {"$ref": "#/components/schemas/Page"}}},
            "Users": of("Page", "User"), "Pets": of("Page", "Pet"), "Deep": of("Envelope", "Pet"),
        }));
        let list = |name: &str| json!({"type": "array", "items": {"$ref": format!("#/components/schemas/{name}")}});
        assert_eq!(made["Users"]["properties"]["items"], list("User"));
        assert_eq!(made["Pets"]["properties"]["items"], list("Pet"));
        assert_eq!(
            made["Deep"]["properties"]["page"],
            json!({"$ref": "#/components/schemas/Pets"})
        );
    }

    #[test]
    fn what_extends_a_recursive_schema_holds_itself() {
        let made = schemas(json!({
            "Tree": {
                "$dynamicAnchor": "node", "type": "object",
                "properties": {"children": {"type": "array", "items": {"$dynamicRef": "#node"}}},
            },
            "Named": {
                "$dynamicAnchor": "node", "$ref": "#/components/schemas/Tree",
                "properties": {"name": {"type": "string"}},
            },
        }));
        let children = |name: &str| &made[name]["properties"]["children"]["items"];
        assert_eq!(*children("Tree"), json!({"$ref": "#/components/schemas/Tree"}));
        assert_eq!(
            *children("Tree_of_Named"),
            json!({"$ref": "#/components/schemas/Named"})
        );
    }
}
