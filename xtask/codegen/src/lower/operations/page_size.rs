//! How many items a page may be asked for. In: the parameters of a list in pages. Out: the one that says it, and the numbers that the
//! document allows.
//!
//! A number is allowed from the minimum up to the maximum, and up to the default, whatever the maximum is. A parameter without either has none:
//! what a server refuses is not known.

use super::page_members::present;
use super::recognised::{NUMBERS, SIZES, TOKENS, is_one_of};
use crate::ir::{PageSize, PagedBy, Param, ParamLocation, Range, Type, ValueShape};
use crate::lower::models::draft::Draft;

/// The size of a page: of the parameter of this name, or else the only one with a name for it.
pub(super) fn size(declared: Option<&str>, by: &PagedBy, params: &[Param], types: &[Draft]) -> Option<PageSize> {
    let query = || params.iter().filter(|it| it.location == ParamLocation::Query);
    let is_size = |param: &&Param| match declared {
        Some(name) => param.wire == name,
        None => is_one_of(&param.wire, SIZES),
    };
    let mut sizes = query().filter(is_size);
    let size = sizes.next().filter(|_| sizes.next().is_none())?;
    let is_integer = matches!(present(types, &size.ty), Type::I32 | Type::I64 | Type::U32 | Type::U64);
    let (from, to) = allowed(size).filter(|_| is_integer && !size.required)?;
    let unless = match by {
        PagedBy::Token { parameter, .. } | PagedBy::Page { parameter, .. } => Some(parameter.clone()),
        PagedBy::Offset { .. } => None,
        PagedBy::Links | PagedBy::Link(_) => {
            let says_which = |param: &&Param| is_one_of(&param.wire, NUMBERS) || is_one_of(&param.wire, TOKENS);
            let mut others = query().filter(says_which);
            let first = others.next();
            if others.next().is_some() {
                return None;
            }
            first.map(|param| param.wire.clone())
        }
    };
    Some(PageSize {
        parameter: size.wire.clone(),
        from,
        to,
        unless,
    })
}

/// The numbers from the first to the last that a parameter may have.
fn allowed(param: &Param) -> Option<(u64, u64)> {
    let facts = param.docs.facts.as_ref()?;
    let ValueShape::Scalar(scalar) = &facts.values.shape else {
        return None;
    };
    let Range { low, high, .. } = &scalar.range;
    let from = match low {
        Some(low) => low.value.as_u64()?.saturating_add(u64::from(low.is_exclusive)),
        None => 1,
    };
    let high = high
        .as_ref()
        .and_then(|high| high.value.as_u64()?.checked_sub(u64::from(high.is_exclusive)));
    let default = facts.default.as_ref().and_then(serde_json::Value::as_u64);
    let to = high.max(default)?;
    let from = from.max(1);
    (from <= to && !scalar.is_enum).then_some((from, to))
}
