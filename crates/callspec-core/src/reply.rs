//! Replies. In: status, headers and all bytes of a response. Out: a value or an error, as the operation's `decode` says.
//!
//! Only the decoding itself is generic; the rest is compiled once.

use std::borrow::Cow;
use std::str::Utf8Error;
use std::sync::Arc;

use bytes::Bytes;
use callspec_types::private::{Fault, Found, decode};
use http::{HeaderMap, StatusCode};
use serde::de::DeserializeOwned;

use crate::coding::Coded;
use crate::error::{ApiError, DecodeError, Error, Unexpected, Words, bounded};
use crate::head::Head;
use crate::header;
use crate::info::OperationInfo;
use crate::response::Response;
use crate::slices;

/// The response of a server, not yet decoded.
///
/// An operation's `decode` looks at [`status`](Self::status) and ends with one of the other methods.
#[derive(Clone)]
#[must_use]
pub struct Reply {
    pub(crate) head: Arc<Head>,
    pub(crate) body: Bytes,
}

impl Reply {
    /// A reply for tests of code that decodes one.
    pub fn new(
        operation: &'static OperationInfo,
        status: StatusCode,
        headers: HeaderMap,
        body: impl Into<Bytes>,
    ) -> Self {
        Self {
            head: Arc::new(Head::new(operation, status, headers)),
            body: body.into(),
        }
    }

    /// The reply, if its status is 2xx.
    pub(crate) fn success<E>(self) -> Result<Self, Error<E>> {
        if self.head.status.is_success() {
            Ok(self)
        } else {
            self.unexpected()
        }
    }

    /// The bytes, with what came before them.
    pub(crate) fn into_response(self) -> Response<Bytes> {
        Response::of(self.body.clone(), self.head, self.body)
    }

    /// The status.
    pub fn status(&self) -> u16 {
        self.head.status.as_u16()
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        self.head.shown()
    }

    /// The media type of the body, in lower case and without parameters; empty if there is none.
    pub fn media_type(&self) -> Cow<'_, str> {
        let media_type = self.head.media_type();
        if media_type.bytes().any(|byte| byte.is_ascii_uppercase()) {
            return Cow::Owned(media_type.to_ascii_lowercase());
        }
        Cow::Borrowed(media_type)
    }

    /// Whether the body is of this media type or range, compared without case; of the parameters those that this has count
    /// (RFC 9110 §8.3.1).
    pub fn is(&self, media_type: &str) -> bool {
        self.head.is(media_type)
    }

    /// A success with a JSON body.
    ///
    /// # Errors
    ///
    /// [`Error::Decode`] if the body is not a `T` in JSON.
    pub fn json<T: DeserializeOwned, E>(self) -> Result<T, Error<E>> {
        self.part(self.json_bytes(), "")
    }

    /// A value in the JSON of a success: its text, and the JSON pointer to it.
    ///
    /// # Errors
    ///
    /// [`Error::Decode`] if the value is no `T`.
    pub(crate) fn part<T: DeserializeOwned, E>(&self, json: &[u8], place: &str) -> Result<T, Error<E>> {
        decode(json).map_err(|fault| Error::Decode(self.undecodable(json, place, &fault)))
    }

    /// The text of the value at a JSON pointer in the body; none if there is no such member, or no JSON so far.
    pub(crate) fn text_at(&self, pointer: &str) -> Option<Bytes> {
        slices::at(self.json_bytes(), pointer).map(|json| self.body.slice_ref(json))
    }

    /// A success with a text body: in ISO-8859-1 if its media type says so, else in UTF-8.
    ///
    /// # Errors
    ///
    /// [`Error::Decode`] if the body is not such text.
    pub fn text<E>(self) -> Result<String, Error<E>> {
        match self.read_text() {
            Ok(text) => Ok(text.into_owned()),
            Err(error) => {
                let charset = self.head.charset().map(str::escape_debug);
                let charset = charset.map(|charset| format!("its text is in `{charset}`, which is not read"));
                let reason = self.coding().or(charset).unwrap_or_else(|| error.to_string());
                Err(Error::Decode(self.not_as_documented(None, reason)))
            }
        }
    }

    /// A success with a text body that is a number, a boolean, or one of some texts.
    ///
    /// # Errors
    ///
    /// [`Error::Decode`] if the text is no `T`.
    pub fn scalar<T: DeserializeOwned, E>(self) -> Result<T, Error<E>> {
        match self.read_scalar() {
            Some(value) => Ok(value),
            None => Err(Error::Decode(self.no_scalar())),
        }
    }

    /// A success whose body is a value in JSON or, where its media type is not JSON, the same as text.
    ///
    /// # Errors
    ///
    /// [`Error::Decode`] if the body is neither.
    pub fn json_or_text<T: DeserializeOwned, E>(self) -> Result<T, Error<E>> {
        match self.read_json_or_text() {
            Some(value) => Ok(value),
            None if self.head.is_json() => self.json(),
            None => Err(Error::Decode(self.no_scalar())),
        }
    }

    /// A success with any body, in the content coding that its headers name, if they still name one.
    ///
    /// # Errors
    ///
    /// None; the result fits the other methods.
    pub fn bytes<E>(self) -> Result<Bytes, Error<E>> {
        Ok(self.body)
    }

    /// A success without a body; one that comes nevertheless is dropped.
    ///
    /// # Errors
    ///
    /// None; the result fits the other methods.
    pub fn empty<E>(self) -> Result<(), Error<E>> {
        Ok(())
    }

    /// As [`json`](Self::json), for one of several successes.
    ///
    /// # Errors
    ///
    /// [`Error::Decode`] if the body is not a `B` in JSON.
    pub fn json_as<B: DeserializeOwned, T, E>(self, wrap: fn(B) -> T) -> Result<T, Error<E>> {
        self.json().map(wrap)
    }

    /// As [`text`](Self::text), for one of several successes.
    ///
    /// # Errors
    ///
    /// [`Error::Decode`] if the body is not such text.
    pub fn text_as<T, E>(self, wrap: fn(String) -> T) -> Result<T, Error<E>> {
        self.text().map(wrap)
    }

    /// As [`scalar`](Self::scalar), for one of several successes.
    ///
    /// # Errors
    ///
    /// [`Error::Decode`] if the text is no `B`.
    pub fn scalar_as<B: DeserializeOwned, T, E>(self, wrap: fn(B) -> T) -> Result<T, Error<E>> {
        self.scalar().map(wrap)
    }

    /// As [`json_or_text`](Self::json_or_text), for one of several successes.
    ///
    /// # Errors
    ///
    /// [`Error::Decode`] if the body is no `B`.
    pub fn json_or_text_as<B: DeserializeOwned, T, E>(self, wrap: fn(B) -> T) -> Result<T, Error<E>> {
        self.json_or_text().map(wrap)
    }

    /// As [`bytes`](Self::bytes), for one of several successes.
    ///
    /// # Errors
    ///
    /// None; the result fits the other methods.
    pub fn bytes_as<T, E>(self, wrap: fn(Bytes) -> T) -> Result<T, Error<E>> {
        self.bytes().map(wrap)
    }

    /// As [`empty`](Self::empty), for one of several successes.
    ///
    /// # Errors
    ///
    /// None; the result fits the other methods.
    pub fn empty_as<T, E>(self, success: T) -> Result<T, Error<E>> {
        self.empty().map(|()| success)
    }

    /// A documented error response with a JSON body.
    ///
    /// # Errors
    ///
    /// Always: [`Error::Api`], or [`Error::Unexpected`] with status and body if the body is not a `B` in JSON.
    pub fn refused<B: DeserializeOwned, T, E>(self, wrap: fn(B) -> E) -> Result<T, Error<E>> {
        match decode(self.json_bytes()) {
            Ok(body) => Err(self.error_response(wrap(body))),
            Err(_) => self.unexpected(),
        }
    }

    /// A documented error response with a text body.
    ///
    /// # Errors
    ///
    /// Always: [`Error::Api`], or [`Error::Unexpected`] with status and body if the body is not text as of
    /// [`text`](Self::text).
    pub fn refused_text<T, E>(self, wrap: fn(String) -> E) -> Result<T, Error<E>> {
        let error = self.read_text().ok().map(|text| wrap(text.into_owned()));
        self.refused_with(error)
    }

    /// A documented error response with a text body that is a number, a boolean, or one of some texts.
    ///
    /// # Errors
    ///
    /// Always: [`Error::Api`], or [`Error::Unexpected`] with status and body if the text is no `B`.
    pub fn refused_scalar<B: DeserializeOwned, T, E>(self, wrap: fn(B) -> E) -> Result<T, Error<E>> {
        let error = self.read_scalar().map(wrap);
        self.refused_with(error)
    }

    /// A documented error response whose body is a value in JSON or, where its media type is not JSON, the same as text.
    ///
    /// # Errors
    ///
    /// Always: [`Error::Api`], or [`Error::Unexpected`] with status and body if the body is neither.
    pub fn refused_json_or_text<B: DeserializeOwned, T, E>(self, wrap: fn(B) -> E) -> Result<T, Error<E>> {
        let error = self.read_json_or_text().map(wrap);
        self.refused_with(error)
    }

    /// A documented error response with any body.
    ///
    /// # Errors
    ///
    /// Always: [`Error::Api`].
    pub fn refused_bytes<T, E>(self, wrap: fn(Bytes) -> E) -> Result<T, Error<E>> {
        Err(self.error_response(wrap(self.body.clone())))
    }

    /// A documented error response without a body.
    ///
    /// # Errors
    ///
    /// Always: [`Error::Api`].
    pub fn refused_empty<T, E>(self, error: E) -> Result<T, Error<E>> {
        Err(self.error_response(error))
    }

    /// A status that the document does not have.
    ///
    /// # Errors
    ///
    /// Always: [`Error::Unexpected`] with status, headers and body.
    pub fn unexpected<T, E>(self) -> Result<T, Error<E>> {
        Err(Error::Unexpected(self.into_unexpected()))
    }

    /// A success that is not the stream of these media types which was asked for.
    pub(crate) fn other<E>(&self, media_types: &str) -> Error<E> {
        let is = self.head.media_type().escape_debug();
        let reason = || format!("`{is}` came where `{media_types}` was asked for: `send` reads it");
        Error::Decode(self.not_as_documented(None, self.coding().unwrap_or_else(reason)))
    }

    /// A byte order mark, which serde_json refuses and RFC 8259 §8.1 allows to ignore, is passed over.
    fn json_bytes(&self) -> &[u8] {
        self.body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&self.body)
    }

    fn refused_with<T, E>(self, error: Option<E>) -> Result<T, Error<E>> {
        match error {
            Some(error) => Err(self.error_response(error)),
            None => self.unexpected(),
        }
    }

    /// The body as the text that its media type says (RFC 9110 §8.3.2); other encodings than these two are hardly sent.
    fn read_text(&self) -> Result<Cow<'_, str>, Utf8Error> {
        match self.head.charset() {
            Some(charset) if charset.eq_ignore_ascii_case("iso-8859-1") => {
                Ok(self.body.iter().copied().map(char::from).collect())
            }
            _ => std::str::from_utf8(&self.body).map(Cow::Borrowed),
        }
    }

    fn read_scalar<T: DeserializeOwned>(&self) -> Option<T> {
        let text = self.read_text().ok()?;
        header::scalar(&text).or_else(|| header::scalar(text.trim()))
    }

    /// Where nothing says what the body is, it is JSON if it can be read as that.
    fn read_json_or_text<T: DeserializeOwned>(&self) -> Option<T> {
        let json = || decode(self.json_bytes()).ok();
        match (self.head.is_json(), self.head.media_type().is_empty()) {
            (true, _) => json(),
            (false, true) => json().or_else(|| self.read_scalar()),
            (false, false) => self.read_scalar(),
        }
    }

    fn no_scalar(&self) -> Box<DecodeError> {
        let reason = || "the text is no value of this type".to_owned();
        self.not_as_documented(None, self.coding().unwrap_or_else(reason))
    }

    fn error_response<E>(&self, error: E) -> Error<E> {
        Error::Api(Box::new(ApiError {
            error,
            head: Arc::clone(&self.head),
            words: Words::read(self.json_bytes()),
        }))
    }

    fn into_unexpected(self) -> Box<Unexpected> {
        let words = Words::read(self.json_bytes());
        Box::new(Unexpected {
            head: self.head,
            body: bounded(&self.body),
            words,
        })
    }

    fn undecodable(&self, json: &[u8], place: &str, fault: &Fault) -> Box<DecodeError> {
        let (line, column) = match fault.found(json) {
            Found::Nothing => return self.not_as_documented(None, "no body where JSON is due".to_owned()),
            Found::Value { pointer, reason } => {
                return self.not_as_documented(Some(format!("{place}{pointer}")), reason);
            }
            Found::NoJson { line, column } => (line, column),
        };
        if let Some(reason) = self.coding() {
            return self.not_as_documented(None, reason);
        }
        let media_type = self.head.media_type();
        let reason = if media_type.is_empty() {
            "no JSON".to_owned()
        } else {
            format!("`{}`, no JSON", media_type.escape_debug())
        };
        self.not_as_documented(None, format!("{reason} from line {line}, column {column}"))
    }

    /// Why a body is neither JSON nor text, if it is in a coding that nothing undid.
    fn coding(&self) -> Option<String> {
        Coded::read(&self.head.headers).map(|coded| coded.to_string())
    }

    fn not_as_documented(&self, pointer: Option<String>, reason: String) -> Box<DecodeError> {
        Box::new(DecodeError {
            head: Arc::clone(&self.head),
            body: bounded(&self.body),
            pointer,
            reason,
        })
    }
}

#[cfg(test)]
mod tests;
