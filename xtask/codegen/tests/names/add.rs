//! Adds something to a document: an operation, a schema, a property, an enum value, a tag, a parameter, a response, a
//! security scheme.

use serde_json::{Value, json};

use super::make::{self, Random};

/// Adds something somewhere, at any position; what it was.
pub(crate) fn something(document: &mut Value, random: &mut Random) -> Option<String> {
    // A file in a form is a text elsewhere, and what is sent is no document of JSON:API.
    let names: Vec<String> = document
        .pointer("/components/schemas")
        .and_then(Value::as_object)
        .into_iter()
        .flatten()
        .filter(|(_, schema)| {
            let text = schema.to_string();
            !["\"binary\"", "\"attributes\"", "\"data\""]
                .iter()
                .any(|word| text.contains(word))
        })
        .map(|(name, _)| name.clone())
        .collect();
    let word = random.word().to_owned();
    match random.below(8) {
        0 => {
            let path = format!("/added/{}", word.replace(['?', '!', ' '], ""));
            let operation = make::operation(random, &names);
            insert(
                document.pointer_mut("/paths")?,
                &path,
                json!({"get": operation}),
                random,
            )
            .then(|| format!("operation {operation}"))
        }
        1 => {
            let schema = make::schema(random, &names, 0);
            let schemas = document.pointer_mut("/components/schemas")?;
            insert(schemas, &word, schema.clone(), random).then(|| format!("schema {word}: {schema}"))
        }
        2 => {
            let at = pick(document, random, &|at, value| {
                // With another member an object is no resource of JSON:API any more.
                let is_free = value.is_object() && value.get("attributes").is_none();
                at.ends_with("/properties") && is_free && !at.contains("/example") && !is_header(at)
            })?;
            let schema = make::schema(random, &names, 1);
            insert(document.pointer_mut(&at)?, &word, schema.clone(), random)
                .then(|| format!("property {at}/{word}: {schema}"))
        }
        3 => {
            let at = pick(document, random, &|at, value| {
                at.ends_with("/enum")
                    && !is_header(at)
                    && value
                        .as_array()
                        .is_some_and(|values| values.len() > 1 && values.iter().all(Value::is_string))
            })?;
            let values = document.pointer_mut(&at)?.as_array_mut()?;
            if values.contains(&json!(word)) {
                return None;
            }
            values.insert(random.below(values.len() + 1), json!(word));
            Some(format!("value {word} at {at}"))
        }
        4 => {
            let tags = document.as_object_mut()?.entry("tags").or_insert_with(|| json!([]));
            tags.as_array_mut()?.push(json!({"name": word}));
            Some(format!("tag {word}"))
        }
        5 => {
            let at = pick(document, random, &is_operation)?;
            let parameter = make::parameter(random, &names);
            let list = document
                .pointer_mut(&at)?
                .as_object_mut()?
                .entry("parameters")
                .or_insert_with(|| json!([]));
            let list = list.as_array_mut()?;
            if list
                .iter()
                .any(|known| known["name"] == parameter["name"] && known["in"] == parameter["in"])
            {
                return None;
            }
            list.insert(random.below(list.len() + 1), parameter.clone());
            Some(format!("parameter {parameter} of {at}"))
        }
        6 => {
            let scheme = make::scheme(random);
            let schemes = document.pointer_mut("/components/securitySchemes")?;
            insert(schemes, &word, scheme.clone(), random).then(|| format!("scheme {word}: {scheme}"))
        }
        _ => {
            let at = pick(document, random, &is_operation)?;
            let status = ["400", "409", "5XX", "default"][random.below(4)];
            let response = make::response(random, &names);
            let responses = document.pointer_mut(&format!("{at}/responses"))?;
            insert(responses, status, response.clone(), random)
                .then(|| format!("response {status} of {at}: {response}"))
        }
    }
}

/// Whether a place is inside the schema of a declared header. What this says tells it from others that are declared for the
/// same header, so that with an addition it is another one.
fn is_header(at: &str) -> bool {
    at.contains("/headers/")
}

fn is_operation(at: &str, value: &Value) -> bool {
    at.starts_with("/paths/") && at.split('/').count() == 4 && value.get("responses").is_some()
}

/// Puts an entry at any position of an object that does not have its key.
fn insert(object: &mut Value, key: &str, value: Value, random: &mut Random) -> bool {
    let Some(map) = object.as_object_mut() else {
        return false;
    };
    if map.contains_key(key) {
        return false;
    }
    map.shift_insert(random.below(map.len() + 1), key.to_owned(), value);
    true
}

/// One of the places that fit.
fn pick(document: &Value, random: &mut Random, fits: &dyn Fn(&str, &Value) -> bool) -> Option<String> {
    fn look(value: &Value, at: &str, fits: &dyn Fn(&str, &Value) -> bool, found: &mut Vec<String>) {
        if fits(at, value) {
            found.push(at.to_owned());
        }
        match value {
            Value::Object(map) => {
                for (key, child) in map {
                    look(
                        child,
                        &format!("{at}/{}", key.replace('~', "~0").replace('/', "~1")),
                        fits,
                        found,
                    );
                }
            }
            Value::Array(list) => list
                .iter()
                .enumerate()
                .for_each(|(index, child)| look(child, &format!("{at}/{index}"), fits, found)),
            _ => {}
        }
    }
    let mut found = Vec::new();
    look(document, "", fits, &mut found);
    (!found.is_empty()).then(|| found.swap_remove(random.below(found.len())))
}
