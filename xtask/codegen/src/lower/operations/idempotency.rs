//! Idempotency keys. In: an operation and its parameters. Out: the header that is one, by which the server knows a second
//! attempt as the same call.

use crate::ir::{Method, Param, ParamLocation};
use crate::lower::docs::text_of;
use crate::lower::naming::names::words;
use crate::lower::operations::entries::Entry;

/// Headers that are one, in snake case, behind whatever names their provider: `Idempotency-Key`, `I-Twilio-Idempotency-Token`.
const NAMES: &[&str] = &["idempotency_key", "idempotency_token", "idempotent_key"];

/// The header that `x-idempotency` names, or else the only declared one that is a key by its name; none where HTTP itself lets
/// the method be repeated (RFC 9110 §9.2.2).
pub(super) fn key(entry: &Entry<'_>, params: &[Param]) -> Option<String> {
    if !matches!(entry.method, Method::Post | Method::Patch | Method::Other(_)) {
        return None;
    }
    if let Some(header) = text_of(&entry.source.extensions, "x-idempotency") {
        return Some(header.to_owned());
    }
    let is_key = |param: &&Param| {
        let words = words(&param.wire);
        let is_name = |name: &str| {
            words
                .strip_suffix(name)
                .is_some_and(|before| before.is_empty() || before.ends_with('_'))
        };
        param.location == ParamLocation::Header && NAMES.iter().any(|name| is_name(name))
    };
    let mut keys = params.iter().filter(is_key);
    let key = keys.next().filter(|_| keys.next().is_none())?;
    Some(key.wire.clone())
}
