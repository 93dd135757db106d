//! Operations: what is sent, what comes back, and with which credentials.

use super::{
    Body, Case, Docs, ErrorResponses, FieldName, FnName, ModuleName, Pagination, Param, Pointer, Response, SchemeId,
    Success, Type, TypeName,
};

/// Operations of one tag, or those without a tag whose paths begin alike: one module of the client.
#[derive(Clone, Debug)]
pub struct Group {
    /// The file and module.
    pub module: ModuleName,
    /// The tag as the document spells it; `None` for operations without a tag.
    pub tag: Option<String>,
    /// The tag's description.
    pub docs: Docs,
    /// Its operations, in the order of the document.
    pub operations: Vec<Operation>,
}

/// HTTP methods that a path item may have (OpenAPI 3.2 §4.10).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Method {
    /// GET.
    Get,
    /// PUT.
    Put,
    /// POST.
    Post,
    /// DELETE.
    Delete,
    /// OPTIONS.
    Options,
    /// HEAD.
    Head,
    /// PATCH.
    Patch,
    /// TRACE.
    Trace,
    /// QUERY (OpenAPI 3.2).
    Query,
    /// Another token of `additionalOperations` (OpenAPI 3.2), such as `LINK`.
    Other(String),
}

impl Operation {
    /// All documented responses, successes first.
    pub fn responses(&self) -> impl Iterator<Item = &Response> {
        let errors = self.errors.iter().flat_map(|errors| &errors.responses);
        let apart = self.streaming.iter().flat_map(|streaming| &streaming.apart);
        self.success.responses.iter().chain(apart).chain(errors)
    }
}

impl Method {
    /// All that have a field of their own, in the order of the specification.
    pub const ALL: [Self; 9] = [
        Self::Get,
        Self::Put,
        Self::Post,
        Self::Delete,
        Self::Options,
        Self::Head,
        Self::Patch,
        Self::Trace,
        Self::Query,
    ];

    /// The method as HTTP spells it.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Get => "GET",
            Self::Put => "PUT",
            Self::Post => "POST",
            Self::Delete => "DELETE",
            Self::Options => "OPTIONS",
            Self::Head => "HEAD",
            Self::Patch => "PATCH",
            Self::Trace => "TRACE",
            Self::Query => "QUERY",
            Self::Other(token) => token,
        }
    }
}

/// One operation.
#[derive(Clone, Debug)]
pub struct Operation {
    /// `operationId` as the document spells it, or the name made from method and path.
    pub id: String,
    /// Whether the document itself gives the `operationId`.
    pub is_named: bool,
    /// The client's method: `update_call`.
    pub method_name: FnName,
    /// The request that the method returns: `UpdateCall`.
    pub type_name: TypeName,
    /// A private alias of what a success gives, for a place that has to name it in one word: `UpdateCallOutput`.
    pub output_alias: TypeName,
    /// HTTP method.
    pub method: Method,
    /// Path template, as it is sent.
    pub path: String,
    /// The operation's own server, absolute and without a slash at the end, where it differs from the API's.
    pub server: Option<String>,
    /// Parameters: path parameters in the order of the template, then the others in that of the document.
    pub params: Vec<Param>,
    /// Request body.
    pub body: Option<Body>,
    /// What a success gives.
    pub success: Success,
    /// Documented error responses; `None` where there is none.
    pub errors: Option<ErrorResponses>,
    /// How a reply is read: the first case that takes it.
    pub cases: Vec<Case>,
    /// Media types of the responses, for `Accept`, in order of preference; empty where none has a body.
    pub accept: Vec<String>,
    /// Alternatives of schemes that are required together; empty: no credential; an empty alternative: optional.
    pub security: Vec<Vec<SchemeId>>,
    /// What of its success can be read while it arrives.
    pub streaming: Option<Streaming>,
    /// The header by which the server knows a second attempt as the same call, where the method is not idempotent.
    pub idempotency_key: Option<String>,
    /// How the list that it gives is paged.
    pub pagination: Option<Pagination>,
    /// How the response changes when only some fields are asked for (JSON:API sparse fieldsets).
    pub sparse: Option<Sparse>,
    /// Its documentation.
    pub docs: Docs,
    /// `deprecated: true`.
    pub deprecated: bool,
    /// Where it comes from.
    pub pointer: Pointer,
}

/// The form of a body.
#[derive(Clone, Debug, PartialEq)]
pub enum Payload {
    /// No body.
    Empty,
    /// JSON, of any `+json` media type.
    Json(Type),
    /// `application/x-www-form-urlencoded`.
    Form(Type),
    /// `multipart/form-data`.
    Multipart(Type),
    /// Text.
    Text,
    /// Text that is a number, a boolean, or one of some texts.
    Scalar(Type),
    /// Of a response: a value in JSON or, where its media type is not JSON, the same as text.
    JsonOrText(Type),
    /// Bytes.
    Bytes,
    /// Of a response: server-sent events (HTML Standard §9.2) with items of this type, which `send` gives as bytes.
    Events(Type, EventData, Option<String>),
    /// Of a response: JSON values of this type in a row (JSON Lines, RFC 7464), which `send` gives as bytes.
    Values(Type),
}

/// What the data of an event is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EventData {
    /// The item, in JSON.
    Json,
    /// The item, which is text.
    Text,
    /// A member of the item, which is the event as an object.
    Member,
}

/// A success that can be read while it arrives.
#[derive(Clone, Debug)]
pub struct Streaming {
    /// What it is made of: events, values or bytes.
    pub payload: Payload,
    /// Its media types; `stream` asks for these alone.
    pub media_types: Vec<String>,
    /// The responses of these media types, where `send` asks for others.
    pub apart: Vec<Response>,
}

impl Payload {
    /// The type that a caller gives for a body of this form.
    pub fn ty(&self) -> Type {
        match self {
            Self::Json(ty) | Self::Form(ty) | Self::Multipart(ty) => ty.clone(),
            Self::Scalar(ty) | Self::JsonOrText(ty) => ty.clone(),
            Self::Text => Type::String,
            Self::Bytes | Self::Events(..) | Self::Values(_) => Type::File,
            Self::Empty => Type::Null,
        }
    }
}

/// JSON:API sparse fieldsets: the typed `fields` parameter and the type of what comes back.
#[derive(Clone, Debug, PartialEq)]
pub struct Sparse {
    /// The parameter: `fields`.
    pub param: FieldName,
    /// The resource type whose fields are chosen.
    pub type_name: String,
    /// The enum of its fields' names.
    pub field: Type,
    /// The success type with every attribute optional.
    pub output: Type,
}
