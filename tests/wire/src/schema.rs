//! Examples beside their schemas. In: an example of a body. Out: the places in it where a server may send something else.

use serde_json::Value;

use crate::Spec;
use crate::spec::{Example, escaped, members};

/// Places in an example, as JSON pointers into it.
#[derive(Clone, Debug, Default)]
pub struct Places {
    /// Members that the schema does not require.
    pub optional: Vec<String>,
    /// Objects whose members the schema names.
    pub objects: Vec<String>,
    /// Strings that the schema describes.
    pub strings: Vec<String>,
}

impl Spec {
    /// The places of an example.
    pub fn places(&self, example: &Example) -> Places {
        let mut places = Places::default();
        if let Some((media_type, _)) = example.pointer.rsplit_once("/example") {
            let schema = self.at(&format!("{media_type}/schema"));
            self.collect(schema, &example.value, "", &mut places);
        }
        places
    }

    fn collect(&self, schema: Option<&Value>, value: &Value, place: &str, places: &mut Places) {
        let mut parts = Vec::new();
        self.flatten(schema, value, &mut parts);
        match value {
            Value::String(_) if parts.iter().any(|part| part.get("type").is_some()) => {
                places.strings.push(place.to_owned());
            }
            Value::Array(items) => {
                for schema in parts.iter().filter_map(|part| part.get("items")) {
                    for (index, item) in items.iter().enumerate() {
                        self.collect(Some(schema), item, &format!("{place}/{index}"), places);
                    }
                }
            }
            Value::Object(object) => {
                if parts.iter().any(|part| part.get("properties").is_some()) {
                    places.objects.push(place.to_owned());
                }
                let required: Vec<_> = parts
                    .iter()
                    .filter_map(|part| part.get("required"))
                    .filter_map(Value::as_array)
                    .flatten()
                    .collect();
                for (name, schema) in parts.iter().flat_map(|part| members(part.get("properties"))) {
                    let Some(member) = object.get(name) else {
                        continue;
                    };
                    let place = format!("{place}/{}", escaped(name));
                    if !required.iter().any(|required| *required == name) {
                        places.optional.push(place.clone());
                    }
                    self.collect(Some(schema), member, &place, places);
                }
            }
            _ => {}
        }
    }

    /// A schema with all that `$ref` and `allOf` add to it, and of `oneOf` what has the type of the value.
    fn flatten<'a>(&'a self, schema: Option<&'a Value>, value: &Value, parts: &mut Vec<&'a Value>) {
        let Some(schema) = schema else { return };
        if let Some(reference) = schema.get("$ref").and_then(Value::as_str) {
            return self.flatten(self.at(reference.trim_start_matches('#')), value, parts);
        }
        parts.push(schema);
        for part in array(schema, "allOf") {
            self.flatten(Some(part), value, parts);
        }
        for variant in array(schema, "oneOf") {
            let kind = variant.get("type").and_then(Value::as_str).unwrap_or_default();
            if kind == kind_of(value) {
                self.flatten(Some(variant), value, parts);
            }
        }
    }
}

fn array<'a>(schema: &'a Value, keyword: &str) -> impl Iterator<Item = &'a Value> {
    schema.get(keyword).and_then(Value::as_array).into_iter().flatten()
}

fn kind_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(number) if number.is_f64() => "number",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}
