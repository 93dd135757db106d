//! The keys of every object, one table each (OpenAPI 3.0 §4.7, 3.1 §4.8, 3.2 §4), with what becomes of them.
//!
//! A line of a table is `"key": slot, first version, effect [diagnostic] "what it becomes";`. Behind it stand the rules of
//! `diff`: `+ ["rule", …]` those that tell when the keyword comes, `- […]` those that tell when it goes; `*-` are both of `request-`
//! and `response-`. `V30 to V30` is a key that later versions do not have. `docs/keywords.md` is written from here, and `tests/keywords` has a document for each line.

/// Declares the keys of an object.
macro_rules! keys {
    ($table:ident: $($(#[$why:meta])* $name:literal: $slot:expr, $since:ident $(to $until:ident)?, $effect:ident $([$told:ident])? $what:literal
        $(+ [$($added:literal),+])? $(- [$($removed:literal),+])?;)*) => {
        pub(in crate::normalise::grammar) const $table: &[$crate::normalise::grammar::Key] = &[$($crate::normalise::grammar::Key {
            name: $name,
            slot: $slot,
            since: $crate::normalise::context::Version::$since,
            until: keys!(@until $($until)?),
            meaning: keys!(@meaning $effect $([$told])? $what $(+ [$($added),+])? $(- [$($removed),+])?),
        }),*];
    };
    (@until) => { None };
    (@until $until:ident) => { Some($crate::normalise::context::Version::$until) };
    (@meaning $effect:ident $([$told:ident])? $what:literal $(+ [$($added:literal),+])? $(- [$($removed:literal),+])?) => {
        $crate::normalise::grammar::Meaning {
            effect: $crate::normalise::grammar::Effect::$effect,
            told: keys!(@told $($told)?),
            what: $what,
            added: &[$($($added),+)?],
            removed: &[$($($removed),+)?],
        }
    };
    (@told) => { None };
    (@told $told:ident) => { Some($crate::report::Code::$told) };
}

/// Declares the values of keywords of an object that have a meaning of their own.
macro_rules! values {
    ($table:ident: $($key:literal { $($value:literal: $since:ident, $effect:ident $([$told:ident])? $what:literal
        $(+ [$($added:literal),+])? $(- [$($removed:literal),+])?;)+ })*) => {
        pub(in crate::normalise::grammar) const $table: &[(&str, &[$crate::normalise::grammar::KeyValue])] = &[$(($key, &[$(
            $crate::normalise::grammar::KeyValue {
                value: $value,
                since: $crate::normalise::context::Version::$since,
                meaning: keys!(@meaning $effect $([$told])? $what $(+ [$($added),+])? $(- [$($removed),+])?),
            }
        ),+])),*];
    };
}

mod bodies;
mod document;
mod extensions;
mod operations;
mod parameters;
mod schema;
mod security;

pub(super) use bodies::*;
pub(super) use document::*;
pub(super) use extensions::*;
pub(super) use operations::*;
pub(super) use parameters::*;
pub(super) use schema::*;
pub(super) use security::*;
