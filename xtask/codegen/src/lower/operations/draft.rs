//! Operations while not all types and names are known: what `settle` makes the operations of the IR of.
//!
//! They have the names that they would have alone, until `naming` settles these.

use serde_json::Value as Json;

use crate::ir::{
    Docs, Example, FieldName, HeaderForm, MemberEncoding, ModuleName, Param, Payload, Pointer, SchemeId, Sparse,
    Status, Type, TypeName, VariantName, Wrap,
};
use crate::lower::operations::entries::Entry;
use crate::lower::operations::paging::Declared;

/// Operations of one tag.
#[derive(Debug)]
pub(crate) struct Group<'a> {
    pub(crate) module: ModuleName,
    pub(crate) tag: Option<String>,
    pub(crate) docs: Docs,
    pub(crate) operations: Vec<Operation<'a>>,
}

/// One operation.
#[derive(Debug)]
pub(crate) struct Operation<'a> {
    pub(crate) entry: Entry<'a>,
    pub(crate) output_alias: TypeName,
    pub(crate) server: Option<String>,
    pub(crate) params: Vec<Param>,
    pub(crate) body: Option<Body>,
    pub(crate) success: Success,
    pub(crate) streaming: Option<Streaming>,
    pub(crate) errors: Option<ErrorResponses>,
    pub(crate) security: Vec<Vec<SchemeId>>,
    pub(crate) idempotency_key: Option<String>,
    pub(crate) paging: Declared,
    pub(crate) sparse: Option<Sparse>,
}

impl Operation<'_> {
    /// All documented responses, successes first.
    pub(crate) fn responses(&self) -> impl Iterator<Item = &Response> {
        let errors = self.errors.iter().flat_map(|errors| &errors.responses);
        let apart = self.streaming.iter().flat_map(|streaming| &streaming.apart);
        self.success.responses.iter().chain(apart).chain(errors)
    }

    /// The same, to change them.
    pub(crate) fn responses_mut(&mut self) -> impl Iterator<Item = &mut Response> {
        let errors = self.errors.iter_mut().flat_map(|errors| &mut errors.responses);
        let apart = self.streaming.iter_mut().flat_map(|streaming| &mut streaming.apart);
        self.success.responses.iter_mut().chain(apart).chain(errors)
    }
}

/// A request body.
#[derive(Debug)]
pub(crate) struct Body {
    pub(crate) name: FieldName,
    pub(crate) required: bool,
    pub(crate) contents: Vec<Content>,
    pub(crate) enum_name: Option<TypeName>,
    pub(crate) docs: Docs,
    pub(crate) pointer: Pointer,
}

/// A request body of one media type.
#[derive(Debug)]
pub(crate) struct Content {
    pub(crate) media_type: String,
    pub(crate) aliases: Vec<String>,
    pub(crate) variant: VariantName,
    pub(crate) payload: Payload,
    pub(crate) wrap: Wrap,
    pub(crate) encodings: Vec<MemberEncoding>,
    pub(crate) example: Option<Json>,
}

impl Content {
    /// Takes another media type that says the same; what is sent is the plainest.
    pub(crate) fn also(&mut self, media_type: &str) {
        let mut alias = media_type.to_owned();
        if alias == "application/json" {
            std::mem::swap(&mut alias, &mut self.media_type);
        }
        self.aliases.push(alias);
    }
}

/// What a success gives.
#[derive(Debug)]
pub(crate) struct Success {
    pub(crate) responses: Vec<Response>,
    pub(crate) enum_name: Option<TypeName>,
}

/// A success that can be read while it arrives.
#[derive(Debug)]
pub(crate) struct Streaming {
    pub(crate) payload: Payload,
    pub(crate) media_types: Vec<String>,
    pub(crate) apart: Vec<Response>,
}

/// Documented error responses.
#[derive(Debug)]
pub(crate) struct ErrorResponses {
    pub(crate) name: TypeName,
    pub(crate) responses: Vec<Response>,
}

/// One documented response.
#[derive(Clone, Debug)]
pub(crate) struct Response {
    pub(crate) status: Status,
    pub(crate) media_type: Option<String>,
    pub(crate) others: Vec<String>,
    pub(crate) variant: VariantName,
    pub(crate) payload: Payload,
    pub(crate) example: Option<Example>,
    pub(crate) headers: Vec<Header>,
    pub(crate) docs: Docs,
    pub(crate) says_more: bool,
    pub(crate) pointer: Pointer,
}

/// A declared header of a response.
#[derive(Clone, Debug)]
pub(crate) struct Header {
    /// The name that its key would have alone, then the name of its key.
    pub(crate) name: String,
    pub(crate) wire: String,
    pub(crate) ty: Type,
    pub(crate) form: HeaderForm,
    pub(crate) required: bool,
    pub(crate) example: Option<String>,
    pub(crate) docs: Docs,
    pub(crate) deprecated: bool,
    pub(crate) pointer: Pointer,
}
