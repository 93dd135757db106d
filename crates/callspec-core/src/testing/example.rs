//! One example of a document, as generated code states it. In: facts. Out: the answer that it is.

use http::HeaderMap;
use http::header::ACCEPT;

use super::answer::Answer;
use super::literal;
use crate::accept::{essence, includes};
use crate::info::OperationInfo;

/// Names and values of headers.
pub(super) type Headers = &'static [(&'static str, &'static str)];

/// A response that a document describes, with what it shows of the body.
#[derive(Clone, Copy, Debug)]
pub struct Example {
    /// The operations that have the response.
    pub(super) operations: &'static [&'static OperationInfo],
    /// As the document spells it: `200`, `4XX`, `default`.
    pub(super) status: &'static str,
    /// Headers that not every response of the document has.
    headers: Headers,
    body: Shown,
}

/// What a document shows of a body.
#[derive(Clone, Copy, Debug)]
enum Shown {
    /// There is none.
    Empty,
    /// JSON of a media type, as [`literal`] lays it out.
    Json(&'static str, &'static str),
    /// Text of a media type.
    Text(&'static str, &'static str),
    /// A body of this media type, which it does not show.
    Nothing(&'static str),
}

impl Example {
    /// A response without a body.
    pub const fn empty(operations: &'static [&'static OperationInfo], status: &'static str) -> Self {
        Self {
            operations,
            status,
            headers: &[],
            body: Shown::Empty,
        }
    }

    /// A response in JSON of this media type. Between its tokens the text may have any space; a line break inside of a string,
    /// with the indent behind it, stands for a space.
    pub const fn json(
        operations: &'static [&'static OperationInfo],
        status: &'static str,
        media_type: &'static str,
        body: &'static str,
    ) -> Self {
        Self {
            body: Shown::Json(media_type, body),
            ..Self::empty(operations, status)
        }
    }

    /// A response whose body is this text.
    pub const fn text(
        operations: &'static [&'static OperationInfo],
        status: &'static str,
        media_type: &'static str,
        body: &'static str,
    ) -> Self {
        Self {
            body: Shown::Text(media_type, body),
            ..Self::empty(operations, status)
        }
    }

    /// A response with a body of this media type, of which the document shows nothing.
    pub const fn not_shown(
        operations: &'static [&'static OperationInfo],
        status: &'static str,
        media_type: &'static str,
    ) -> Self {
        Self {
            body: Shown::Nothing(media_type),
            ..Self::empty(operations, status)
        }
    }

    /// Adds headers.
    pub const fn headers(self, headers: &'static [(&'static str, &'static str)]) -> Self {
        Self { headers, ..self }
    }

    /// Where among the media types that a request accepts its own is; the last place of all where it is not.
    pub(super) fn rank(&self, request: &HeaderMap) -> usize {
        let (Shown::Json(media_type, _) | Shown::Text(media_type, _) | Shown::Nothing(media_type)) = self.body else {
            return 0;
        };
        let accepted = request.get(ACCEPT).and_then(|accepted| accepted.to_str().ok());
        let mut ranges = accepted.unwrap_or("*/*").split(',');
        let place = ranges.position(|range| includes(essence(range), essence(media_type)));
        place.unwrap_or(usize::MAX)
    }

    /// Whether the document shows its body, or that there is none.
    pub(super) const fn is_shown(&self) -> bool {
        !matches!(self.body, Shown::Nothing(_))
    }

    /// The answer that it is, under this status and with these headers before its own.
    pub(super) fn answer(&self, status: u16, shared: Headers) -> Answer {
        let headers = shared.iter().chain(self.headers);
        let answer = headers.fold(Answer::new(status), |answer, (name, value)| answer.header(name, value));
        match self.body {
            Shown::Empty | Shown::Nothing(_) => answer,
            Shown::Json(media_type, body) => answer.header("content-type", media_type).body(literal::compact(body)),
            Shown::Text(media_type, body) => answer.header("content-type", media_type).body(body),
        }
    }
}
