//! How a reply is read. In: the responses of an operation. Out: the cases that its `decode` tries, one after the other.
//!
//! Exact codes come before ranges, ranges before the rest. The only documented success takes every 2xx that no error
//! response names; `default` beside a success is for errors, so that an undocumented success stays unexpected.

use std::ops::RangeInclusive;

use crate::ir::{Case, ErrorResponses, Reading, Response, Status, Success};
use crate::media_type;

/// The responses of one status, by their indices.
type OfStatus<'a> = (Status, Vec<(usize, &'a Response)>);

/// The cases of an operation with these responses.
pub(crate) fn cases(success: &Success, errors: Option<&ErrorResponses>) -> Vec<Case> {
    let successes = by_status(&success.responses);
    let errors = errors.map_or_else(Vec::new, |errors| by_status(&errors.responses));
    let is_sole = successes.len() == 1 || success.enum_name.is_none();
    let exact = exact_codes(&errors, if is_sole { &[] } else { &successes });
    let mut cases = Vec::new();
    let is_code_of_success = |status: Status| matches!(status, Status::Code(_)) && status.is_success();
    for (status, responses) in errors.iter().filter(|(status, _)| is_code_of_success(*status)) {
        cases.extend(read(&[statuses(*status, &exact)], responses, Reading::Error, true));
    }
    match successes.first() {
        Some((_, responses)) if is_sole => {
            let statuses = sole_statuses(&successes, &exact);
            cases.extend(read(
                &statuses,
                responses,
                Reading::Success,
                success.enum_name.is_some(),
            ));
        }
        _ => {
            for (status, responses) in in_order(&successes).filter(|(status, _)| !is_shadowed(*status, &successes)) {
                cases.extend(read(&[statuses(*status, &exact)], responses, Reading::Success, true));
            }
        }
    }
    for (status, responses) in in_order(&errors) {
        if !is_code_of_success(*status) && *status != Status::Default {
            cases.extend(read(&[statuses(*status, &exact)], responses, Reading::Error, true));
        }
    }
    let default = errors.iter().find(|(status, _)| *status == Status::Default);
    cases.extend(rest(default, takes_all_of_2xx(&successes, is_sole), &exact));
    cases
}

/// The codes that have cases of their own.
fn exact_codes(errors: &[OfStatus], successes: &[OfStatus]) -> Vec<u16> {
    let code = |(status, _): &OfStatus| match status {
        Status::Code(code) => Some(*code),
        _ => None,
    };
    errors.iter().chain(successes).filter_map(code).collect()
}

/// Whether the cases of successes leave no 2xx over.
fn takes_all_of_2xx(successes: &[OfStatus], is_sole: bool) -> bool {
    let takes_all = |status: Status| match status {
        Status::Code(_) => is_sole && status.is_success(),
        _ => class_of(status) == Some(2),
    };
    successes.iter().any(|(status, _)| takes_all(*status))
}

/// The last cases: what no other takes.
fn rest(default: Option<&OfStatus>, takes_all_of_2xx: bool, exact: &[u16]) -> Vec<Case> {
    let Some((_, responses)) = default else {
        return vec![Case::unexpected(Vec::new())];
    };
    let success = (!takes_all_of_2xx).then(|| Case::unexpected(vec![class(2, exact)]));
    let others = read(&[], responses, Reading::Error, true);
    success.into_iter().chain(others).collect()
}

/// The responses of each status, in the order of their first.
fn by_status(responses: &[Response]) -> Vec<OfStatus<'_>> {
    let mut all: Vec<OfStatus> = Vec::new();
    for response in responses.iter().enumerate() {
        match all.iter_mut().find(|(status, _)| *status == response.1.status) {
            Some((_, responses)) => responses.push(response),
            None => all.push((response.1.status, vec![response])),
        }
    }
    all
}

/// Exact codes, then ranges, then `default`.
fn in_order<'a, 'b>(all: &'b [OfStatus<'a>]) -> impl Iterator<Item = &'b OfStatus<'a>> {
    let mut all: Vec<_> = all.iter().collect();
    all.sort_by_key(|(status, _)| match status {
        Status::Code(_) => 0,
        Status::Range(_) => 1,
        Status::Default => 2,
    });
    all.into_iter()
}

/// A success under `default` has the same statuses as one under `2XX`.
fn is_shadowed(status: Status, successes: &[OfStatus]) -> bool {
    status == Status::Default && successes.iter().any(|(other, _)| *other == Status::Range(2))
}

/// The class that a key of responses stands for; `default` among successes is all of 2xx.
fn class_of(status: Status) -> Option<u8> {
    match status {
        Status::Code(_) => None,
        Status::Range(class) => Some(class),
        Status::Default => Some(2),
    }
}

/// The statuses of the only documented success: all of 2xx, and what else the document names.
fn sole_statuses(successes: &[OfStatus], exact: &[u16]) -> Vec<RangeInclusive<u16>> {
    let is_of_2xx = |status: Status| status.is_success() || status == Status::Default;
    let (of_2xx, others): (Vec<Status>, Vec<Status>) = successes
        .iter()
        .map(|(status, _)| *status)
        .partition(|status| is_of_2xx(*status));
    let all = (!of_2xx.is_empty()).then(|| class(2, exact));
    let others = others.into_iter().map(|status| statuses(status, exact));
    all.into_iter().chain(others).collect()
}

fn statuses(status: Status, exact: &[u16]) -> RangeInclusive<u16> {
    match status {
        Status::Code(code) => code..=code,
        Status::Range(range) => class(range, exact),
        Status::Default => class(2, exact),
    }
}

/// All codes of a class; without those at its beginning that have cases before, which clippy takes for a mistake.
fn class(class: u8, exact: &[u16]) -> RangeInclusive<u16> {
    let (first, last) = (u16::from(class) * 100, u16::from(class) * 100 + 99);
    let from = (first..last).find(|code| !exact.contains(code)).unwrap_or(last);
    from..=last
}

/// The cases of some statuses: one for each media type that tells responses apart, and one for any other.
fn read(
    statuses: &[RangeInclusive<u16>],
    responses: &[(usize, &Response)],
    reading: fn(usize) -> Reading,
    by_media_type: bool,
) -> Vec<Case> {
    let case = |media_types: Vec<String>, reading: Reading| Case {
        statuses: statuses.to_vec(),
        media_types,
        reading,
    };
    if let ([(index, _)], _) | ([(index, _), ..], false) = (responses, by_media_type) {
        return vec![case(Vec::new(), reading(*index))];
    }
    let mut cases: Vec<Case> = Vec::new();
    let mut other = Reading::Unexpected;
    for (index, response) in responses {
        let all = response.media_type.iter().chain(&response.others);
        let all = all.map(|media_type| media_type::essence(media_type));
        let (ranges, exact): (Vec<_>, Vec<_>) = all.partition(|essence| essence.is_empty() || essence.contains('*'));
        if !ranges.is_empty() || response.media_type.is_none() {
            other = reading(*index);
        }
        let is_new = |essence: &String| !cases.iter().any(|case| case.media_types.contains(essence));
        let new: Vec<String> = exact.into_iter().filter(is_new).collect();
        if !new.is_empty() {
            cases.push(case(new, reading(*index)));
        }
    }
    cases.push(case(Vec::new(), other));
    cases
}

#[cfg(test)]
mod tests;
