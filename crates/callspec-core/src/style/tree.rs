//! Arguments as trees. In: anything that serialises. Out: a [`Tree`], with members in an order of its own.
//!
//! A struct's members stay as they are declared and a map's are sorted, so that a request is the same whatever order
//! `serde_json` keeps, which any crate of the final program may change (its feature `preserve_order`).

mod planter;

use std::borrow::Cow;
use std::fmt;

use serde::Serialize;

use planter::Planter;

/// A JSON value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Tree {
    Null,
    /// A number or a boolean, as JSON writes it.
    Bare(String),
    Text(String),
    List(Vec<Tree>),
    Object(Vec<(String, Tree)>),
}

impl Tree {
    /// The tree of a value, as `serde_json` would write it but for the order of members.
    pub(crate) fn of<T: Serialize + ?Sized>(value: &T) -> Result<Self, serde_json::Error> {
        value.serialize(Planter)
    }

    pub(crate) const fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// A scalar as it is, anything else as JSON.
    pub(crate) fn text(&self) -> Cow<'_, str> {
        match self {
            Self::Text(text) | Self::Bare(text) => Cow::Borrowed(text),
            other => Cow::Owned(other.to_string()),
        }
    }

    /// The members of an object that are not null.
    pub(crate) fn present(members: &[(String, Self)]) -> impl Iterator<Item = (&str, &Self)> {
        let present = members.iter().filter(|(_, member)| !member.is_null());
        present.map(|(key, member)| (key.as_str(), member))
    }

    /// The value of an enum's variant, as serde tags it by default.
    fn tagged(self, variant: Option<&'static str>) -> Self {
        match variant {
            Some(variant) => Self::Object(vec![(variant.to_owned(), self)]),
            None => self,
        }
    }
}

/// JSON (RFC 8259), without white space.
impl fmt::Display for Tree {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text =
            |f: &mut fmt::Formatter<'_>, text: &str| f.write_str(&serde_json::to_string(text).map_err(|_| fmt::Error)?);
        match self {
            Self::Null => f.write_str("null"),
            Self::Bare(bare) => f.write_str(bare),
            Self::Text(plain) => text(f, plain),
            Self::List(items) => {
                for (at, item) in items.iter().enumerate() {
                    write!(f, "{}{item}", if at == 0 { "[" } else { "," })?;
                }
                f.write_str(if items.is_empty() { "[]" } else { "]" })
            }
            Self::Object(members) => {
                for (at, (key, member)) in members.iter().enumerate() {
                    f.write_str(if at == 0 { "{" } else { "," })?;
                    text(f, key)?;
                    write!(f, ":{member}")?;
                }
                f.write_str(if members.is_empty() { "{}" } else { "}" })
            }
        }
    }
}

#[cfg(test)]
mod tests;
