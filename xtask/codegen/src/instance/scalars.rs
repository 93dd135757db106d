//! Texts and numbers that may fit. In: the parts of a schema. Out: values to try, the plainest first.

use serde_json::{Number, Value, json};

use super::alternatives::Parts;
use crate::formats;

/// Texts that common patterns match.
const TEXTS: &[&str] = &[
    "text",
    "a",
    "A",
    "1",
    "TEXT",
    "12",
    "123",
    "1234",
    "123456",
    "en",
    "en-US",
    "US",
    "USD",
    "a-b",
    "a_b",
    "1.0.0",
    "1.5",
    "+14155550100",
    "14155550100",
    "#a1b2c3",
    "v1",
];

/// Texts for a schema.
pub(super) fn texts(parts: &Parts<'_>) -> Vec<Value> {
    let format = |part: &Value| {
        let format = part.get("format")?.as_str()?;
        formats::of(format)?.sample
    };
    let schemas = || parts.spots.iter().map(|spot| spot.schema);
    let mut texts: Vec<String> = schemas().filter_map(format).map(str::to_owned).collect();
    let bound = |key: &'static str| schemas().filter_map(move |part| part.get(key)?.as_u64());
    let least = usize::try_from(bound("minLength").max().unwrap_or(0)).unwrap_or(0);
    let most = usize::try_from(bound("maxLength").min().unwrap_or(u64::MAX)).unwrap_or(usize::MAX);
    // As long as it has to be: of letters for words, of digits for numbers and hexadecimal digits.
    let length = least.max(4).min(most);
    if length <= 4096 {
        texts.extend(["text", "0123456789"].map(|word| word.chars().cycle().take(length).collect()));
    }
    texts.extend(TEXTS.iter().map(|text| (*text).to_owned()));
    texts.into_iter().map(Value::from).chain(given(parts)).collect()
}

/// Numbers for a schema. One that may have a fraction has one, so that it is no integer as well.
pub(super) fn numbers(parts: &Parts<'_>, ty: &str) -> Vec<Value> {
    let bound = |key: &'static str| {
        let schemas = parts.spots.iter().map(|spot| spot.schema);
        schemas
            .filter_map(move |part| part.get(key)?.as_number())
            .cloned()
            .map(Value::Number)
    };
    let mut numbers = match ty {
        "number" => vec![json!(1.5), json!(0.5)],
        _ => Vec::new(),
    };
    numbers.extend([json!(1), json!(2), json!(0)]);
    for key in ["minimum", "maximum", "multipleOf"] {
        for bound in bound(key) {
            let beside = bound.as_f64().filter(|_| ty == "number").into_iter();
            numbers.extend(beside.flat_map(|bound| [bound + 0.5, bound - 0.5]).map(Value::from));
            let beside = bound
                .as_i64()
                .into_iter()
                .flat_map(|bound| [bound.checked_add(1), bound.checked_sub(1)]);
            numbers.extend(beside.flatten().map(Number::from).map(Value::Number));
            numbers.push(bound);
        }
    }
    numbers.extend(given(parts));
    numbers
}

/// What the document gives as an example or default.
fn given<'p>(parts: &'p Parts<'_>) -> impl Iterator<Item = Value> + 'p {
    let schemas = parts.spots.iter().map(|spot| spot.schema);
    schemas.flat_map(|part| {
        ["example", "default"]
            .into_iter()
            .filter_map(|key| part.get(key))
            .cloned()
    })
}
