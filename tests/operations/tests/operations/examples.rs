//! Every example of a spec goes through the types of its operation and comes back the same.

use callspec_core::http::header::CONTENT_TYPE;
use callspec_core::{HeaderMap, Reply, StatusCode};
use operations::{Case, ErrorBody, Memory, Result, each};
use serde_json::Value;
use wire::json::differences;
use wire::spec::Example;

use crate::requests::sent;

/// An example, and how its operation reads it.
pub(crate) struct Typed<'a> {
    pub(crate) case: &'a Case<'a>,
    pub(crate) example: Example,
    of: Of<'a>,
}

/// What an example is of.
enum Of<'a> {
    Request,
    Success(u16),
    Error(&'a ErrorBody),
}

/// The examples of an operation, forms left out.
pub(crate) fn typed<'a>(case: &'a Case<'a>) -> Vec<Typed<'a>> {
    let typed = |example, of| Typed { case, example, of };
    let mut all: Vec<_> = case.bodies().into_iter().map(|it| typed(it, Of::Request)).collect();
    for key in case.spec.statuses(&case.operation) {
        for example in case.spec.responses(&case.operation, &key) {
            let error = case.provider.errors.iter().find(|error| error.status == key);
            match (error, key.parse()) {
                (Some(error), _) => all.push(typed(example, Of::Error(error))),
                (None, Ok(status @ 200..300)) => all.push(typed(example, Of::Success(status))),
                // `every_error_response_has_a_type` says so.
                (None, _) => {}
            }
        }
    }
    all
}

impl Typed<'_> {
    /// Whether a server sends it.
    pub(crate) fn is_response(&self) -> bool {
        !matches!(self.of, Of::Request)
    }

    /// Where in the example the value is that the type is of.
    pub(crate) fn at(&self) -> &'static str {
        match self.of {
            Of::Request => self.case.taken_at(&self.example),
            _ => "",
        }
    }

    /// That value.
    pub(crate) fn value(&self) -> &Value {
        self.example.value.pointer(self.at()).unwrap_or(&Value::Null)
    }

    /// Decodes the example with another value in its place, and encodes it again.
    pub(crate) fn trip(&self, value: &Value) -> Result<Value> {
        let mut whole = self.example.value.clone();
        if let Some(place) = whole.pointer_mut(self.at()) {
            *place = value.clone();
        }
        match self.of {
            Of::Request => {
                let sent = self.send(whole)?;
                Ok(sent.pointer(self.at()).cloned().unwrap_or(Value::Null))
            }
            Of::Success(status) => (self.case.row.decode)(self.reply(status, &whole)?)?.success(),
            Of::Error(error) => {
                let status = error.status.parse().unwrap_or(500);
                let failure = (self.case.row.decode)(self.reply(status, &whole)?)?.failure()?;
                error.held_by(&failure, &whole)
            }
        }
    }

    /// The body that is sent of this body.
    fn send(&self, body: Value) -> Result<Value> {
        let server = Memory::new(500, None, "");
        self.case.send_body(&server.connection(), body)?;
        Ok(server.sent()?)
    }

    fn reply(&self, status: u16, body: &Value) -> Result<Reply> {
        let mut headers = HeaderMap::new();
        headers.insert(CONTENT_TYPE, self.example.media_type.parse()?);
        let status = StatusCode::from_u16(status)?;
        Ok(Reply::new(self.case.row.operation, status, headers, body.to_string()))
    }
}

#[test]
fn every_example_comes_back() {
    each(|case| {
        for typed in typed(case) {
            let pointer = &typed.example.pointer;
            let (expected, found) = match typed.of {
                Of::Request => (sent(case, &typed.example), typed.send(typed.example.value.clone())),
                _ => (typed.example.value.clone(), typed.trip(typed.value())),
            };
            let found = found.map_err(|error| format!("{pointer}: {error}"))?;
            let differences = differences(&expected, &found);
            assert!(differences.is_empty(), "{pointer}: {differences:#?}");
        }
        Ok(())
    });
}
