//! The body of a response. In: pieces. Out: all of it, or nothing if it is larger than the limit.

use std::future::poll_fn;

use bytes::{Bytes, BytesMut};
use callspec_types::{ByteStream, StreamError};
use http::header::{CONTENT_ENCODING, CONTENT_LENGTH};

use super::Call;
use crate::body::Body;
use crate::error::TransportError;
use crate::head::Head;

impl Call<'_> {
    /// Reads a body to its end; nothing if it is larger than the limit.
    pub(super) async fn receive(&self, head: &Head, body: Body) -> Result<Option<Bytes>, TransportError> {
        match body {
            Body::Empty => Ok(Some(Bytes::new())),
            Body::Bytes(bytes) => Ok((bytes.len() <= self.limits.body).then_some(bytes)),
            Body::Stream(_) if states_more(head, self.limits.body as u64) => Ok(None),
            Body::Stream(stream) => self.collect(stream).await,
        }
    }

    async fn collect(&self, mut stream: ByteStream) -> Result<Option<Bytes>, TransportError> {
        // Most bodies come in one piece, which is then not copied.
        let mut first = Bytes::new();
        let mut all = BytesMut::new();
        while let Some(piece) = self
            .bounded(poll_fn(|context| stream.as_mut().poll_next(context)))
            .await?
        {
            let piece = piece.map_err(broken)?;
            if first.len() + all.len() + piece.len() > self.limits.body {
                return Ok(None);
            }
            if first.is_empty() && all.is_empty() {
                first = piece;
            } else {
                all.extend_from_slice(&std::mem::take(&mut first));
                all.extend_from_slice(&piece);
            }
        }
        Ok(Some(if all.is_empty() { first } else { all.freeze() }))
    }
}

/// A transport may already have told the kind of the error; that no connection was made is past believing here.
pub(crate) fn broken(error: StreamError) -> TransportError {
    match error.downcast::<TransportError>() {
        Ok(error) if !error.is_unsent() => *error,
        Ok(error) => TransportError::broken(error),
        Err(error) => TransportError::broken(error),
    }
}

/// Whether the stated length is beyond the limit; where the body is decompressed on the way, it says nothing.
fn states_more(head: &Head, limit: u64) -> bool {
    let stated = head.headers.get(CONTENT_LENGTH).and_then(|value| value.to_str().ok());
    let length = stated.and_then(|stated| stated.parse::<u64>().ok());
    length.is_some_and(|length| length > limit) && !head.headers.contains_key(CONTENT_ENCODING)
}
