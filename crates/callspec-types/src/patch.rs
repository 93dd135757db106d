//! A request field with three states. In: nothing, `null` or a value. Out: the same three on the wire.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A field of a request that is both optional and nullable: left out, `null`, or a value.
///
/// A server that takes partial updates tells "leave it alone" from "clear it"; `Option` cannot. The derives of this crate leave
/// a field of this type out where it is [`Absent`](Self::Absent); with those of serde it needs the attribute
/// `#[serde(default, skip_serializing_if = "Patch::is_absent")]`, without which that would be written as `null`.
///
/// ```
/// use callspec_types::Patch;
///
/// let mut label = Patch::Absent;
/// assert!(label.is_absent());
/// label = Patch::from("front desk");
/// assert_eq!(label.value(), Some(&"front desk"));
/// label = Patch::null();
/// assert!(label.is_null());
/// ```
///
/// [`Clear`](crate::Clear) derives the methods that send `null`:
///
/// ```
/// use callspec_types::{Clear, Patch};
///
/// #[derive(Clear, Debug, Default, PartialEq)]
/// struct Update {
///     label: Patch<String>,
///     #[required]
///     r#type: Option<String>,
///     #[clear(reset_note)]
///     note: Patch<String>,
///     to: Option<String>,
/// }
///
/// let given = Update { r#type: Some("a".to_owned()), ..Update::default() };
/// let cleared = Update { label: Patch::Null, r#type: None, note: Patch::Null, to: None };
/// assert_eq!(given.clear_label().clear_type().reset_note(), cleared);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Patch<T> {
    /// Left out of the request: the server keeps what it has.
    #[default]
    Absent,
    /// Sent as `null`: the server clears the field.
    Null,
    /// Sent as this value.
    Value(T),
}

impl<T> Patch<T> {
    /// The state that is sent as `null`.
    pub const fn null() -> Self {
        Self::Null
    }

    /// Whether the field is left out.
    pub const fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }

    /// Whether the field is sent as `null`.
    pub const fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// The value, if there is one.
    pub const fn value(&self) -> Option<&T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }

    /// The value, if there is one, by move.
    pub fn into_value(self) -> Option<T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }

    /// Changes the value and keeps the two other states.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Patch<U> {
        match self {
            Self::Absent => Patch::Absent,
            Self::Null => Patch::Null,
            Self::Value(value) => Patch::Value(change(value)),
        }
    }

    /// The same state with a borrowed value.
    pub const fn as_ref(&self) -> Patch<&T> {
        match self {
            Self::Absent => Patch::Absent,
            Self::Null => Patch::Null,
            Self::Value(value) => Patch::Value(value),
        }
    }
}

impl<T> From<T> for Patch<T> {
    fn from(value: T) -> Self {
        Self::Value(value)
    }
}

/// `None` is the wish to clear the field: it becomes [`Patch::Null`].
impl<T> From<Option<T>> for Patch<T> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Self::Value)
    }
}

impl<T: Serialize> Serialize for Patch<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value().serialize(serializer)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Patch<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Option::deserialize(deserializer).map(Self::from)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[derive(Debug, Default, PartialEq, Deserialize, Serialize)]
    struct Body {
        #[serde(default, skip_serializing_if = "Patch::is_absent")]
        label: Patch<String>,
    }

    fn label(label: impl Into<Patch<String>>) -> Body {
        Body { label: label.into() }
    }

    #[test]
    fn three_states_have_three_spellings() {
        for (body, wire) in [
            (Body::default(), "{}"),
            (label(None), r#"{"label":null}"#),
            (label(Patch::null()), r#"{"label":null}"#),
            (label("x".to_owned()), r#"{"label":"x"}"#),
            (label(Some("x".to_owned())), r#"{"label":"x"}"#),
        ] {
            assert_eq!(serde_json::to_string(&body).unwrap(), wire);
            assert_eq!(serde_json::from_str::<Body>(wire).unwrap(), body);
        }
    }

    fn any_patch() -> impl Strategy<Value = Patch<i32>> {
        prop_oneof![
            Just(Patch::Absent),
            Just(Patch::Null),
            any::<i32>().prop_map(Patch::Value)
        ]
    }

    proptest! {
        #[test]
        fn map_obeys_identity_and_composition(patch in any_patch(), a: i32, b: i32) {
            let add = |value: i32| value.wrapping_add(a);
            let times = |value: i32| value.wrapping_mul(b);
            prop_assert_eq!(patch.map(|value| value), patch);
            prop_assert_eq!(patch.map(add).map(times), patch.map(|value| times(add(value))));
        }

        #[test]
        fn the_wire_keeps_the_three_states_apart(text in any::<Option<Option<String>>>()) {
            let patch = text.clone().map_or(Patch::Absent, Patch::from);
            let body = Body { label: patch.clone() };
            let wire = serde_json::to_value(&body).unwrap();
            let member = text.map(|text| text.map_or(serde_json::Value::Null, serde_json::Value::from));
            prop_assert_eq!(wire.get("label"), member.as_ref());
            prop_assert_eq!(serde_json::from_value::<Body>(wire).unwrap(), body);
        }

        #[test]
        fn a_value_becomes_a_value_and_none_becomes_null(value: i32) {
            prop_assert_eq!(Patch::from(value), Patch::Value(value));
            prop_assert_eq!(Patch::from(Some(value)), Patch::Value(value));
            prop_assert_eq!(Patch::<i32>::from(None), Patch::Null);
            prop_assert_eq!(Patch::<i32>::default(), Patch::Absent);
        }

        #[test]
        fn exactly_one_state_holds(patch in any_patch()) {
            let states = [patch.is_absent(), patch.is_null(), patch.value().is_some()];
            prop_assert_eq!(states.iter().filter(|holds| **holds).count(), 1);
            prop_assert_eq!(patch.as_ref().map(|value| *value), patch);
            prop_assert_eq!(patch.into_value(), patch.value().copied());
        }
    }
}
