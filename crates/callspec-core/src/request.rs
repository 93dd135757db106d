//! Requests. In: the arguments of an operation, one call each. Out: what goes on the wire, but for address and
//! credentials, which the client adds.

use std::borrow::Cow;
use std::fmt;

use bytes::Bytes;
use callspec_types::{File, FileContent};
use http::header::{HeaderName, HeaderValue};
use serde::Serialize;

use crate::body::Payload;
use crate::client::Place;
use crate::encoding::Encoding;
use crate::error::InvalidRequest;
use crate::header_value::{header, push_pair};
use crate::idempotency;
use crate::info::OperationInfo;
use crate::invalid::InvalidReason;
use crate::json;
use crate::multipart::Form;
use crate::path;
use crate::style::{Style, Tree, each_pair, header_text, write_query, write_text};

/// A request under construction, and then the request.
///
/// The methods take the arguments of an operation; a value that is `None` or `null` is left out, except in paths, where
/// it is an error. The first error is kept until [`finish`](Self::finish).
#[must_use = "a request does nothing until it is sent"]
pub struct Request {
    pub(crate) operation: &'static OperationInfo,
    /// The template until a parameter is filled in.
    pub(crate) path: Cow<'static, str>,
    pub(crate) query: String,
    /// Where it goes, if not to the API's address.
    pub(crate) server: Option<Place>,
    /// Whether the path stands behind the origin, in the place of the base path.
    pub(crate) rooted: bool,
    pub(crate) accept: HeaderValue,
    pub(crate) content_type: Option<HeaderValue>,
    pub(crate) headers: Vec<(HeaderName, HeaderValue)>,
    pub(crate) cookies: String,
    pub(crate) payload: Payload,
    /// Whether the server knows a second attempt by a key.
    keyed: bool,
    error: Option<InvalidRequest>,
}

/// The one generic step: everything after it works on a [`Tree`].
fn value<T: Serialize + ?Sized>(value: &T) -> Result<Tree, InvalidReason> {
    Tree::of(value).map_err(unwritable)
}

#[expect(clippy::needless_pass_by_value, reason = "it stands in `map_err`")]
fn unwritable(error: serde_json::Error) -> InvalidReason {
    InvalidReason::Unwritable(error.to_string())
}

impl Request {
    /// A request for the operation, without arguments.
    pub fn new(operation: &'static OperationInfo) -> Self {
        Self {
            operation,
            path: Cow::Borrowed(operation.path),
            query: String::new(),
            server: None,
            rooted: false,
            accept: HeaderValue::from_static("*/*"),
            content_type: None,
            headers: Vec::new(),
            cookies: String::new(),
            payload: Payload::Empty,
            keyed: false,
            error: None,
        }
    }

    /// Sets the address that the document gives this operation in the place of the API's (OpenAPI 3.0 §4.7.10). A base URL
    /// that the client was built with goes before it, and the rules for base URLs hold: `http:` is refused, for one.
    pub fn server(mut self, url: &'static str) -> Self {
        self.server = Some(Place::Stated(url));
        self
    }

    /// Sets a path parameter, in the style `simple`.
    pub fn path<T: Serialize + ?Sized>(self, name: &str, argument: &T) -> Self {
        self.path_as(name, Style::SIMPLE, argument)
    }

    /// Sets a path parameter.
    ///
    /// Everything but unreserved characters is percent-encoded. A value that is empty, or that makes a segment `.` or
    /// `..` in any spelling, is an error.
    pub fn path_as<T: Serialize + ?Sized>(self, name: &str, style: Style, argument: &T) -> Self {
        let argument = value(argument);
        self.with(name, argument, |request, argument| {
            path::fill(&mut request.path, name, style, &argument)
        })
    }

    /// Adds a query parameter.
    pub fn query<T: Serialize + ?Sized>(self, name: &str, style: Style, argument: &T) -> Self {
        let argument = value(argument);
        self.with(name, argument, |request, argument| {
            write_query(&mut request.query, name, style, &argument);
            Ok(())
        })
    }

    /// Sets the whole query from the members of an object, as [`form_as`](Self::form_as) writes them (OpenAPI 3.2, `in:
    /// querystring`).
    pub fn querystring<T: Serialize + ?Sized>(self, argument: &T, encodings: &[(&str, Encoding)]) -> Self {
        let argument = value(argument);
        self.with("querystring", argument, |request, argument| {
            write_form(&mut request.query, &argument, encodings)
        })
    }

    /// Sets the whole query to a text, percent-encoded: a scalar as it is, or JSON.
    pub fn querystring_as<T: Serialize + ?Sized>(self, style: Style, argument: &T) -> Self {
        let argument = value(argument);
        self.with("querystring", argument, |request, argument| {
            write_text(&mut request.query, style, &argument);
            Ok(())
        })
    }

    /// Adds a header parameter, in the style `simple`.
    pub fn header<T: Serialize + ?Sized>(self, name: &str, argument: &T) -> Self {
        self.header_as(name, Style::SIMPLE, argument)
    }

    /// Adds a header parameter.
    pub fn header_as<T: Serialize + ?Sized>(self, name: &str, style: Style, argument: &T) -> Self {
        let argument = value(argument);
        self.with(name, argument, |request, argument| {
            if let Some(text) = header_text(&argument, style) {
                request.headers.push(header(name, &text)?);
            }
            Ok(())
        })
    }

    /// Adds a header parameter by which the server knows a second attempt as the same call, so that the call may be tried
    /// again as if its method were idempotent. Without an argument a key is made: the header is the same on every attempt.
    pub fn idempotency_key<T: Serialize + ?Sized>(self, name: &str, argument: &T) -> Self {
        let argument = value(argument);
        self.with(name, argument, |request, argument| {
            let key = header_text(&argument, Style::SIMPLE).unwrap_or_else(idempotency::key);
            request.headers.push(header(name, &key)?);
            request.keyed = true;
            Ok(())
        })
    }

    /// Adds a cookie parameter, in the style `form`.
    pub fn cookie<T: Serialize + ?Sized>(self, name: &str, argument: &T) -> Self {
        self.cookie_as(name, Style::FORM, argument)
    }

    /// Adds a cookie parameter. What `form` explodes into several pairs is as many cookies: the `&` that separates pairs
    /// in a query would be part of a cookie's value (RFC 6265 §4.2.1).
    pub fn cookie_as<T: Serialize + ?Sized>(self, name: &str, style: Style, argument: &T) -> Self {
        let argument = value(argument);
        self.with(name, argument, |request, argument| {
            if style.is_cookie() {
                return push_cookies(&mut request.cookies, name, style, &argument);
            }
            let mut pairs = String::new();
            write_query(&mut pairs, name, style, &argument);
            for pair in pairs.split('&').filter(|pair| !pair.is_empty()) {
                push_pair(&mut request.cookies, pair);
            }
            Ok(())
        })
    }

    /// Sets a JSON body of this media type, which is sent without parameters.
    pub fn json<T: Serialize + ?Sized>(self, media_type: &'static str, body: &T) -> Self {
        let body = json::to_vec(body).map_err(unwritable);
        self.with("body", body, |request, body| {
            request.carry(media_type, Payload::Bytes(body.into()))
        })
    }

    /// Sets a JSON body if there is one; without one, neither body nor `Content-Type` is sent.
    pub fn json_if<T: Serialize + ?Sized>(self, media_type: &'static str, body: Option<&T>) -> Self {
        match body {
            Some(body) => self.json(media_type, body),
            None => self,
        }
    }

    /// Sets a body of the type `application/x-www-form-urlencoded`, from the members of an object: arrays are repeated,
    /// objects within are JSON text.
    pub fn form<T: Serialize + ?Sized>(self, body: &T) -> Self {
        self.form_as(body, &[])
    }

    /// As [`form`](Self::form), where the document says how some of the members are written.
    pub fn form_as<T: Serialize + ?Sized>(self, body: &T, encodings: &[(&str, Encoding)]) -> Self {
        let body = value(body);
        self.with("body", body, |request, body| {
            let mut form = String::new();
            write_form(&mut form, &body, encodings)?;
            request.carry("application/x-www-form-urlencoded", Payload::Bytes(form.into()))
        })
    }

    /// Sets a text body.
    pub fn text(self, media_type: &'static str, body: impl Into<String>) -> Self {
        let body = Bytes::from(body.into());
        self.with("body", Ok(body), |request, body| {
            request.carry(media_type, Payload::Bytes(body))
        })
    }

    /// Sets a text body of a number, a boolean, or one of some texts.
    pub fn scalar<T: Serialize + ?Sized>(self, media_type: &'static str, body: &T) -> Self {
        let body = value(body);
        self.with("body", body, |request, body| {
            let text = body.text().into_owned();
            request.carry(media_type, Payload::Bytes(text.into()))
        })
    }

    /// Sets a body of bytes, or of a stream; the file's name is not sent, and its media type only if the document leaves
    /// that open (`*/*` or another range).
    pub fn bytes(self, media_type: &'static str, body: impl Into<File>) -> Self {
        let file = body.into();
        self.with("body", Ok(file), |request, file| {
            let payload = match file.content() {
                FileContent::Bytes(bytes) => Payload::Bytes(bytes.clone()),
                stream => Payload::Parts(vec![stream.clone()]),
            };
            if !media_type.contains('*') {
                return request.carry(media_type, payload);
            }
            request.payload = payload;
            let media_type = file.get_content_type().unwrap_or("application/octet-stream");
            request.content_type = Some(header("content-type", media_type)?.1);
            Ok(())
        })
    }

    /// Sets a body of the type `multipart/form-data` (RFC 7578).
    pub fn multipart(self, fill: impl FnOnce(Form) -> Form) -> Self {
        self.with_form(fill(Form::new()))
    }

    /// Sets a body of another multipart type, such as `multipart/related` (RFC 2387). Its parts are called by their
    /// `Content-ID`.
    pub fn multipart_as(self, media_type: &'static str, fill: impl FnOnce(Form) -> Form) -> Self {
        self.with_form(fill(Form::of(media_type)))
    }

    fn with_form(self, form: Form) -> Self {
        let form = form.finish();
        self.with("body", form, |request, (content_type, payload)| {
            request.content_type = Some(header("content-type", &content_type)?.1);
            request.payload = payload;
            Ok(())
        })
    }

    /// Sets the media types that are accepted, separated by commas.
    pub fn accept(self, media_types: &'static str) -> Self {
        self.with("Accept", static_header(media_types), |request, accept| {
            request.accept = accept;
            Ok(())
        })
    }

    /// Ends the construction.
    ///
    /// # Errors
    ///
    /// The first thing that was wrong with an argument, or a path parameter that has no value.
    pub fn finish(self) -> Result<Self, InvalidRequest> {
        if let Some(error) = self.error {
            return Err(error);
        }
        if let Some(names) = path::missing(&self.path) {
            return Err(InvalidRequest::new(
                self.operation,
                &names,
                InvalidReason::EmptyPathValue,
            ));
        }
        if path::has_dot_segment(&self.path) {
            return Err(InvalidRequest::new(self.operation, "", InvalidReason::DotSegment));
        }
        Ok(self)
    }

    /// Whether the call may be made twice (RFC 9110 §9.2.2), by its method or by its key.
    pub(crate) fn is_idempotent(&self) -> bool {
        self.keyed || self.operation.method.is_idempotent()
    }

    /// Takes one step unless an earlier one failed.
    fn with<T>(
        mut self,
        name: &str,
        argument: Result<T, InvalidReason>,
        step: impl FnOnce(&mut Self, T) -> Result<(), InvalidReason>,
    ) -> Self {
        if self.error.is_none()
            && let Err(reason) = argument.and_then(|argument| step(&mut self, argument))
        {
            self.error = Some(InvalidRequest::new(self.operation, name, reason));
        }
        self
    }

    fn carry(&mut self, media_type: &'static str, payload: Payload) -> Result<(), InvalidReason> {
        self.content_type = Some(static_header(media_type)?);
        self.payload = payload;
        Ok(())
    }
}

/// Sizes and names only: arguments may be secrets.
impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Request")
            .field("operation", &self.operation.id)
            .field("path", &self.operation.path)
            .field("payload", &self.payload)
            .finish_non_exhaustive()
    }
}

/// Appends the members of an object as those of an urlencoded form.
fn write_form(form: &mut String, value: &Tree, encodings: &[(&str, Encoding)]) -> Result<(), InvalidReason> {
    let members = match value {
        Tree::Null => return Ok(()),
        Tree::Object(members) => members,
        _ => return Err(InvalidReason::Unwritable("a form must be an object".to_owned())),
    };
    for (name, member) in members {
        let encoding = encodings.iter().find(|(of, _)| of == name);
        let encoding = encoding.map_or(Encoding::DEFAULT, |(_, encoding)| *encoding);
        write_query(form, name, encoding.style_of(member), member);
    }
    Ok(())
}

/// Cookies whose text is sent as it is; one that holds what would end a cookie is refused.
fn push_cookies(cookies: &mut String, name: &str, style: Style, value: &Tree) -> Result<(), InvalidReason> {
    let mut is_sound = true;
    each_pair(name, style, value, |name, parts| {
        let pair = format!("{name}={}", parts.join(","));
        is_sound &= pair.bytes().all(|byte| byte.is_ascii_graphic() && byte != b';');
        push_pair(cookies, &pair);
    });
    is_sound.then_some(()).ok_or(InvalidReason::Header)
}

/// `HeaderValue::from_static` panics on what is not visible ASCII.
fn static_header(text: &'static str) -> Result<HeaderValue, InvalidReason> {
    HeaderValue::from_maybe_shared(Bytes::from_static(text.as_bytes())).map_err(|_| InvalidReason::Header)
}

#[cfg(test)]
mod tests;
