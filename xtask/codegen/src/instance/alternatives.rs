//! What a value has to fit at once: a schema with its compositions, and one of its alternatives.
//!
//! In: schemas. Out: the ways to fit them, the likeliest first.

use serde_json::Value;

use super::{DEPTH, Making, Spot};
use crate::depth::Depth;
use crate::pointer;
use crate::reference;

/// The most ways that are looked at.
const WAYS: usize = 32;

/// Schemas without references, all of which a value has to fit, and the members that tell its alternatives.
#[derive(Clone, Debug, Default)]
pub(super) struct Parts<'d> {
    pub(super) spots: Vec<Spot<'d>>,
    pub(super) tags: Vec<(&'d str, &'d str)>,
}

impl<'d> Making<'_, 'd> {
    /// The ways to fit some schemas at once. The alternative that is wished for is one of the outermost value.
    pub(super) fn parts(&self, spots: &[Spot<'d>], depth: Depth) -> Vec<Parts<'d>> {
        let mut wish = self.wish.alternative.filter(|_| depth == DEPTH);
        let mut ways = vec![Parts::default()];
        for spot in spots {
            ways = product(&ways, &self.ways(spot, &mut wish, Depth::default(), &mut Vec::new()));
        }
        if wish.is_none() { ways } else { Vec::new() }
    }

    /// The ways to fit one schema; none where it is a part of itself, which no value can end.
    fn ways(
        &self,
        spot: &Spot<'d>,
        wish: &mut Option<&str>,
        depth: Depth,
        open: &mut Vec<*const Value>,
    ) -> Vec<Parts<'d>> {
        let (Some(spot), Some(below)) = (self.resolve(spot), depth.below()) else {
            return Vec::new();
        };
        if open.contains(&std::ptr::from_ref(spot.schema)) {
            return Vec::new();
        }
        open.push(spot.schema);
        let mut ways = vec![Parts {
            spots: vec![spot.clone()],
            tags: Vec::new(),
        }];
        for (index, part) in list(spot.schema, "allOf").iter().enumerate() {
            let part = spot.child("allOf", part).child(&index.to_string(), part);
            ways = product(&ways, &self.ways(&part, wish, below, open));
        }
        for key in ["oneOf", "anyOf"] {
            if !list(spot.schema, key).is_empty() {
                ways = product(&ways, &self.alternatives(&spot, key, wish, below, open));
            }
        }
        open.pop();
        ways
    }

    /// The ways to fit an alternative: that which is wished for, else any.
    fn alternatives(
        &self,
        spot: &Spot<'d>,
        key: &str,
        wish: &mut Option<&str>,
        below: Depth,
        open: &mut Vec<*const Value>,
    ) -> Vec<Parts<'d>> {
        let whole = spot.child(key, spot.schema);
        let all = list(spot.schema, key).iter().enumerate();
        let mut all: Vec<Spot<'d>> = all.map(|(index, one)| whole.child(&index.to_string(), one)).collect();
        // One that leads back says nothing.
        all.retain(|one| {
            self.resolve(one)
                .is_some_and(|end| !open.contains(&std::ptr::from_ref(end.schema)))
        });
        // An alternative may hold the union itself.
        let is_wished = |one: &&Spot<'d>| wish.is_some_and(|wish| one.at == wish);
        let leads = |one: &&Spot<'d>| wish.is_some_and(|wish| self.leads(one, wish));
        let wished = all.iter().find(is_wished).or_else(|| all.iter().find(leads));
        if let Some(wished) = wished.cloned() {
            // Alternatives of alternatives are wished for one after the other.
            wish.take_if(|wish| *wish == wished.at);
            all = vec![wished];
        }
        let mut ways = Vec::new();
        for one in &all {
            let of_one = self.ways(one, wish, below, open);
            ways.extend(product(&of_one, &self.tags(spot.schema, one)));
        }
        ways.truncate(WAYS);
        ways
    }

    /// Whether an alternative has that of a pointer somewhere inside.
    fn leads(&self, one: &Spot<'d>, wish: &str) -> bool {
        let is_inside = |at: &str| wish.strip_prefix(at).is_some_and(|rest| rest.starts_with('/'));
        is_inside(&one.at) || self.resolve(one).is_some_and(|end| is_inside(&end.at))
    }

    /// What may stand in the discriminator of a union for an alternative; nothing has to where there is none.
    fn tags(&self, union: &'d Value, one: &Spot<'d>) -> Vec<Parts<'d>> {
        let discriminator = union.get("discriminator");
        let Some(name) = discriminator.and_then(|it| it.get("propertyName")?.as_str()) else {
            return vec![Parts::default()];
        };
        let one = unwrapped(one);
        let reference = reference::of(one.schema);
        let default = discriminator.and_then(|it| it.get("x-default-mapping")?.as_str());
        if default.is_some() && default == reference {
            return vec![Parts::default()];
        }
        let mapping = discriminator.and_then(|it| it.get("mapping")?.as_object());
        let mapped = mapping.into_iter().flatten();
        let mapped = mapped.filter(|(_, to)| reference.is_some() && to.as_str() == reference);
        let mut texts: Vec<&str> = mapped.map(|(text, _)| text.as_str()).collect();
        let own = self.resolve(&one).and_then(|one| {
            let property = one.schema.get("properties")?.get(name)?;
            let at = pointer::join(&one.at, name);
            self.resolve(&Spot { schema: property, at })
        });
        let own = own.and_then(|own| own.schema.get("enum")?.as_array());
        texts.extend(own.into_iter().flatten().filter_map(Value::as_str));
        texts.extend(reference.and_then(|reference| reference.rsplit('/').next()));
        let tag = |text| Parts {
            spots: Vec::new(),
            tags: vec![(name, text)],
        };
        texts.into_iter().map(tag).collect()
    }
}

/// What an `allOf` of one schema stands for: a reference has nothing beside it in OpenAPI 3.0.
fn unwrapped<'d>(one: &Spot<'d>) -> Spot<'d> {
    match list(one.schema, "allOf") {
        [only] if one.schema.get("properties").is_none() => one.child("allOf", only).child("0", only),
        _ => one.clone(),
    }
}

/// Each of some ways with each of others.
fn product<'d>(ways: &[Parts<'d>], others: &[Parts<'d>]) -> Vec<Parts<'d>> {
    let both = ways.iter().flat_map(|way| {
        others.iter().map(|other| Parts {
            spots: [way.spots.as_slice(), &other.spots].concat(),
            tags: [way.tags.as_slice(), &other.tags].concat(),
        })
    });
    both.take(WAYS).collect()
}

fn list<'d>(schema: &'d Value, key: &str) -> &'d [Value] {
    schema.get(key).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}
