//! What `normalise` promises about every schema and reference, checked in the document's JSON.

use serde_json::Value;

const FAMILIES: [(&str, &[&str]); 4] = [
    ("string", &["minLength", "maxLength", "pattern"]),
    (
        "number",
        &[
            "minimum",
            "maximum",
            "exclusiveMinimum",
            "exclusiveMaximum",
            "multipleOf",
        ],
    ),
    ("array", &["items", "minItems", "maxItems", "uniqueItems"]),
    (
        "object",
        &[
            "properties",
            "required",
            "additionalProperties",
            "minProperties",
            "maxProperties",
        ],
    ),
];

/// The places where a promise is broken, with the schema or reference there.
pub(super) fn broken(root: &Value) -> Vec<String> {
    let mut found = Vec::new();
    look(root, root, "", &mut found);
    found
}

fn look(root: &Value, value: &Value, at: &str, found: &mut Vec<String>) {
    match value {
        Value::Object(map) => {
            for (key, child) in map {
                let below = format!("{at}/{key}");
                let data = matches!(key.as_str(), "example" | "examples" | "default" | "enum" | "scopes")
                    || key.starts_with("x-");
                // A property may have any of these names.
                let named = at.ends_with("/properties") || at.ends_with("/schemas");
                if key == "$ref" && !named {
                    reference(root, child, at, found);
                }
                let is_schema = matches!(key.as_str(), "schema" | "items" | "additionalProperties")
                    || at.ends_with("/properties")
                    || at == "/components/schemas";
                if is_schema && (!data || named) {
                    schema(child, &below, found);
                }
                if !data || named {
                    look(root, child, &below, found);
                }
            }
        }
        Value::Array(list) => {
            let in_schema = ["oneOf", "anyOf", "allOf"].iter().any(|key| at.ends_with(key));
            for (index, child) in list.iter().enumerate() {
                let below = format!("{at}/{index}");
                if in_schema {
                    schema(child, &below, found);
                }
                look(root, child, &below, found);
            }
        }
        _ => {}
    }
}

fn reference(root: &Value, target: &Value, at: &str, found: &mut Vec<String>) {
    let pointer = target
        .as_str()
        .unwrap_or_default()
        .strip_prefix('#')
        .unwrap_or_default();
    let is_component = pointer.starts_with("/components/") && pointer.split('/').count() == 4;
    if !is_component || root.pointer(pointer).is_none() {
        found.push(format!("{at}: {target} is no component"));
    }
}

fn schema(schema: &Value, at: &str, found: &mut Vec<String>) {
    let Value::Object(map) = schema else { return };
    let has = |keys: &[&str]| keys.iter().any(|key| map.contains_key(*key));
    let families: Vec<&str> = FAMILIES
        .iter()
        .filter(|(_, keys)| has(keys))
        .map(|(name, _)| *name)
        .collect();
    let combinations = ["oneOf", "anyOf", "allOf", "not"]
        .iter()
        .filter(|key| map.contains_key(**key))
        .count();
    let is_typed = has(&["type", "enum", "format"]) || !families.is_empty();
    let ty = map.get("type").and_then(Value::as_str);
    let own = if ty == Some("integer") { Some("number") } else { ty };
    let is_pure = match own {
        Some(own) => families.iter().all(|family| *family == own),
        // A list of required properties has no shape and so no type.
        None => families.is_empty() || (families == ["object"] && !has(&["properties", "additionalProperties"])),
    };
    if combinations + usize::from(is_typed) > 1 || !is_pure {
        found.push(format!("{at}: {schema}"));
    }
    for key in [
        "const",
        "examples",
        "$defs",
        "prefixItems",
        "patternProperties",
        "unevaluatedProperties",
        "if",
        "contentMediaType",
    ] {
        if map.contains_key(key) {
            found.push(format!("{at}: has `{key}`"));
        }
    }
}
