//! Unions. In: an enum whose last variant is `Unrecognized(serde_json::Value)`, and one line that says how its arm is
//! chosen. Out: `Serialize` and `Deserialize`.

/// Writes `Serialize` and `Deserialize` for a union (`oneOf`, `anyOf`) whose enum is written out.
///
/// An arm holds one value, boxed or not; the last variant of the enum is `Unrecognized(serde_json::Value)`. What no arm
/// claims is kept there and goes back out unchanged. An arm that a tag tells is never sent under the tag of another: one
/// that the value leaves out is written, if only one tells the arm, and a wrong one is an error of encoding.
///
/// | form | an arm is chosen by | if it does not decode |
/// |---|---|---|
/// | `union! { Detail by type { string => Text, array => Errors } }` | the JSON kind: `string`, `integer`, `number`, `boolean`, `array`, `object`, `null` | an error |
/// | `union! { Event by tag "type" { "created" => Created } }` | the text of a property; two texts may name one arm | an error |
/// | `union! { Target by keys { ["sip_uri", "sip_user"] => Sip } }` | the first arm whose keys are all present | an error |
/// | `union! { Any by fit { A, B } }` | the first arm that loses nothing of the value, else the one that loses least | the next arm |
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
#[macro_export]
macro_rules! union {
    ($name:ident by type { $($kind:ident => $arm:ident),+ $(,)? }) => {
        $crate::union!(@serialize $name $($arm)+);
        $crate::union!(@deserialize $name |value| {
            const KNOWN: &[&str] = &[$(stringify!($kind)),+];
            $(if $crate::private::is_kind(&value, stringify!($kind), KNOWN) {
                return $crate::private::arm(value).map(Self::$arm);
            })+
        });
    };
    ($name:ident by tag $key:literal { $($text:literal => $arm:ident),+ $(,)? }) => {
        $crate::union!(@serialize $name |value, serializer| {
            const TAGS: $crate::private::Tags = $crate::private::Tags {
                key: $key,
                arms: &[$(($text, stringify!($arm))),+],
            };
            match value {
                $(Self::$arm(value) => $crate::private::tagged(value, stringify!($arm), TAGS, serializer),)+
                Self::Unrecognized(value) => $crate::private::Serialize::serialize(value, serializer),
            }
        });
        $crate::union!(@deserialize $name |value| {
            match $crate::private::tag(&value, $key).as_deref() {
                $(::std::option::Option::Some($text) => return $crate::private::arm(value).map(Self::$arm),)+
                _ => {}
            }
        });
    };
    ($name:ident by keys { $([$($key:literal),* $(,)?] => $arm:ident),+ $(,)? }) => {
        $crate::union!(@serialize $name $($arm)+);
        $crate::union!(@deserialize $name |value| {
            $(if $crate::private::has_keys(&value, &[$($key),*]) {
                return $crate::private::arm(value).map(Self::$arm);
            })+
        });
    };
    ($name:ident by fit { $($arm:ident),+ $(,)? }) => {
        $crate::union!(@serialize $name $($arm)+);
        $crate::union!(@deserialize $name |value| {
            let mut best = ::std::option::Option::None;
            $(if let ::std::option::Option::Some(fit) = $crate::private::fit(&value) {
                let arm = Self::$arm(fit);
                let lost = $crate::private::lost(&value, &arm);
                if lost == 0 {
                    return ::std::result::Result::Ok(arm);
                }
                if best.as_ref().is_none_or(|(least, _)| lost < *least) {
                    best = ::std::option::Option::Some((lost, arm));
                }
            })+
            if let ::std::option::Option::Some((_, arm)) = best {
                return ::std::result::Result::Ok(arm);
            }
        });
    };
    (@serialize $name:ident $($arm:ident)+) => {
        $crate::union!(@serialize $name |value, serializer| {
            match value {
                $(Self::$arm(value) => $crate::private::Serialize::serialize(value, serializer),)+
                Self::Unrecognized(value) => $crate::private::Serialize::serialize(value, serializer),
            }
        });
    };
    (@serialize $name:ident |$value:ident, $serializer:ident| $write:block) => {
        impl $crate::private::Serialize for $name {
            #[allow(unreachable_patterns, reason = "two tags may name one arm")]
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
