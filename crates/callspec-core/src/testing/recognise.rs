//! Which operation a request is, as a server tells it. In: the operations of a document, and a request. Out: the operation, or
//! words that say why it is none.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::{Sent, known};
use crate::encode::decode;
use crate::info::OperationInfo;

/// The operation of a request, by its method and path: of several the one whose template says most, which a segment without a
/// parameter does (OpenAPI 3.0 §4.7.8); of several that say as much, the one that was called.
///
/// How much of the path is that of the base URL is known by the template that was called.
pub(super) fn recognise(
    operations: impl Iterator<Item = &'static OperationInfo>,
    sent: &Sent,
) -> Result<&'static OperationInfo, String> {
    let called = sent.operation();
    let path: Vec<&str> = sent.path().split('/').collect();
    let base = path.len().saturating_sub(segments(called.path).count());
    let path: Vec<String> = path.into_iter().skip(base).map(decode).collect();

    let of_path = operations.filter_map(|operation| Some((said(operation.path, &path)?, operation)));
    let of_path: Vec<_> = of_path.collect();
    let of_method = of_path
        .iter()
        .filter(|(_, operation)| operation.method == *sent.method());
    let best = of_method.min_by_key(|(said, operation)| (said, known(operation) != known(called)));
    if let Some((_, operation)) = best {
        return Ok(operation);
    }
    let (method, path) = (sent.method(), sent.path());
    let others: BTreeSet<&str> = of_path.iter().map(|(_, operation)| operation.method.as_str()).collect();
    let others: Vec<&str> = others.into_iter().collect();
    Err(match others.is_empty() {
        true => format!("the document has no operation for {method} {path}"),
        false => format!("the document has no {method} for {path}, but {}", others.join(", ")),
    })
}

/// The segments of a template, without a query.
fn segments(template: &str) -> impl Iterator<Item = &str> {
    template.split('?').next().unwrap_or_default().split('/').skip(1)
}

/// How much each segment of a template says of a path that fits it, most first; `None` where the path does not fit.
fn said(template: &str, path: &[String]) -> Option<Vec<Reverse<usize>>> {
    let template: Vec<String> = segments(template).map(decode).collect();
    if template.len() != path.len() {
        return None;
    }
    let pairs = template.iter().zip(path);
    let said = pairs.map(|(template, segment)| match template.contains('{') {
        true => literal(template, segment),
        false => (template == segment).then_some(usize::MAX),
    });
    said.map(|said| said.map(Reverse)).collect()
}

/// How many bytes of a text that fits a template are in the template itself.
fn literal(template: &str, text: &str) -> Option<usize> {
    let Some((before, (_, after))) = template
        .split_once('{')
        .and_then(|(before, rest)| Some((before, rest.split_once('}')?)))
    else {
        return (template == text).then_some(text.len());
    };
    let value = text.strip_prefix(before)?;
    // The value of a parameter has at least one character.
    let ends = value.char_indices().map(|(at, c)| at + c.len_utf8());
    let rest = ends.filter_map(|end| literal(after, value.get(end..)?)).max()?;
    Some(before.len() + rest)
}
