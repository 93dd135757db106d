//! Expectations. In: what a request must be. Out: nothing, or a panic that shows both.

use serde_json::Value;

use crate::json::differences;
use crate::multipart::{Part, parts};
use crate::spec::Operation;
use crate::{Recorded, Result};

/// A request as it must arrive: nothing missing, nothing beside it.
#[derive(Clone, Debug)]
#[must_use]
pub struct Expected {
    method: String,
    target: String,
    headers: Vec<(String, String)>,
    body: Body,
}

#[derive(Clone, Debug)]
enum Body {
    None,
    Json(String, Value),
    Form(Vec<Part>),
}

impl Expected {
    /// A request without body; the target is compared byte for byte.
    pub fn new(method: &str, target: &str) -> Self {
        Self {
            method: method.to_owned(),
            target: target.to_owned(),
            headers: Vec::new(),
            body: Body::None,
        }
    }

    /// Adds a header field. The order and the spelling of names do not count (RFC 9110 §5.1), the value does.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Sets a JSON body, compared as value, and its media type, compared as text.
    pub fn json(mut self, media_type: &str, body: Value) -> Self {
        self.body = Body::Json(media_type.to_owned(), body);
        self
    }

    /// Sets a form, compared part by part.
    pub fn form(mut self, parts: Vec<Part>) -> Self {
        self.body = Body::Form(parts);
        self
    }

    /// Method, as on the wire.
    pub fn method(&self) -> &str {
        &self.method
    }

    /// Request target, as on the wire.
    pub fn target(&self) -> &str {
        &self.target
    }

    /// Whether the expectation is of this operation: its method, and a path that its template gives.
    pub fn is_of(&self, operation: &Operation) -> bool {
        let path = self.target.split('?').next().unwrap_or_default();
        let (path, template): (Vec<_>, Vec<_>) = (path.split('/').collect(), operation.path.split('/').collect());
        let fits = |(segment, template): (&&str, &&str)| {
            segment == template || (template.starts_with('{') && !segment.is_empty())
        };
        self.method == operation.method && path.len() == template.len() && path.iter().zip(&template).all(fits)
    }

    /// Compares with a request that arrived at this host.
    ///
    /// # Errors
    ///
    /// A body that is not of the expected kind at all.
    ///
    /// # Panics
    ///
    /// If the two differ.
    pub fn check(&self, host: &str, found: &Recorded) -> Result {
        assert_eq!(
            (&self.method, &self.target),
            (&found.method, &found.target),
            "method and target"
        );
        assert_eq!(
            self.all_headers(host, found),
            sorted(&without_encodings(found)),
            "headers"
        );
        match &self.body {
            Body::None => assert_eq!(found.text(), "", "body"),
            Body::Json(_, body) => {
                let differences = differences(body, &found.json()?);
                assert!(differences.is_empty(), "body: {differences:#?}");
            }
            Body::Form(form) => assert_eq!(*form, parts(found)?, "parts"),
        }
        Ok(())
    }

    /// The expected header fields with those that follow from the host and the body.
    fn all_headers(&self, host: &str, found: &Recorded) -> Vec<(String, String)> {
        let mut headers = self.headers.clone();
        headers.push(("host".to_owned(), host.to_owned()));
        let content_type = match &self.body {
            Body::None => None,
            Body::Json(media_type, _) => Some(media_type.clone()),
            // Its boundary is the client's choice; `parts` checks the rest.
            Body::Form(_) => found.header("content-type").next().map(str::to_owned),
        };
        if let Some(content_type) = content_type {
            headers.push(("content-type".to_owned(), content_type));
        }
        if !matches!(self.body, Body::None) || ["POST", "PUT", "PATCH"].contains(&found.method.as_str()) {
            headers.push(("content-length".to_owned(), found.body.len().to_string()));
        }
        sorted(&headers)
    }
}

/// The header fields without `Accept-Encoding`: what a client can decompress depends on features of its transport, which
/// cargo gives to all members of a workspace when one of them asks.
fn without_encodings(found: &Recorded) -> Vec<(String, String)> {
    let mut headers = found.headers.clone();
    headers.retain(|(name, _)| !name.eq_ignore_ascii_case("accept-encoding"));
    headers
}

fn sorted(headers: &[(String, String)]) -> Vec<(String, String)> {
    let mut headers: Vec<_> = headers
        .iter()
        .map(|(name, value)| (name.to_lowercase(), value.clone()))
        .collect();
    headers.sort();
    headers
}
