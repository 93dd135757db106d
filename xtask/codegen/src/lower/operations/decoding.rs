//! How a reply is read. In: the responses of an operation. Out: the cases that its `decode` tries, one after the other.
//!
//! Exact codes come before ranges, ranges before the rest. The only documented success takes every 2xx that no error
//! response names; `default` beside a success is for errors, so that an undocumented success stays unexpected.

use std::collections::HashSet;
use std::ops::RangeInclusive;

use crate::ir::{Case, ErrorResponses, Payload, Reading, Response, Status, Success};
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
                let mut statuses = vec![statuses(*status, &exact)];
                statuses.extend(a_part(*status, responses, &exact).filter(|_| !takes_all_of_2xx(&successes, is_sole)));
                cases.extend(read(&statuses, responses, Reading::Success, true));
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

/// A part of the bytes that 200 describes is described by it too (RFC 9110 §15.3.7), unless the document says otherwise.
fn a_part(status: Status, responses: &[(usize, &Response)], exact: &[u16]) -> Option<RangeInclusive<u16>> {
    let is_bytes = responses.iter().any(|(_, response)| response.payload == Payload::Bytes);
    (status == Status::Code(200) && is_bytes && !exact.contains(&206)).then_some(206..=206)
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
    is_sole || successes.iter().any(|(status, _)| class_of(*status) == Some(2))
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
    let named = successes.iter().map(|(status, _)| *status);
    let others = named.filter(|status| !status.is_success() && *status != Status::Default);
    let others = others.map(|status| statuses(status, exact));
    std::iter::once(class(2, exact)).chain(others).collect()
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
    let (mut told, mut cases, mut of_ranges): (Vec<Case>, Vec<Case>, Vec<Case>) = Default::default();
    let mut other = Reading::Unexpected;
    for (index, response) in responses {
        let all: Vec<&String> = response.media_type.iter().chain(&response.others).collect();
        let by_parameters = all.iter().filter(|media_type| has_rival(responses, *index, media_type));
        let by_parameters: Vec<String> = by_parameters
            .filter_map(|media_type| with_parameters(media_type))
            .collect();
        if !by_parameters.is_empty() {
            told.push(case(by_parameters, reading(*index)));
        }
        let all = all.into_iter().map(|media_type| media_type::essence(media_type));
        let (ranges, exact): (Vec<_>, Vec<_>) = all.partition(|essence| essence.is_empty() || essence.contains('*'));
        let takes_any = response.media_type.is_none() || ranges.iter().any(|range| range == "*/*");
        if takes_any || !ranges.is_empty() && other == Reading::Unexpected {
            other = reading(*index);
        }
        if !takes_any && !ranges.is_empty() {
            of_ranges.push(case(ranges, reading(*index)));
        }
        let is_new = |essence: &String| !cases.iter().any(|case| case.media_types.contains(essence));
        let mut new: Vec<String> = exact.into_iter().filter(is_new).collect();
        // Parameters alone may tell media types of one body apart.
        let mut seen = HashSet::new();
        new.retain(|essence| seen.insert(essence.clone()));
        if !new.is_empty() {
            cases.push(case(new, reading(*index)));
        }
    }
    told.extend(cases);
    // A range is told from what takes the rest.
    told.extend(of_ranges.into_iter().filter(|case| case.reading != other));
    told.push(case(Vec::new(), other));
    told
}

/// Whether another response has the same media type with other parameters.
fn has_rival(responses: &[(usize, &Response)], index: usize, media_type: &str) -> bool {
    let essence = media_type::essence(media_type);
    let mut others = responses.iter().filter(|(other, _)| *other != index);
    others.any(|(_, other)| {
        let mut media_types = other.media_type.iter().chain(&other.others);
        media_types.any(|media_type| media_type::essence(media_type) == essence)
    })
}

/// The media type with those of its parameters that say what the body is; `None` where it has none.
fn with_parameters(media_type: &str) -> Option<String> {
    let parameters = media_type::parameters(media_type);
    let parameters: String = parameters
        .iter()
        .map(|(name, value)| format!("; {name}={value}"))
        .collect();
    (!parameters.is_empty()).then(|| format!("{}{parameters}", media_type::essence(media_type)))
}

#[cfg(test)]
mod tests;
