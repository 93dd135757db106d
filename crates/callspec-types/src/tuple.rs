//! Arrays of which each item has a type of its own, and which may be shorter or longer than that. In: a JSON array. Out: its items in
//! their places, and what follows them.
//!
//! An array of one length is a tuple of Rust.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, Deserializer, Error, SeqAccess, Visitor};
use serde::ser::{Serialize, SerializeSeq, Serializer};
use serde_json::Value;

use crate::object::Optional;
use crate::whole::WholeSeed;

/// A JSON array: items that are always there, items that may be missing at its end, and all that follow.
///
/// An item that may be missing is an `Option`, or a [`Patch`](crate::Patch) where it may be null. One that is missing before another
/// is sent as `null`, so that all are in their places.
///
/// ```
/// use callspec_types::Tuple;
///
/// let point: Tuple<(f64, f64), (Option<f64>,)> = serde_json::from_str("[1.5, 2]")?;
/// assert_eq!((point.first, point.more.0), ((1.5, 2.0), None));
/// let row: Tuple<(String,), (), i64> = serde_json::from_str(r#"["a", 1, 2]"#)?;
/// assert_eq!(row.rest, [1, 2]);
/// assert_eq!(serde_json::to_string(&row)?, r#"["a",1,2]"#);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Tuple<First, More = (), Rest = Value> {
    /// The items that are always there.
    pub first: First,
    /// The items that may be missing.
    pub more: More,
    /// The items that follow.
    pub rest: Vec<Rest>,
}

impl<First, More: Default, Rest> From<First> for Tuple<First, More, Rest> {
    /// An array of the items that are always there.
    fn from(first: First) -> Self {
        Self {
            first,
            more: More::default(),
            rest: Vec::new(),
        }
    }
}

/// Items that are read one after the other.
#[doc(hidden)]
pub trait ReadItems<'de>: Sized {
    /// Reads items that have to be there.
    ///
    /// # Errors
    ///
    /// An item that is missing, or that is not what it should be.
    fn read<A: SeqAccess<'de>>(items: &mut A) -> Result<Self, A::Error>;
}

/// Items that are written one after the other.
#[doc(hidden)]
pub trait WriteItems {
    /// Writes items.
    ///
    /// # Errors
    ///
    /// What the serialiser or an item says.
    fn write<S: SerializeSeq>(&self, items: &mut S) -> Result<(), S::Error>;
}

/// Items that may be missing at the end.
#[doc(hidden)]
pub trait ReadMore<'de>: Sized {
    /// Reads those that are there.
    ///
    /// # Errors
    ///
    /// An item that is not what it should be.
    fn read_more<A: SeqAccess<'de>>(items: &mut A) -> Result<Self, A::Error>;
}

/// The same, written.
#[doc(hidden)]
pub trait WriteMore {
    /// Writes them up to the last that is there, or all of them where others follow.
    ///
    /// # Errors
    ///
    /// What the serialiser or an item says.
    fn write_more<S: SerializeSeq>(&self, is_followed: bool, items: &mut S) -> Result<(), S::Error>;
}

fn next<'de, T: Deserialize<'de>, A: SeqAccess<'de>>(items: &mut A) -> Result<T, A::Error> {
    let item = items.next_element_seed(WholeSeed::new())?;
    item.ok_or_else(|| A::Error::custom("the array has too few items"))
}

macro_rules! of_tuples {
    ($(($($item:ident $place:tt),*))*) => {$(
        #[allow(unused_variables, reason = "the empty tuple has none")]
        impl<'de, $($item: Deserialize<'de>),*> ReadItems<'de> for ($($item,)*) {
            fn read<Access: SeqAccess<'de>>(items: &mut Access) -> Result<Self, Access::Error> {
                Ok(($(next::<$item, Access>(items)?,)*))
            }
        }

        #[allow(unused_variables, reason = "the empty tuple has none")]
        impl<$($item: Serialize),*> WriteItems for ($($item,)*) {
            fn write<Items: SerializeSeq>(&self, items: &mut Items) -> Result<(), Items::Error> {
                $(items.serialize_element(&self.$place)?;)*
                Ok(())
            }
        }

        #[allow(unused_variables, reason = "the empty tuple has none")]
        impl<'de, $($item: Deserialize<'de> + Default),*> ReadMore<'de> for ($($item,)*) {
            fn read_more<Access: SeqAccess<'de>>(items: &mut Access) -> Result<Self, Access::Error> {
                Ok(($(items.next_element_seed(WholeSeed::<$item>::new())?.unwrap_or_default(),)*))
            }
        }

        #[allow(unused_variables, unused_mut, unused_assignments, reason = "the empty tuple has none")]
        impl<$($item: Optional),*> WriteMore for ($($item,)*) {
            fn write_more<Items: SerializeSeq>(&self, is_followed: bool, items: &mut Items) -> Result<(), Items::Error> {
                let is_there: &[bool] = &[$(is_followed || !self.$place.is_absent()),*];
                let count = is_there.iter().rposition(|is_there| *is_there).map_or(0, |last| last + 1);
                $(if $place < count {
                    items.serialize_element(&self.$place)?;
                })*
                Ok(())
            }
        }
    )*};
}

of_tuples! {
    ()
    (A 0)
    (A 0, B 1)
    (A 0, B 1, C 2)
    (A 0, B 1, C 2, D 3)
    (A 0, B 1, C 2, D 3, E 4)
    (A 0, B 1, C 2, D 3, E 4, F 5)
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6)
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7)
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8)
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9)
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9, K 10)
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9, K 10, L 11)
}

impl<First: WriteItems, More: WriteMore, Rest: Serialize> Serialize for Tuple<First, More, Rest> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut items = serializer.serialize_seq(None)?;
        self.first.write(&mut items)?;
        self.more.write_more(!self.rest.is_empty(), &mut items)?;
        for item in &self.rest {
            items.serialize_element(item)?;
        }
        items.end()
    }
}

impl<'de, First: ReadItems<'de>, More: ReadMore<'de>, Rest: Deserialize<'de>> Deserialize<'de>
    for Tuple<First, More, Rest>
{
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(TupleVisitor(PhantomData))
    }
}

struct TupleVisitor<First, More, Rest>(PhantomData<Tuple<First, More, Rest>>);

impl<'de, First: ReadItems<'de>, More: ReadMore<'de>, Rest: Deserialize<'de>> Visitor<'de>
    for TupleVisitor<First, More, Rest>
{
    type Value = Tuple<First, More, Rest>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Self::Value, A::Error> {
        let (first, more) = (First::read(&mut items)?, More::read_more(&mut items)?);
        let mut rest = Vec::new();
        while let Some(item) = items.next_element_seed(WholeSeed::new())? {
            rest.push(item);
        }
        Ok(Tuple { first, more, rest })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Patch;

    type Row = Tuple<(String, i64), (Option<bool>, Patch<String>), i32>;

    #[test]
    fn length_and_order_are_kept() {
        for json in [
            r#"["a",1]"#,
            r#"["a",1,true]"#,
            r#"["a",1,true,null]"#,
            r#"["a",1,null,"b"]"#,
            r#"["a",1,true,"b",3,4]"#,
        ] {
            let row: Row = serde_json::from_str(json).unwrap();
            assert_eq!(serde_json::to_string(&row).unwrap(), json);
        }
        let followed = Row {
            rest: vec![7],
            ..Row::from(("a".to_owned(), 1))
        };
        assert_eq!(serde_json::to_string(&followed).unwrap(), r#"["a",1,null,null,7]"#);
        assert_eq!(serde_json::from_str::<Row>(r#"["a",1e2]"#).unwrap().first.1, 100);
    }

    #[test]
    fn what_is_no_such_array_is_refused() {
        for wrong in ["[]", r#"["a"]"#, r#"[1,"a"]"#, r#"["a",1,2]"#, "{}", "null"] {
            assert!(serde_json::from_str::<Row>(wrong).is_err(), "{wrong}");
        }
    }
}
