//! Enums that stay open. In: what an enum is on the wire and what it is made from, which [`OpenEnum`](crate::OpenEnum) derives. Out:
//! everything else an enum over the wire needs.

use std::fmt;

use serde_json::Value;

use crate::union;

/// The text of an enum value that this release does not name.
///
/// Only the conversion from text makes one, and it looks among the known spellings first; so a known spelling is never
/// held as unknown, and equality is equality of text.
///
/// ```
/// use callspec_types::{OpenEnum, Unrecognized};
///
/// #[derive(Debug, PartialEq, OpenEnum)]
/// #[serde(rename_all = "snake_case")]
/// enum CallStatus {
///     InProgress,
///     #[serde(rename = "ended.ok")]
///     Ended,
///     Unrecognized(Unrecognized),
/// }
///
/// assert_eq!(CallStatus::from("in_progress"), CallStatus::InProgress);
/// assert_eq!(CallStatus::Ended.as_str(), "ended.ok");
/// assert_eq!(CallStatus::from("teleported").to_string(), "teleported");
/// ```
///
/// A rule that serde does not have is refused:
///
/// ```compile_fail
/// #[derive(callspec_types::OpenEnum)]
/// #[serde(rename_all = "Train-Case")]
/// enum CallStatus {
///     InProgress,
///     Unrecognized(callspec_types::Unrecognized),
/// }
/// ```
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Unrecognized(Box<str>);

impl Unrecognized {
    /// For generated code, once no known spelling has matched.
    #[doc(hidden)]
    pub fn new(text: &str) -> Self {
        union::unrecognized();
        Self(text.into())
    }

    /// The spelling on the wire.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Unrecognized {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

/// The number of an integer enum value that this release does not name.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct UnrecognizedInteger(i64);

impl UnrecognizedInteger {
    /// For generated code, once no known number has matched.
    #[doc(hidden)]
    pub fn new(number: i64) -> Self {
        union::unrecognized();
        Self(number)
    }

    /// The number on the wire.
    pub const fn as_i64(&self) -> i64 {
        self.0
    }
}

impl fmt::Debug for UnrecognizedInteger {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

/// A value, of any JSON type, of an enum of mixed literals that this release does not name.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct UnrecognizedValue(Value);

impl UnrecognizedValue {
    /// For generated code, once no known literal has matched.
    #[doc(hidden)]
    pub fn new(value: Value) -> Self {
        union::unrecognized();
        Self(value)
    }

    /// The value on the wire.
    pub const fn as_json(&self) -> &Value {
        &self.0
    }
}

impl fmt::Debug for UnrecognizedValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

/// Completes a string enum that has `as_str(&self) -> &str` and `From<&str>`; [`OpenEnum`](crate::OpenEnum) derives these, and calls it.
///
/// Adds `Display`, `Serialize`, `Deserialize`, `FromStr` (which cannot fail), `AsRef<str>` and `From<String>`.
#[doc(hidden)]
#[macro_export]
macro_rules! open_enum {
    ($name:ident) => {
        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl ::std::convert::AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl ::std::convert::From<::std::string::String> for $name {
            fn from(wire: ::std::string::String) -> Self {
                Self::from(wire.as_str())
            }
        }

        impl ::std::str::FromStr for $name {
            type Err = ::std::convert::Infallible;

            // Not `Self::Err`: an enum may have a value of that name.
            fn from_str(wire: &str) -> ::std::result::Result<Self, ::std::convert::Infallible> {
                ::std::result::Result::Ok(Self::from(wire))
            }
        }

        impl $crate::private::Serialize for $name {
            fn serialize<S: $crate::private::Serializer>(
                &self,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> $crate::private::Deserialize<'de> for $name {
            fn deserialize<D: $crate::private::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                $crate::private::text(deserializer).map(|wire| Self::from(&*wire))
            }
        }
    };
}

/// Completes an integer enum that has `as_i64(&self) -> i64` and `From<i64>`.
///
/// Adds `Display`, `Serialize` and `Deserialize`; the payload of the open variant is [`UnrecognizedInteger`].
#[doc(hidden)]
#[macro_export]
macro_rules! open_integer_enum {
    ($name:ident) => {
        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Display::fmt(&self.as_i64(), f)
            }
        }

        impl $crate::private::Serialize for $name {
            fn serialize<S: $crate::private::Serializer>(
                &self,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                serializer.serialize_i64(self.as_i64())
            }
        }

        impl<'de> $crate::private::Deserialize<'de> for $name {
            fn deserialize<D: $crate::private::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                $crate::private::whole::<i64, D>(deserializer).map(Self::from)
            }
        }
    };
}

/// Completes an enum of mixed literals that has `as_json(&self) -> serde_json::Value` and `From<serde_json::Value>`.
///
/// Adds `Serialize` and `Deserialize`; the payload of the open variant is [`UnrecognizedValue`].
#[doc(hidden)]
#[macro_export]
macro_rules! open_value_enum {
    ($name:ident) => {
        impl $crate::private::Serialize for $name {
            fn serialize<S: $crate::private::Serializer>(
                &self,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                $crate::private::Serialize::serialize(&self.as_json(), serializer)
            }
        }

        impl<'de> $crate::private::Deserialize<'de> for $name {
            fn deserialize<D: $crate::private::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                <$crate::private::Value as $crate::private::Deserialize>::deserialize(deserializer).map(Self::from)
            }
        }
    };
}
