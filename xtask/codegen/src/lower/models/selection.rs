//! How the arms of a union are told apart: the rules, each a function from what is known of the arms.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use openapiv3::Discriminator;

use crate::ir::{Choice, Kind};
use crate::lower::schemas::component_name;

/// What there is to tell an arm by.
#[derive(Clone, Debug, Default)]
pub(crate) struct ArmView {
    /// The reference as the document spells it.
    pub reference: Option<String>,
    /// The component schema it refers to.
    pub schema: Option<String>,
    /// JSON types of its values.
    pub kinds: Vec<Kind>,
    /// Names of its properties.
    pub properties: Vec<String>,
    /// Its required properties.
    pub required: Vec<String>,
    /// Properties that may have only some texts, with these.
    pub constants: Vec<(String, Vec<String>)>,
    /// Whether more properties may be there than are known here.
    pub open: bool,
}

/// By the discriminator (OpenAPI 3.0 §4.7.25): its mapping, else the constant of the property, else the schema's name.
pub(crate) fn by_discriminator(discriminator: &Discriminator, arms: &[&ArmView]) -> Option<Choice> {
    let mut values: Vec<(String, usize)> = Vec::new();
    let mut more: Vec<(String, usize)> = Vec::new();
    let mut by_target: HashMap<String, Vec<String>> = HashMap::new();
    for (value, target) in &discriminator.mapping {
        let name = component_name(target).map_or_else(|| target.clone(), Cow::into_owned);
        by_target.entry(name).or_default().push(value.clone());
    }
    for (index, arm) in arms.iter().enumerate() {
        let name = arm.schema.as_ref().or(arm.reference.as_ref());
        let mapped = name.and_then(|name| by_target.get(name)).cloned().unwrap_or_default();
        let constant = arm
            .constants
            .iter()
            .find(|(key, _)| *key == discriminator.property_name)
            .map(|(_, texts)| texts);
        let told =
            |texts: &[String]| -> Vec<(String, usize)> { texts.iter().map(|text| (text.clone(), index)).collect() };
        match (mapped.is_empty(), constant, &arm.schema) {
            (false, texts, _) => {
                values.extend(told(&mapped));
                more.extend(texts.map(|texts| told(texts)).into_iter().flatten());
            }
            (true, Some(texts), _) => values.extend(told(texts)),
            (true, None, Some(schema)) => values.push((schema.clone(), index)),
            (true, None, None) => return None,
        }
    }
    if !unambiguous(&values) {
        return None;
    }
    // A mapping may forget what the alternative itself allows; what several allow it tells nothing.
    let mut met: HashMap<&str, usize> = HashMap::new();
    for (text, _) in values.iter().chain(&more) {
        *met.entry(text).or_default() += 1;
    }
    let forgotten: Vec<_> = more
        .iter()
        .filter(|(text, _)| met.get(text.as_str()) == Some(&1))
        .cloned()
        .collect();
    values.extend(forgotten);
    Some(Choice::Tag {
        wire: discriminator.property_name.clone(),
        values,
    })
}

/// By a required property whose texts are constant in each arm and shared by no two.
pub(crate) fn by_constant(arms: &[&ArmView]) -> Option<Choice> {
    let (first, rest) = arms.split_first()?;
    for (wire, _) in first.constants.iter().filter(|(key, _)| first.required.contains(key)) {
        let mut values = Vec::new();
        let all = std::iter::once(first).chain(rest).enumerate().all(|(index, arm)| {
            let constant = arm
                .constants
                .iter()
                .find(|(key, _)| key == wire && arm.required.contains(key));
            constant
                .map(|(_, texts)| values.extend(texts.iter().map(|text| (text.clone(), index))))
                .is_some()
        });
        if all && unambiguous(&values) {
            return Some(Choice::Tag {
                wire: wire.clone(),
                values,
            });
        }
    }
    None
}

/// By the JSON type, where no two arms share one.
pub(crate) fn by_kind(arms: &[&ArmView]) -> Option<Choice> {
    let mut kinds = Vec::new();
    for (index, arm) in arms.iter().enumerate() {
        if arm.kinds.is_empty() {
            return None;
        }
        kinds.extend(arm.kinds.iter().map(|kind| (*kind, index)));
    }
    let mut seen = HashSet::new();
    kinds
        .iter()
        .all(|(kind, _)| seen.insert(*kind))
        .then_some(Choice::Kind(kinds))
}

/// By required keys that no other arm knows.
pub(crate) fn by_keys(arms: &[&ArmView]) -> Option<Choice> {
    let mut keys = Vec::new();
    for (index, arm) in arms.iter().enumerate() {
        if arm.open || arm.kinds.as_slice() != [Kind::Object] {
            return None;
        }
        let own: Vec<String> = own_keys(arms, index).map(str::to_owned).collect();
        if own.is_empty() {
            return None;
        }
        keys.push((own, index));
    }
    Some(Choice::Keys(keys))
}

/// The required keys of an arm that no other arm knows.
fn own_keys<'v>(arms: &[&'v ArmView], index: usize) -> impl Iterator<Item = &'v str> {
    let others: HashSet<&str> = arms
        .iter()
        .enumerate()
        .filter(|(other, _)| *other != index)
        .flat_map(|(_, other)| other.properties.iter().map(String::as_str))
        .collect();
    let own = arms[index].required.iter().map(String::as_str);
    own.filter(move |key| !others.contains(key))
}

/// What an object among other alternatives may be called after: the first key that only it has to have.
pub(crate) fn own_key(arms: &[ArmView], index: usize) -> Option<&str> {
    let arms: Vec<&ArmView> = arms.iter().collect();
    own_keys(&arms, index).next()
}

/// Whether no value chooses two arms.
fn unambiguous(values: &[(String, usize)]) -> bool {
    let mut seen = HashSet::new();
    values.iter().all(|(value, _)| seen.insert(value.as_str()))
}

/// The name of an arm that only its JSON type tells.
pub(crate) fn kind_name(kind: Kind) -> &'static str {
    match kind {
        Kind::String => "Text",
        Kind::Integer => "Integer",
        Kind::Number => "Number",
        Kind::Boolean => "Boolean",
        Kind::Array => "List",
        Kind::Object => "Object",
        Kind::Null => "Null",
    }
}
