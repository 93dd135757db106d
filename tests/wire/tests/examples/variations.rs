//! Variations of the examples that a server may send today or after its next release. In: a table. Out: nothing, or a
//! panic that names the place whose change was not taken.

use serde_json::{Value, json};
use wire::json::differences;
use wire::schema::Places;
use wire::{Result, Spec};

use crate::table::Table;

impl Table {
    /// A word that the document does not have, at the place of any string, decodes and comes back: enums are open, and no
    /// text is taken apart.
    pub(crate) fn keeps_unknown_words(&self) -> Result {
        let word = json!("a word of tomorrow");
        self.vary(
            |places| &places.strings,
            |value, place| Varied::kept(set(value, place, Some(&word))),
        )
    }

    /// A member that the document does not have is kept where the document lets any in, and else ignored.
    pub(crate) fn ignores_unknown_members(&self) -> Result {
        let member = json!({"null": null, "list": [1, "2"]});
        self.vary(
            |places| &places.objects,
            |value, place| {
                let varied = set(value, &format!("{place}/of_tomorrow"), Some(&member));
                Varied::kept(varied).or(value.clone())
            },
        )
    }

    /// A member that the document does not require may be missing, and stays so.
    pub(crate) fn does_without_optional_members(&self) -> Result {
        self.vary(
            |places| &places.optional,
            |value, place| Varied::kept(set(value, place, None)),
        )
    }

    /// A member that the document does not require may be null, even where the document does not say so; it comes back as
    /// null where that has a meaning of its own, and else not at all.
    pub(crate) fn takes_null_for_optional_members(&self) -> Result {
        self.vary(
            |places| &places.optional,
            |value, place| {
                let varied = set(value, place, Some(&Value::Null));
                Varied::kept(varied).or(set(value, place, None))
            },
        )
    }

    /// Changes each example at each of some places, one at a time, and sends it through its type.
    fn vary(&self, places: fn(&Places) -> &[String], change: impl Fn(&Value, &str) -> Varied) -> Result {
        let spec = Spec::read(self.spec)?;
        let mut variations = 0;
        for typed in self.examples(&spec)? {
            let value = typed.value();
            for place in places(&spec.places(&typed.example)) {
                // Of an envelope, only the attributes are of the type.
                let Some(place) = place.strip_prefix(typed.at) else {
                    continue;
                };
                let varied = change(value, place);
                let name = format!("{} at {place:?}", typed.example.pointer);
                let encoded = (typed.trip)(&varied.value);
                let encoded = encoded.map_err(|error| format!("{name}: {error}"))?;
                let allowed = varied.comes_back_as;
                assert!(
                    allowed.iter().any(|it| differences(it, &encoded).is_empty()),
                    "{name}: {encoded:#} is none of {allowed:#?}"
                );
                variations += 1;
            }
        }
        assert!(variations > 0, "nothing was varied");
        Ok(())
    }
}

/// A changed value, and what may come back of it.
struct Varied {
    value: Value,
    comes_back_as: Vec<Value>,
}

impl Varied {
    fn kept(value: Value) -> Self {
        Self {
            comes_back_as: vec![value.clone()],
            value,
        }
    }

    fn or(mut self, value: Value) -> Self {
        self.comes_back_as.push(value);
        self
    }
}

/// A value with the member or item at a place set, or taken out.
fn set(value: &Value, place: &str, member: Option<&Value>) -> Value {
    let mut value = value.clone();
    let (parent, name) = place.rsplit_once('/').unwrap_or_default();
    let name = name.replace("~1", "/").replace("~0", "~");
    match (value.pointer_mut(parent), member) {
        (Some(Value::Object(object)), Some(member)) => drop(object.insert(name, member.clone())),
        (Some(Value::Object(object)), None) => drop(object.remove(&name)),
        (Some(Value::Array(items)), Some(member)) => {
            let item = name.parse().ok().and_then(|at: usize| items.get_mut(at));
            item.into_iter().for_each(|item| *item = member.clone());
        }
        (parent, _) => panic!("{place}: no member of {parent:?}"),
    }
    value
}
