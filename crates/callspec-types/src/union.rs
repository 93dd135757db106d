//! Unions. In: an enum whose last variant is `Unrecognized(serde_json::Value)`, and one line that says how its variant is
//! chosen. Out: `Serialize` and `Deserialize`.

/// Writes `Serialize` and `Deserialize` for a union (`oneOf`, `anyOf`) whose enum is written out.
///
/// A variant holds one value, boxed or not; the last variant of the enum is `Unrecognized(serde_json::Value)`. What no variant
/// claims is kept there and goes back out unchanged. A variant that a tag tells is never sent under the tag of another: one
/// that the value leaves out is written, if only one tells the variant, and a wrong one is an error of encoding.
///
/// | form | a variant is chosen by | if it does not decode |
/// |---|---|---|
/// | `union! { Detail by type { string => Text, array => Errors } }` | the JSON kind: `string`, `integer`, `number`, `boolean`, `array`, `object`, `null` | an error |
/// | `union! { Event by tag "type" { "created" => Created } }` | the text of a property; two texts may name one variant | an error |
/// | `union! { Target by keys { ["sip_uri", "sip_user"] => Sip } }` | the first variant whose keys are all present | an error |
/// | `union! { Any by fit { A, B } }` | the first variant that loses nothing of the value, else the one that loses least | the next variant |
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
    ($name:ident by type { $($kind:ident => $variant:ident),+ $(,)? }) => {
        $crate::union!(@serialize $name $($variant)+);
        $crate::union!(@deserialize $name |value| {
            const KNOWN: &[&str] = &[$(stringify!($kind)),+];
            $(if $crate::private::is_kind(&value, stringify!($kind), KNOWN) {
                return $crate::private::variant(value).map(Self::$variant);
            })+
        });
    };
    ($name:ident by tag $key:literal { $($text:literal => $variant:ident),+ $(,)? }) => {
        $crate::union!(@serialize $name |value, serializer| {
            const TAGS: $crate::private::Tags = $crate::private::Tags {
                key: $key,
                variants: &[$(($text, stringify!($variant))),+],
            };
            match value {
                $(Self::$variant(value) => $crate::private::tagged(value, stringify!($variant), TAGS, serializer),)+
                Self::Unrecognized(value) => $crate::private::Serialize::serialize(value, serializer),
            }
        });
        $crate::union!(@deserialize $name |value| {
            match $crate::private::tag(&value, $key).as_deref() {
                $(::std::option::Option::Some($text) => return $crate::private::variant(value).map(Self::$variant),)+
                _ => {}
            }
        });
    };
    ($name:ident by keys { $([$($key:literal),* $(,)?] => $variant:ident),+ $(,)? }) => {
        $crate::union!(@serialize $name $($variant)+);
        $crate::union!(@deserialize $name |value| {
            $(if $crate::private::has_keys(&value, &[$($key),*]) {
                return $crate::private::variant(value).map(Self::$variant);
            })+
        });
    };
    ($name:ident by fit { $($variant:ident),+ $(,)? }) => {
        $crate::union!(@serialize $name $($variant)+);
        $crate::union!(@deserialize $name |value| {
            let mut best = ::std::option::Option::None;
            $(if let ::std::option::Option::Some(fit) = $crate::private::fit(&value) {
                let variant = Self::$variant(fit);
                let lost = $crate::private::lost(&value, &variant);
                if lost == 0 {
                    return ::std::result::Result::Ok(variant);
                }
                if best.as_ref().is_none_or(|(least, _)| lost < *least) {
                    best = ::std::option::Option::Some((lost, variant));
                }
            })+
            if let ::std::option::Option::Some((_, variant)) = best {
                return ::std::result::Result::Ok(variant);
            }
        });
    };
    (@serialize $name:ident $($variant:ident)+) => {
        $crate::union!(@serialize $name |value, serializer| {
            match value {
                $(Self::$variant(value) => $crate::private::Serialize::serialize(value, serializer),)+
                Self::Unrecognized(value) => $crate::private::Serialize::serialize(value, serializer),
            }
        });
    };
    (@serialize $name:ident |$value:ident, $serializer:ident| $write:block) => {
        impl $crate::private::Serialize for $name {
            #[allow(unreachable_patterns, reason = "two tags may name one variant")]
            fn serialize<S: $crate::private::Serializer>(
                &self,
                $serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                let $value = self;
                $write
            }
        }
    };
    (@deserialize $name:ident |$value:ident| $choose:block) => {
        impl<'de> $crate::private::Deserialize<'de> for $name {
            fn deserialize<D: $crate::private::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                let $value = <$crate::private::Value as $crate::private::Deserialize>::deserialize(deserializer)?;
                $choose
                ::std::result::Result::Ok(Self::Unrecognized($value))
            }
        }
    };
}
