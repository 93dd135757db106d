//! How the variants of a union are told apart: the steps, by what is known of the alternatives.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::HashMap;

use openapiv3::Discriminator;

use crate::ir::{Choice, JsonType, Literal, Step, Tag};
use crate::lower::models::alike::{hold_together, may_be_same, share_type};
use crate::lower::models::signatures::Signature;
use crate::lower::models::tags::{Pair, Tags};
use crate::lower::schemas::{Schemas, component_name};

/// How many alternatives are compared two by two at most: the work and the memory grow with the square.
const MOST_COMPARED: usize = 500;

/// How many steps a choice has at most: the runtime's macro goes one level deeper with each, and rustc follows it for 128.
const MOST_STEPS: usize = 64;

/// How many properties of so many alternatives are looked at on reading.
const MOST_TAGS: usize = 32;

/// How variants are told apart, and which of them are not.
#[derive(Debug)]
pub(super) struct Selection {
    pub(super) choice: Choice,
    pub(super) ambiguous: Option<Ambiguous>,
}

/// What may be ambiguous.
#[derive(Debug)]
pub(super) enum Ambiguous {
    /// A value can be both of two alternatives.
    Two(Pair),
    /// The alternatives are too many to be compared.
    Many,
}

/// What tells alternatives apart: the discriminator alone where it has to be there, else first the JSON type, then properties whose values are disjoint, then
/// keys, then what is lost. `takes_several` says whether a value may be several of them at once (`anyOf`).
pub(super) fn select<'a>(
    schemas: &Schemas<'a>,
    discriminator: Option<&Discriminator>,
    alternatives: &[&Signature<'a>],
    takes_several: bool,
) -> Selection {
    let told = |steps| Selection {
        choice: Choice::Steps(steps),
        ambiguous: None,
    };
    let tag = discriminator.and_then(|discriminator| by_discriminator(schemas, discriminator, alternatives));
    if let Some(tag) = tag.as_ref().filter(|tag| !tag.is_optional()) {
        return told(vec![Step::Tag(tag.clone())]);
    }
    if alternatives.len() > MOST_COMPARED {
        return of_many(alternatives, tag, takes_several);
    }
    let of = |(one, other): Pair| (alternatives[one], alternatives[other]);
    let mut alike = pairs(alternatives.len());
    alike.retain(|pair| share_type(&of(*pair).0.json_types, &of(*pair).1.json_types));
    let mut steps: Vec<Step> = by_json_type(alternatives).into_iter().collect();
    // A discriminator leaves those that may be without it.
    if let Some(tag) = &tag {
        alike.retain(|(one, other)| tag.optional_in.contains(one) && tag.optional_in.contains(other));
        steps.push(Step::Tag(tag.clone()));
    }
    let mut tags = Tags::new(alternatives, alike, tag.as_ref());
    steps.extend(tags.telling(schemas).into_iter().map(Step::Tag));
    let left = tags.left();
    if left.is_empty() && is_enough(&steps) {
        return told(steps);
    }
    let several = takes_several && left.iter().any(|pair| hold_together(schemas, of(*pair).0, of(*pair).1));
    if let (true, false, Some(keys)) = (steps.is_empty(), several, by_keys(alternatives)) {
        return told(vec![Step::Keys(keys)]);
    }
    steps.extend(tags.contradicted().into_iter().map(Step::Tag));
    if steps.len() > MOST_STEPS {
        return of_many(alternatives, tag, takes_several);
    }
    let order = preference(alternatives);
    steps.push(Step::Fit { order, several });
    let is_ambiguous = |pair: &Pair| may_be_same(schemas, of(*pair).0, of(*pair).1);
    Selection {
        choice: Choice::Steps(steps),
        // The document says what tells them, though some values may be without it.
        ambiguous: left
            .into_iter()
            .filter(|_| tag.is_none())
            .find(is_ambiguous)
            .map(Ambiguous::Two),
    }
}

/// The same for alternatives that are too many to be compared: one property or keys that tell all, else what may tell some.
fn of_many(alternatives: &[&Signature<'_>], tag: Option<Tag>, takes_several: bool) -> Selection {
    let told = |step| Selection {
        choice: Choice::Steps(vec![step]),
        ambiguous: None,
    };
    let tags = Tags::new(alternatives, Vec::new(), tag.as_ref());
    let tells_all = |tag: &Tag| {
        let mut named: Vec<usize> = tag.values.iter().map(|(_, index)| *index).collect();
        named.dedup();
        named.len() == alternatives.len() && !tag.is_optional() && is_unambiguous(&tag.values)
    };
    if let Some(tag) = tags.all().find(tells_all) {
        return told(Step::Tag(tag));
    }
    let keys = by_keys(alternatives).filter(|_| tag.is_none() && !takes_several);
    if let Some(keys) = keys {
        return told(Step::Keys(keys));
    }
    let ambiguous = tag.is_none().then_some(Ambiguous::Many);
    let mut steps: Vec<Step> = by_json_type(alternatives).into_iter().collect();
    let telling = tags.all().filter(Tag::tells).take(MOST_TAGS);
    steps.extend(tag.into_iter().chain(telling).map(Step::Tag));
    steps.push(Step::Fit {
        order: preference(alternatives),
        several: takes_several,
    });
    Selection {
        choice: Choice::Steps(steps),
        ambiguous,
    }
}

/// Whether a step tells all alternatives by itself.
fn is_enough(steps: &[Step]) -> bool {
    match steps {
        [Step::Tag(tag)] => !tag.is_optional(),
        [_] => true,
        _ => false,
    }
}

fn pairs(count: usize) -> Vec<Pair> {
    let with_later = |one| (one + 1..count).map(move |other| (one, other));
    (0..count).flat_map(with_later).collect()
}

/// By the discriminator (OpenAPI 3.0 §4.7.25): its mapping, else the constant of the property, else the schema's name.
fn by_discriminator<'a>(
    schemas: &Schemas<'a>,
    discriminator: &Discriminator,
    alternatives: &[&Signature<'a>],
) -> Option<Tag> {
    let mut mapping: HashMap<Cow<'_, str>, Vec<&str>> = HashMap::new();
    for (value, target) in &discriminator.mapping {
        let name = component_name(target).unwrap_or(Cow::Borrowed(target));
        mapping.entry(name).or_default().push(value);
    }
    let mut values: Vec<(Literal, usize)> = Vec::new();
    let mut allowed: Vec<(Literal, usize)> = Vec::new();
    let mut implied: Vec<(Literal, usize)> = Vec::new();
    let mut optional_in = Vec::new();
    let default = default_of(discriminator, alternatives);
    for (index, alternative) in alternatives.iter().enumerate() {
        let name = alternative.component.as_deref().or(alternative.reference);
        let mapped = name.and_then(|name| mapping.get(name));
        let property = alternative.properties.get(discriminator.property_name.as_str());
        let own = property
            .and_then(|property| property.values.as_deref())
            .unwrap_or_default();
        let types = property
            .map(|property| schemas.json_types(&property.node))
            .unwrap_or_default();
        // One that the alternative does not declare is due by the discriminator alone.
        if property.is_some_and(|property| !property.is_there()) {
            optional_in.push(index);
        }
        match (mapped, &alternative.component) {
            (Some(texts), _) => {
                values.extend(texts.iter().map(|text| (spelled(text, &types), index)));
                allowed.extend(own.iter().map(|value| (value.clone(), index)));
                let name = implied_name(schemas, alternative).filter(|_| own.is_empty() && may_be_text(&types));
                implied.extend(name.map(|name| (name, index)));
            }
            (None, _) if !own.is_empty() => values.extend(own.iter().map(|value| (value.clone(), index))),
            (None, _) if default == Some(index) => {}
            (None, Some(schema)) => values.push((Literal::String(schema.clone().into_owned()), index)),
            (None, None) => return None,
        }
    }
    if !is_unambiguous(&values) || values.is_empty() {
        return None;
    }
    // What is without the property is the default.
    if default.is_some() {
        optional_in.clear();
    }
    let forgotten = forgotten(&values, allowed);
    values.extend(forgotten);
    let implied = self::forgotten(&values, implied);
    Some(Tag {
        path: vec![discriminator.property_name.clone()],
        optional_in,
        values,
        implied,
        default,
    })
}

/// The alternative of what no value tells (OpenAPI 3.2, `defaultMapping`).
fn default_of(discriminator: &Discriminator, alternatives: &[&Signature<'_>]) -> Option<usize> {
    let default = discriminator.extensions.get("x-default-mapping")?.as_str()?;
    let default = component_name(default)?;
    let is_it = |alternative: &&Signature<'_>| {
        alternative.component.as_ref() == Some(&default) || alternative.reference == Some(&*default)
    };
    alternatives.iter().position(is_it)
}

/// The name of a schema, which a mapping does not take away (OpenAPI 3.1 §4.8.25). One that the document does not have is none.
fn implied_name<'a>(schemas: &Schemas<'a>, alternative: &Signature<'a>) -> Option<Literal> {
    let name = alternative.component.as_deref()?;
    let is_written = schemas.base(name).is_none();
    is_written.then(|| Literal::String(name.to_owned()))
}

/// Whether a property is a text, as far as its types are known.
fn may_be_text(types: &[JsonType]) -> bool {
    types.is_empty() || types.contains(&JsonType::String)
}

/// A text of a mapping, whose keys are texts always, as a value of the property's types.
fn spelled(text: &str, types: &[JsonType]) -> Literal {
    let value = match types {
        [JsonType::Integer] => text.parse().ok().map(Literal::Integer),
        [JsonType::Boolean] => text.parse().ok().map(|truth: bool| Literal::Json(truth.into())),
        _ => None,
    };
    value.unwrap_or_else(|| Literal::String(text.to_owned()))
}

/// What alternatives allow and the mapping forgets: it tells them as well, unless several allow it.
fn forgotten(values: &[(Literal, usize)], allowed: Vec<(Literal, usize)>) -> Vec<(Literal, usize)> {
    let is_known = |value: &Literal| values.iter().any(|(known, _)| known == value);
    let is_shared = |value: &Literal| allowed.iter().filter(|(other, _)| other == value).count() > 1;
    let is_new = |(value, _): &&(Literal, usize)| !is_known(value) && !is_shared(value);
    allowed.iter().filter(is_new).cloned().collect()
}

/// Whether no value chooses two alternatives.
fn is_unambiguous(values: &[(Literal, usize)]) -> bool {
    let is_first = |(index, (value, _)): (usize, &(Literal, usize))| {
        values.iter().position(|(known, _)| known == value) == Some(index)
    };
    values.iter().enumerate().all(is_first)
}

/// By the JSON types of each alternative of which they are known, where these tell any two.
fn by_json_type(alternatives: &[&Signature<'_>]) -> Option<Step> {
    let mut kinds: Vec<&[JsonType]> = Vec::new();
    for alternative in alternatives {
        if !kinds.contains(&alternative.json_types.as_slice()) {
            kinds.push(&alternative.json_types);
        }
    }
    let is_told = |one: &&[JsonType]| kinds.iter().any(|other| !share_type(one, other));
    kinds
        .iter()
        .any(is_told)
        .then(|| Step::JsonType(json_types(alternatives)))
}

fn json_types(alternatives: &[&Signature<'_>]) -> Vec<(JsonType, usize)> {
    let of_all = alternatives.iter().enumerate();
    let of_one = |(index, alternative): (usize, &&Signature<'_>)| {
        let types: Vec<_> = alternative.json_types.iter().map(|ty| (*ty, index)).collect();
        types
    };
    of_all.flat_map(of_one).collect()
}

/// By required keys that no other alternative knows.
fn by_keys(alternatives: &[&Signature<'_>]) -> Option<Vec<(Vec<String>, usize)>> {
    let is_known = |alternative: &&Signature<'_>| alternative.is_object() && !alternative.is_open;
    if !alternatives.iter().all(is_known) {
        return None;
    }
    let keys = own_keys(alternatives).into_iter().enumerate().map(|(index, own)| {
        let own: Vec<String> = own.into_iter().map(str::to_owned).collect();
        (!own.is_empty()).then_some((own, index))
    });
    keys.collect()
}

/// The required keys of each alternative that no other one knows.
pub(super) fn own_keys<'a>(alternatives: &[&Signature<'a>]) -> Vec<Vec<&'a str>> {
    let mut known: HashMap<&str, usize> = HashMap::new();
    for key in alternatives
        .iter()
        .flat_map(|alternative| alternative.properties.keys())
    {
        *known.entry(key).or_default() += 1;
    }
    let own = |alternative: &&Signature<'a>| {
        alternative
            .required()
            .filter(|key| known.get(key) == Some(&1))
            .collect()
    };
    alternatives.iter().map(own).collect()
}

/// The order in which alternatives are preferred that lose alike: what demands more says more of a value.
fn preference(alternatives: &[&Signature<'_>]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..alternatives.len()).collect();
    order.sort_by_key(|index| {
        let alternative = alternatives[*index];
        (Reverse(alternative.required().count()), alternative.is_open)
    });
    order
}
