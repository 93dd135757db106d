//! What a type has no field for. In: the members of a JSON object that its document does not name. Out: the same, to be looked at
//! and to be sent back.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::fmt;
use std::ops::Deref;

use serde::de::{Deserialize, Deserializer};
use serde::ser::{Serialize, Serializer};
use serde_json::Value;

use crate::redacted::Names;

/// The members of a JSON object that its type has no field for, such as those that a server has added since: a map from name to
/// value, as large as a pointer while it is empty.
///
/// A [`Value`] holds no text that is not Unicode and, without the feature `arbitrary-precision`, no number beyond the range of `f64`;
/// serde_json reads none that is nested 128 levels deep. A response with such a member is read without any of them, rather than
/// not at all.
///
/// `Debug` prints the names, and not the values.
///
/// ```
/// # #[derive(callspec_types::Deserialize, callspec_types::Serialize)]
/// # struct Call { id: String, #[serde(flatten)] other: callspec_types::Other }
/// let call: Call = serde_json::from_str(r#"{"id": "1", "rating": 5}"#)?;
/// assert_eq!(call.other["rating"], 5);
/// assert_eq!(serde_json::to_string(&call)?, r#"{"id":"1","rating":5}"#);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Default, PartialEq)]
#[expect(
    clippy::box_collection,
    reason = "a map is three pointers, and this stands in every struct that is received"
)]
pub struct Other(Option<Box<BTreeMap<String, Value>>>);

static NONE: BTreeMap<String, Value> = BTreeMap::new();

impl Other {
    /// No members.
    pub const fn new() -> Self {
        Self(None)
    }

    /// Adds a member, and returns the value that it had.
    pub fn insert(&mut self, name: impl Into<String>, value: impl Into<Value>) -> Option<Value> {
        self.0.get_or_insert_default().insert(name.into(), value.into())
    }

    /// Removes a member, and returns its value.
    pub fn remove(&mut self, name: &str) -> Option<Value> {
        let members = self.0.as_mut()?;
        let value = members.remove(name);
        if members.is_empty() {
            self.0 = None;
        }
        value
    }
}

impl Deref for Other {
    type Target = BTreeMap<String, Value>;

    fn deref(&self) -> &BTreeMap<String, Value> {
        self.0.as_deref().unwrap_or(&NONE)
    }
}

impl FromIterator<(String, Value)> for Other {
    fn from_iter<I: IntoIterator<Item = (String, Value)>>(members: I) -> Self {
        let members: BTreeMap<_, _> = members.into_iter().collect();
        Self((!members.is_empty()).then(|| Box::new(members)))
    }
}

impl fmt::Debug for Other {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = self.iter().map(|(name, value)| (name, Names(value)));
        f.debug_map().entries(names).finish()
    }
}

impl Serialize for Other {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter())
    }
}

impl<'de> Deserialize<'de> for Other {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let members = BTreeMap::deserialize(deserializer)?;
        Ok(members.into_iter().collect())
    }
}

/// A field for the members that no other field is for.
pub trait Rest: Default {
    /// What each of them is.
    type Value;

    /// Whether members are skipped for now.
    fn is_passed_over() -> bool {
        false
    }

    /// Keeps a member; one that was there before makes way.
    fn keep(&mut self, name: String, value: Self::Value);

    /// Whether there is nothing to write.
    fn is_empty(&self) -> bool;

    /// All members to write.
    fn members(&self) -> impl Iterator<Item = (&String, &Self::Value)>;
}

impl<T> Rest for BTreeMap<String, T> {
    type Value = T;

    fn keep(&mut self, name: String, value: T) {
        self.insert(name, value);
    }

    fn is_empty(&self) -> bool {
        Self::is_empty(self)
    }

    fn members(&self) -> impl Iterator<Item = (&String, &T)> {
        self.iter()
    }
}

impl Rest for Other {
    type Value = Value;

    fn is_passed_over() -> bool {
        NAMED_ALONE.get()
    }

    fn keep(&mut self, name: String, value: Value) {
        self.insert(name, value);
    }

    #[inline]
    fn is_empty(&self) -> bool {
        self.0.is_none() || NAMED_ALONE.get()
    }

    fn members(&self) -> impl Iterator<Item = (&String, &Value)> {
        self.iter()
    }
}

thread_local! {
    /// Whether [`named_alone`] is at work.
    static NAMED_ALONE: Cell<bool> = const { Cell::new(false) };
}

/// Reads or writes without what types have no fields for.
///
/// By a mark of the thread and not by a serialiser of its own: a struct is read and written through whatever stands around it, lists
/// and maps of others included, and only what is at the end of that knows an [`Other`].
pub(crate) fn named_alone<T>(work: impl FnOnce() -> T) -> T {
    /// Sets the mark back, whatever happens while it is set.
    struct Before(bool);

    impl Drop for Before {
        fn drop(&mut self) {
            NAMED_ALONE.set(self.0);
        }
    }

    let _before = Before(NAMED_ALONE.replace(true));
    work()
}
