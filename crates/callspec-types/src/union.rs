//! Unions. In: an enum whose last variant is `Unrecognized(serde_json::Value)`, and the steps by which its variant is
//! chosen. Out: `Serialize` and `Deserialize`.

mod fault;
mod fit;
mod look;
mod session;
mod source;
mod steps;
mod tree;

use std::any::TypeId;
use std::rc::Rc;

use serde::de::{Deserialize, Deserializer, Error as _};
use serde_json::Value;

use fault::Fault;
use fit::Fitting;
use session::{Chosen, Known};
use source::Shared;
use steps::Left;
use tree::Node;

pub(crate) use fit::unrecognized;
pub use source::Source;
pub use steps::{Literal, Step, Tag};

/// An enum that is a union.
pub trait Union: Sized + 'static {
    /// What tells its variants apart.
    const STEPS: &'static [Step];
    /// Its variants, in the order in which they are preferred; where there is one step, in the order of its lines.
    const VARIANTS: &'static [Variant<Self>];

    /// A value that is none of its variants.
    fn unrecognized(value: Value) -> Self;

    /// A value that is several of its variants, where it may be that.
    fn several(_: Vec<Self>) -> Option<Self> {
        None
    }
}

/// A variant of a union.
pub struct Variant<U> {
    /// Its name.
    pub name: &'static str,
    /// How it is read.
    pub read: fn(Source) -> Result<U, Fault>,
}

/// Reads a value of a union.
///
/// # Errors
///
/// What is no JSON, or no value of the variant that it is told to be.
pub fn union<'de, U: Union, D: Deserializer<'de>>(deserializer: D) -> Result<U, D::Error> {
    read(Source::deserialize(deserializer)?).map_err(D::Error::custom)
}

fn read<U: Union>(source: Source) -> Result<U, Fault> {
    let fitting = Fitting {
        union: TypeId::of::<U>(),
        read: &|variant, source| (U::VARIANTS[variant].read)(source).map(drop),
        several: matches!(U::STEPS, [.., Step::Fit { several: true }]),
    };
    let left = |source: &Source| {
        let name = |variant: usize| U::VARIANTS[variant].name;
        steps::left(U::STEPS, U::VARIANTS.len(), &name, source.look())
    };
    match found(&left, source, fitting)? {
        Found::Variant(variant, source) => (U::VARIANTS[variant].read)(source),
        Found::Several(variants, source) => {
            let read = |variant: &usize| (U::VARIANTS[*variant].read)(Source::Shared(source.clone()));
            let all = variants.iter().map(read).collect::<Result<_, Fault>>()?;
            Ok(U::several(all).unwrap_or_else(|| U::unrecognized(source.node.to_value())))
        }
        Found::Nothing(source) => Ok(U::unrecognized(source.into_value())),
        Found::Tried => Ok(U::unrecognized(Value::Null)),
    }
}

/// What a value is found to be, and the value.
enum Found {
    Variant(usize, Source),
    Several(Rc<[usize]>, Shared),
    Nothing(Source),
    /// It was only asked what it loses.
    Tried,
}

fn found(left: &dyn Fn(&Source) -> Left, source: Source, fitting: Fitting<'_>) -> Result<Found, Fault> {
    let known = match &source {
        Source::Shared(shared) => shared.node.session().known(fitting.union, shared.node.at),
        Source::Owned(_) => None,
    };
    let (known, shared) = match (known, source) {
        (Some(known), Source::Shared(shared)) => (known, shared),
        (_, source) => match (left(&source), source) {
            (Left::Told(variant), Source::Shared(shared)) if shared.is_trial => {
                (fitting.read)(variant, Source::Shared(shared))?;
                return Ok(Found::Tried);
            }
            (Left::Told(variant), source) => return Ok(Found::Variant(variant, source)),
            (Left::Among(variants), Source::Shared(shared)) => (fitting.settle(&shared.node, &variants), shared),
            (Left::Among(variants), source) if variants.is_empty() => return Ok(Found::Nothing(source)),
            (Left::Among(variants), Source::Owned(value)) => {
                let node = Node::new(value);
                (fitting.settle(&node, &variants), Shared::new(node))
            }
        },
    };
    match known {
        Known::Is(_, lost) if shared.is_trial => {
            shared.node.session().lose_of(shared.node.at, lost)?;
            Ok(Found::Tried)
        }
        Known::Open if shared.is_trial => Err(Fault::Untold),
        Known::Is(Chosen::Variant(variant), _) => Ok(Found::Variant(variant, Source::Shared(shared))),
        Known::Is(Chosen::Several(variants), _) => Ok(Found::Several(variants, shared)),
        Known::Open | Known::Is(Chosen::Nothing, _) => Ok(Found::Nothing(Source::Shared(shared))),
    }
}

/// Writes `Serialize` and `Deserialize` for a union (`oneOf`, `anyOf`) whose enum is written out.
///
/// A variant holds one value, boxed or not; the last variant of the enum is `Unrecognized(serde_json::Value)`. What no variant
/// claims is kept there and goes back out unchanged. A variant that a tag tells is never sent under the tag of another: one
/// that the value leaves out is written, if only one tells the variant, and a wrong one is an error of encoding.
///
/// | step | leaves of the variants | if what is left does not decode |
/// |---|---|---|
/// | `type { string => Text, array => Errors }` | those of the JSON type: `string`, `integer`, `number`, `boolean`, `array`, `object`, `null` | an error |
/// | `tag "type" { "created" => Created, 2 => Ended }` | those that a property's value tells; several may tell one variant | an error |
/// | the same, followed by `else Other` | `Other`, where no value or none of these is there | what fits none |
/// | `keys { ["sip_uri", "sip_user"] => Sip }` | the first variant whose keys are all present | an error |
/// | `fit { A, B }` | the first variant that loses nothing of the value, else the one that loses least | the next variant |
///
/// `tag "meta" "kind"` is a property of a property, and `tag` alone a text, number or boolean itself. An `optional tag "type" { … }`
/// tells nothing where the property is missing, and is not written there; followed by `except { A }`, a value without it is no `A`.
/// A line `"Created" => Created if read` is a value that tells the variant too, but that is not the one to be written.
///
/// Steps follow each other by `then`, the last of which is `fit` with all variants, in the order of preference: each takes away variants
/// of those that it names, and what a type or a tag leaves alone is what the value is. After `fit { … } or several`, a value of which
/// variants together keep more than each of them is `Several(Vec<Self>)`.
///
/// ```
/// use callspec_types::union;
///
/// #[derive(Debug, PartialEq)]
/// enum Detail { Text(String), Codes(Vec<u16>), Unrecognized(serde_json::Value) }
///
/// union! { Detail by type { string => Text, array => Codes } }
///
/// assert_eq!(serde_json::from_str::<Detail>("[404]")?, Detail::Codes(vec![404]));
/// assert_eq!(serde_json::to_string(&serde_json::from_str::<Detail>(r#"{"a":1}"#)?)?, r#"{"a":1}"#);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! union {
    ($name:ident by $($steps:tt)+) => {
        $crate::union!(@steps $name plain [] $($steps)+);
    };
    (@steps $name:ident $write:ident [$($done:tt)*]
        type { $($kind:ident => $variant:ident),+ $(,)? } $(then $($rest:tt)+)?
    ) => {
        $crate::union!(@then $name $write ($($variant)+) [
            $($done)* $crate::private::Step::Type(&[$((stringify!($kind), stringify!($variant))),+]),
        ] $($($rest)+)?);
    };
    (@steps $name:ident $write:ident [$($done:tt)*]
        keys { $([$($key:literal),* $(,)?] => $variant:ident),+ $(,)? } $(then $($rest:tt)+)?
    ) => {
        $crate::union!(@then $name $write ($($variant)+) [
            $($done)* $crate::private::Step::Keys(&[$((&[$($key),*], stringify!($variant))),+]),
        ] $($($rest)+)?);
    };
    (@steps $name:ident $write:ident $done:tt tag $($key:literal)* { $($values:tt)+ } else $default:ident) => {
        $crate::union!(@tag $name $done false () ($($key)*) { $($values)+ } else $default);
    };
    (@steps $name:ident $write:ident $done:tt
        optional tag $($key:literal)* { $($values:tt)+ } except { $($needed:ident),+ $(,)? } $($rest:tt)*
    ) => {
        $crate::union!(@tag $name $done true ($($needed)+) ($($key)*) { $($values)+ } $($rest)*);
    };
    (@steps $name:ident $write:ident $done:tt optional tag $($key:literal)* { $($values:tt)+ } $($rest:tt)*) => {
        $crate::union!(@tag $name $done true () ($($key)*) { $($values)+ } $($rest)*);
    };
    (@steps $name:ident $write:ident $done:tt tag $($key:literal)* { $($values:tt)+ } $($rest:tt)*) => {
        $crate::union!(@tag $name $done false () ($($key)*) { $($values)+ } $($rest)*);
    };
    (@tag $name:ident [$($done:tt)*] $is_optional:literal ($($needed:ident)*) ($($key:literal)*)
        { $($value:literal => $variant:ident $(if $read:ident)?),+ $(,)? } $(else $default:ident)? $(then $($rest:tt)+)?
    ) => {
        $crate::union!(@then $name tagged ($($variant)+ $($default)?) [
            $($done)* $crate::private::Step::Tag($crate::private::Tag {
                path: &[$($key),*],
                is_optional: $is_optional,
                needed_in: &[$(stringify!($needed)),*],
                values: &[$((&$value, stringify!($variant))),+],
                is_written: &[$($crate::union!(@written $($read)?)),+],
                default: $crate::union!(@default $($default)?),
            }),
        ] $($($rest)+)?);
    };
    (@steps $name:ident $write:ident [$($done:tt)*] fit { $($variant:ident),+ $(,)? }) => {
        $crate::union!(@then $name $write ($($variant)+) [$($done)* $crate::private::Step::Fit { several: false },]);
    };
    (@steps $name:ident $write:ident [$($done:tt)*] fit { $($variant:ident),+ $(,)? } or several) => {
        $crate::union!(@implement $name $write ($($variant)+) [
            $($done)* $crate::private::Step::Fit { several: true },
        ] Several);
    };
    (@written) => {
        true
    };
    (@written read) => {
        false
    };
    (@default) => {
        ::std::option::Option::None
    };
    (@default $default:ident) => {
        ::std::option::Option::Some(stringify!($default))
    };
    (@then $name:ident $write:ident $variants:tt $done:tt) => {
        $crate::union!(@implement $name $write $variants $done);
    };
    (@then $name:ident $write:ident $variants:tt $done:tt $($rest:tt)+) => {
        $crate::union!(@steps $name $write $done $($rest)+);
    };
    (@implement $name:ident $write:ident ($($variant:ident)+) $steps:tt $($several:ident)?) => {
        impl $crate::private::Union for $name {
            const STEPS: &'static [$crate::private::Step] = &$steps;
            const VARIANTS: &'static [$crate::private::Variant<Self>] = &[
                $($crate::private::Variant {
                    name: stringify!($variant),
                    read: |source| source.read().map(Self::$variant),
                }),+
            ];

            fn unrecognized(value: $crate::private::Value) -> Self {
                Self::Unrecognized(value)
            }

            $(fn several(all: ::std::vec::Vec<Self>) -> ::std::option::Option<Self> {
                ::std::option::Option::Some(Self::$several(all))
            })?
        }

        impl $crate::private::Serialize for $name {
            #[allow(unreachable_patterns, reason = "two tags may name one variant")]
            fn serialize<S: $crate::private::Serializer>(
                &self,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                match self {
                    $(Self::$variant(value) => $crate::union!(@$write value $variant serializer),)+
                    $(Self::$several(all) => $crate::private::several(all, serializer),)?
                    Self::Unrecognized(value) => $crate::private::Serialize::serialize(value, serializer),
                }
            }
        }

        impl<'de> $crate::private::Deserialize<'de> for $name {
            fn deserialize<D: $crate::private::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                $crate::private::union(deserializer)
            }
        }
    };
    (@plain $value:ident $variant:ident $serializer:ident) => {
        $crate::private::Serialize::serialize($value, $serializer)
    };
    (@tagged $value:ident $variant:ident $serializer:ident) => {
        $crate::private::tagged(
            $value,
            stringify!($variant),
            <Self as $crate::private::Union>::STEPS,
            $serializer,
        )
    };
}
