//! Mutations of a document as a tree: parts are moved, removed, misspelt, replaced by what the grammar has there.
//!
//! In: the bytes of a document, and a seed. Out: the bytes of another one. What is no document becomes one.

use arbitrary::Unstructured;
use serde_json::{Map, Value};

use crate::grammar;

/// Bytes that decisions of the grammar are made of.
const LUCK: usize = 4_096;

/// Changes the document in a buffer, of which `size` bytes are used; how many are used then.
pub fn mutate(data: &mut [u8], size: usize, max_size: usize, seed: u32) -> usize {
    let luck = luck(seed);
    let mut u = Unstructured::new(&luck);
    let old = serde_json::from_slice(&data[..size]).ok().filter(Value::is_object);
    let new = changed(old, &mut u).unwrap_or_default().to_string();
    let fits = new.len() <= max_size.min(data.len());
    if !fits {
        // What has grown too large is begun anew.
        let small = r#"{"openapi":"3.0.3","info":{"title":"a","version":"1.0.0"},"paths":{}}"#.as_bytes();
        let length = small.len().min(data.len());
        data[..length].copy_from_slice(&small[..length]);
        return length;
    }
    data[..new.len()].copy_from_slice(new.as_bytes());
    new.len()
}

fn luck(seed: u32) -> Vec<u8> {
    let mut state = u64::from(seed).wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 32) as u8
    };
    (0..LUCK).map(|_| next()).collect()
}

fn changed(old: Option<Value>, u: &mut Unstructured<'_>) -> arbitrary::Result<Value> {
    let mut document = match old {
        Some(document) if u.int_in_range(0..=19)? > 0 => document,
        _ => return grammar::document(u),
    };
    for _ in 0..u.int_in_range(1..=4)? {
        step(&mut document, u)?;
    }
    Ok(document)
}

/// One change at one place.
fn step(document: &mut Value, u: &mut Unstructured<'_>) -> arbitrary::Result<()> {
    let names: Vec<String> = keys(document.pointer("/components/schemas"));
    let mut all = Vec::new();
    pointers(document, String::new(), &mut all);
    let at = u.choose(&all)?.clone();
    let other = document.pointer(u.choose(&all)?).cloned().unwrap_or_default();
    let key = at.rsplit('/').next().unwrap_or_default().to_owned();
    let made = grammar::at(&key, u, &names)?;
    let kind = u.int_in_range(0..=6)?;
    let Some(node) = document.pointer_mut(&at) else { return Ok(()) };
    match (kind, node) {
        (0, node) if !at.is_empty() => *node = other,
        (1 | 2, node) if !at.is_empty() => *node = made,
        (3, Value::Object(map)) => {
            let key = *u.choose(&["properties", "allOf", "oneOf", "anyOf", "items", "enum", "required", "nullable", "content", "parameters", "headers", "$ref", "const", "default", "x-rust-name"])?;
            map.insert(key.to_owned(), grammar::at(key, u, &names)?);
        }
        (4, Value::Object(map)) if !map.is_empty() => remove(map, u)?,
        (4, Value::Array(list)) if !list.is_empty() => drop(list.remove(u.choose_index(list.len())?)),
        (5, Value::Object(map)) if !map.is_empty() => {
            let keys: Vec<String> = map.keys().cloned().collect();
            let old = u.choose(&keys)?;
            let value = map.shift_remove(old).unwrap_or_default();
            map.insert(u.choose(&["a", "x-a", "200", "a/b", "", "type"])?.to_string(), value);
        }
        (6, Value::Array(list)) => list.push(other),
        _ => {}
    }
    Ok(())
}

fn remove(map: &mut Map<String, Value>, u: &mut Unstructured<'_>) -> arbitrary::Result<()> {
    let keys: Vec<String> = map.keys().cloned().collect();
    map.shift_remove(u.choose(&keys)?);
    Ok(())
}

fn keys(value: Option<&Value>) -> Vec<String> {
    value.and_then(Value::as_object).into_iter().flat_map(|map| map.keys().cloned()).collect()
}

fn pointers(value: &Value, at: String, all: &mut Vec<String>) {
    match value {
        Value::Object(map) => {
            for (key, child) in map {
                pointers(child, format!("{at}/{}", key.replace('~', "~0").replace('/', "~1")), all);
            }
        }
        Value::Array(list) => list.iter().enumerate().for_each(|(index, child)| pointers(child, format!("{at}/{index}"), all)),
        _ => {}
    }
    all.push(at);
}
