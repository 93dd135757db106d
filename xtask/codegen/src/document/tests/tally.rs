//! Counts what a document declares, in its JSON: the same for the document as written and as read.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

/// How often each thing occurs: `query parameter`, `body application/json`, `status 404`.
pub(super) type Tally = BTreeMap<String, usize>;

const METHODS: [&str; 8] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/// Counts operations with their parameters, bodies, responses and headers, schemes, schemas and properties.
pub(super) fn tally(root: &Value) -> Tally {
    let mut counter = Counter {
        root,
        tally: Tally::new(),
    };
    for item in entries(&root["paths"]) {
        for method in METHODS {
            if let Some(operation) = item.1.get(method) {
                counter.operation(operation, item.1);
            }
        }
    }
    let components = &root["components"];
    // One generator spells the section in two ways at once.
    let spellings = ["securitySchemes", "security_schemes"].map(|key| entries(&components[key]));
    let schemes: BTreeMap<_, _> = spellings.into_iter().flatten().collect();
    for (name, scheme) in schemes {
        counter.add(format!("scheme {name} {}", text(scheme, "type")));
    }
    for (name, schema) in entries(&components["schemas"]) {
        counter.add(format!("schema {name}"));
        counter.schema(schema);
    }
    counter.tally
}

struct Counter<'v> {
    root: &'v Value,
    tally: Tally,
}

impl<'v> Counter<'v> {
    fn add(&mut self, what: String) {
        *self.tally.entry(what).or_default() += 1;
    }

    fn resolve(&self, value: &'v Value) -> &'v Value {
        match value.get("$ref").and_then(Value::as_str) {
            Some(reference) => self
                .root
                .pointer(&reference[1..])
                .map_or(&Value::Null, |value| self.resolve(value)),
            None => value,
        }
    }

    fn operation(&mut self, operation: &'v Value, item: &'v Value) {
        self.add("operation".into());
        for tag in operation["tags"].as_array().into_iter().flatten() {
            self.add(format!("tag {tag}"));
        }
        let mut seen = BTreeSet::new();
        for list in [operation, item] {
            for parameter in list["parameters"].as_array().into_iter().flatten() {
                let parameter = self.resolve(parameter);
                let place = text(parameter, "in");
                if seen.insert((place, text(parameter, "name"))) {
                    self.add(format!("{place} parameter"));
                    self.schema(&parameter["schema"]);
                }
            }
        }
        if let Some(body) = operation.get("requestBody") {
            for (media, content) in entries(&self.resolve(body)["content"]) {
                self.add(format!("body {media}"));
                self.schema(&content["schema"]);
            }
        }
        for (status, response) in entries(&operation["responses"]) {
            self.add(format!("status {status}"));
            let response = self.resolve(response);
            for (media, content) in entries(&response["content"]) {
                self.add(format!("answer {media}"));
                self.schema(&content["schema"]);
            }
            for (name, header) in entries(&response["headers"]) {
                self.add(format!("header {name}"));
                self.schema(&self.resolve(header)["schema"]);
            }
        }
    }

    /// Counts properties by name and references by target, wherever a schema has them.
    fn schema(&mut self, schema: &'v Value) {
        if !schema.is_object() {
            return;
        }
        if let Some(reference) = schema.get("$ref").and_then(Value::as_str) {
            self.add(format!("reference {reference}"));
        }
        for (name, property) in entries(&schema["properties"]) {
            self.add(format!("property {name}"));
            self.schema(property);
        }
        for list in ["oneOf", "anyOf", "allOf", "prefixItems"] {
            for schema in schema[list].as_array().into_iter().flatten() {
                self.schema(schema);
            }
        }
        for one in ["items", "additionalProperties"] {
            self.schema(&schema[one]);
        }
        let values = schema["enum"]
            .as_array()
            .into_iter()
            .flatten()
            .chain(schema.get("const"));
        for value in values.filter(|value| !value.is_null()) {
            // A few enums of strings are written as booleans.
            self.add(format!("value {}", value.to_string().trim_matches('"')));
        }
        // Without properties, `required` is a restriction and has no shape.
        for name in schema["required"].as_array().into_iter().flatten() {
            if schema.get("properties").is_some() {
                self.add(format!("required {name}"));
            }
        }
    }
}

fn entries(value: &Value) -> impl Iterator<Item = (&String, &Value)> {
    value
        .as_object()
        .into_iter()
        .flatten()
        .filter(|(name, _)| !name.starts_with("x-"))
}

fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value.get(key).and_then(Value::as_str).unwrap_or_default()
}
