//! Variations of the examples that a server may send today or after its next release.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;

use operations::{Case, Result, each};
use serde_json::{Value, json};
use wire::json::{differences, set, worn};
use wire::schema::Places;

use crate::examples::{Typed, typed};

/// A word that the document does not have, at the place of any string, decodes and comes back: enums are open, and no text
/// is taken apart.
#[test]
fn unknown_words_are_kept() {
    let word = json!("a word of tomorrow");
    vary_each(|case| {
        let change = |value: &Value, place: &str| Varied::kept(set(value.clone(), place, Some(&word)));
        vary(case, |places| &places.strings, change)
    });
}

/// A member that the document does not have is no fault. It is kept wherever a server may put one: both specs ask for that.
#[test]
fn unknown_members_are_kept() {
    let member = json!({"null": null, "list": [1, "2"]});
    vary_each(|case| {
        let (mut count, named) = (0, |place: &str| format!("{place}/of_tomorrow"));
        for typed in typed(case) {
            let change = |value: &Value, place: &str| {
                let varied = Varied::kept(set(value.clone(), &named(place), Some(&member)));
                if typed.is_response() {
                    varied
                } else {
                    varied.or(value.clone())
                }
            };
            count += vary_one(&typed, |places| &places.objects, change)?;
        }
        Ok(count)
    });
}

/// A member that the document does not require may be missing, and stays so; attributes of which none has to be there are
/// none then.
#[test]
fn optional_members_may_be_missing() {
    vary_each(|case| {
        let change = |value: &Value, place: &str| {
            let varied = Varied::kept(set(value.clone(), place, None));
            varied.or(no_attributes(value, place))
        };
        vary(case, |places| &places.optional, change)
    });
}

/// A member that the document does not require may be null, even where the document does not say so; it comes back as null
/// where that has a meaning of its own, and else not at all, or as no attributes.
#[test]
fn optional_members_may_be_null() {
    vary_each(|case| {
        let change = |value: &Value, place: &str| {
            let varied = Varied::kept(set(value.clone(), place, Some(&Value::Null)));
            varied
                .or(set(value.clone(), place, None))
                .or(no_attributes(value, place))
        };
        vary(case, |places| &places.optional, change)
    });
}

/// A value with an empty object in a place where attributes are; elsewhere without that member.
fn no_attributes(value: &Value, place: &str) -> Value {
    let none = place.ends_with("/attributes").then(|| json!({}));
    set(value.clone(), place, none.as_ref())
}

/// What a response is worth nothing without, by its place; `specs` say why.
const NEEDED: [&str; 4] = ["/detail", "/errors", "/success", "/token"];

/// Any member of a response may be missing or null, whatever the document says, and so may all of them at once: what is
/// needed is what identifies a resource, the data of a JSON:API document, and little else.
#[test]
fn one_null_costs_nothing() {
    let needed = RefCell::new(BTreeSet::new());
    vary_each(|case| {
        let mut count = 0;
        for typed in typed(case).iter().filter(|typed| typed.is_response()) {
            let is_document = typed.example.media_type == "application/vnd.api+json";
            let is_needed = |place: &str| match NEEDED.iter().find(|needed| **needed == place) {
                Some(place) => {
                    needed.borrow_mut().insert(*place);
                    true
                }
                None => is_document && place == "/data",
            };
            for (name, value) in worn(typed.value(), is_needed) {
                let read = typed.trip(&value);
                read.map_err(|error| format!("{}, {name}: {error}", typed.example.pointer))?;
                count += 1;
            }
        }
        Ok(count)
    });
    assert_eq!(needed.into_inner(), BTreeSet::from(NEEDED));
}

/// Checks the variations of each operation, of which there are some.
fn vary_each(check: impl Fn(&Case) -> Result<usize>) {
    let count = Cell::new(0);
    each(|case| {
        count.set(count.get() + check(case)?);
        Ok(())
    });
    assert!(count.get() > 100, "{} variations", count.get());
}

/// Changes each example of an operation, as [`vary_one`] does.
fn vary(case: &Case, places: fn(&Places) -> &[String], change: impl Fn(&Value, &str) -> Varied) -> Result<usize> {
    typed(case).iter().map(|typed| vary_one(typed, places, &change)).sum()
}

/// Changes an example at each of some places, one at a time, and sends it through its type.
fn vary_one(
    typed: &Typed<'_>,
    places: fn(&Places) -> &[String],
    change: impl Fn(&Value, &str) -> Varied,
) -> Result<usize> {
    let mut count = 0;
    for place in places(&typed.case.spec.places(&typed.example)) {
        // Of an envelope, only the attributes are of the type.
        let Some(place) = place.strip_prefix(typed.at()) else {
            continue;
        };
        let varied = change(typed.value(), place);
        let name = format!("{} at {place:?}", typed.example.pointer);
        let encoded = typed.trip(&varied.value).map_err(|error| format!("{name}: {error}"))?;
        let allowed = varied.comes_back_as;
        assert!(
            allowed.iter().any(|it| differences(it, &encoded).is_empty()),
            "{name}: {encoded:#} is none of {allowed:#?}"
        );
        count += 1;
    }
    Ok(count)
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
