//! How the variants of a union are told apart: the rules, each a function from what is known of the alternatives.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use openapiv3::Discriminator;

use crate::ir::Choice;
use crate::lower::models::signatures::Signature;
use crate::lower::schemas::component_name;

/// The first rule that tells the alternatives apart: the discriminator, a constant property, the JSON type, required keys.
pub(super) fn select(discriminator: Option<&Discriminator>, alternatives: &[&Signature<'_>]) -> Choice {
    discriminator
        .and_then(|discriminator| by_discriminator(discriminator, alternatives))
        .or_else(|| by_constant(alternatives))
        .or_else(|| by_json_type(alternatives))
        .or_else(|| by_keys(alternatives))
        .unwrap_or(Choice::Fit)
}

/// By the discriminator (OpenAPI 3.0 §4.7.25): its mapping, else the constant of the property, else the schema's name.
fn by_discriminator(discriminator: &Discriminator, alternatives: &[&Signature<'_>]) -> Option<Choice> {
    let mut mapping: HashMap<Cow<'_, str>, Vec<&str>> = HashMap::new();
    for (value, target) in &discriminator.mapping {
        let name = component_name(target).unwrap_or(Cow::Borrowed(target));
        mapping.entry(name).or_default().push(value);
    }
    let mut values: Vec<(String, usize)> = Vec::new();
    let mut allowed: Vec<(String, usize)> = Vec::new();
    for (index, alternative) in alternatives.iter().enumerate() {
        let name = alternative.schema.as_deref().or(alternative.reference);
        let mapped = name.and_then(|name| mapping.get(name));
        let own = alternative.constants.iter();
        let own = own.filter(|(key, _)| *key == discriminator.property_name);
        let own: Vec<&String> = own.flat_map(|(_, texts)| texts).collect();
        match (mapped, &alternative.schema) {
            (Some(texts), _) => {
                values.extend(texts.iter().map(|text| ((*text).to_owned(), index)));
                allowed.extend(own.into_iter().map(|text| (text.clone(), index)));
            }
            (None, _) if !own.is_empty() => values.extend(own.into_iter().map(|text| (text.clone(), index))),
            (None, Some(schema)) => values.push((schema.clone().into_owned(), index)),
            (None, None) => return None,
        }
    }
    if !is_unambiguous(&values) {
        return None;
    }
    let forgotten = forgotten(&values, allowed);
    values.extend(forgotten);
    Some(Choice::Tag {
        wire: discriminator.property_name.clone(),
        values,
    })
}

/// What alternatives allow and the mapping forgets: it tells them as well, unless several allow it.
fn forgotten(values: &[(String, usize)], allowed: Vec<(String, usize)>) -> Vec<(String, usize)> {
    let mut met: HashMap<&str, usize> = HashMap::new();
    for (text, _) in values.iter().chain(&allowed) {
        *met.entry(text).or_default() += 1;
    }
    let is_new = |(text, _): &&(String, usize)| met.get(text.as_str()) == Some(&1);
    allowed.iter().filter(is_new).cloned().collect()
}

/// By a required property whose texts are constant in each alternative and shared by no two.
fn by_constant(alternatives: &[&Signature<'_>]) -> Option<Choice> {
    let first = alternatives.first()?;
    for (wire, _) in &first.constants {
        let texts = |alternative: &&Signature<'_>| {
            let is_required = alternative.required.contains(wire);
            let constant = alternative.constants.iter().find(|(key, _)| key == wire && is_required);
            constant.map(|(_, texts)| texts.clone())
        };
        let Some(texts) = alternatives.iter().map(texts).collect::<Option<Vec<_>>>() else {
            continue;
        };
        let of_all = texts.into_iter().enumerate();
        let values: Vec<(String, usize)> = of_all
            .flat_map(|(index, texts)| texts.into_iter().map(move |text| (text, index)))
            .collect();
        if is_unambiguous(&values) {
            let wire = (*wire).to_owned();
            return Some(Choice::Tag { wire, values });
        }
    }
    None
}

/// By the JSON type, where no two alternatives share one.
fn by_json_type(alternatives: &[&Signature<'_>]) -> Option<Choice> {
    let mut types = Vec::new();
    for (index, alternative) in alternatives.iter().enumerate() {
        if alternative.json_types.is_empty() {
            return None;
        }
        types.extend(alternative.json_types.iter().map(|ty| (*ty, index)));
    }
    let mut seen = HashSet::new();
    let is_unambiguous = types.iter().all(|(ty, _)| seen.insert(*ty));
    is_unambiguous.then_some(Choice::JsonType(types))
}

/// By required keys that no other alternative knows.
fn by_keys(alternatives: &[&Signature<'_>]) -> Option<Choice> {
    let is_known = |alternative: &&Signature<'_>| alternative.is_object() && !alternative.is_open;
    if !alternatives.iter().all(is_known) {
        return None;
    }
    let keys = own_keys(alternatives).into_iter().enumerate().map(|(index, own)| {
        let own: Vec<String> = own.into_iter().map(str::to_owned).collect();
        (!own.is_empty()).then_some((own, index))
    });
    Some(Choice::Keys(keys.collect::<Option<_>>()?))
}

/// The required keys of each alternative that no other one knows.
pub(super) fn own_keys<'a>(alternatives: &[&Signature<'a>]) -> Vec<Vec<&'a str>> {
    let mut known: HashMap<&str, usize> = HashMap::new();
    for key in alternatives.iter().flat_map(|alternative| &alternative.properties) {
        *known.entry(key).or_default() += 1;
    }
    let own = |alternative: &&Signature<'a>| {
        let required = alternative.required.iter().copied();
        required.filter(|key| known.get(key) == Some(&1)).collect()
    };
    alternatives.iter().map(own).collect()
}

/// Whether no value chooses two alternatives.
fn is_unambiguous(values: &[(String, usize)]) -> bool {
    let mut seen = HashSet::new();
    values.iter().all(|(value, _)| seen.insert(value.as_str()))
}
