//! Requests: parameters and bodies, and how they are written.

use super::{Docs, FieldName, Payload, Pointer, Type, TypeName, VariantName};

/// Where a parameter goes (OpenAPI 3.0 §4.7.12.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ParamLocation {
    /// In the path.
    Path,
    /// In the query.
    Query,
    /// The query as a whole (OpenAPI 3.2).
    Querystring,
    /// In a header.
    Header,
    /// In the `Cookie` header.
    Cookie,
}

/// How a parameter's value is spelled (OpenAPI 3.0 §4.7.12.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// `simple`.
    Simple,
    /// `label`.
    Label,
    /// `matrix`.
    Matrix,
    /// `form`.
    Form,
    /// `spaceDelimited`.
    SpaceDelimited,
    /// `pipeDelimited`.
    PipeDelimited,
    /// `deepObject`.
    DeepObject,
    /// `cookie` (OpenAPI 3.2).
    Cookie,
    /// `content` of `application/x-www-form-urlencoded`: the value as the text of a form.
    Urlencoded,
    /// `content` with a JSON media type: the value as JSON text.
    Json,
}

/// One parameter.
#[derive(Clone, Debug)]
pub struct Param {
    /// Name of the argument or setter.
    pub name: FieldName,
    /// Name on the wire.
    pub wire: String,
    /// Where it goes.
    pub location: ParamLocation,
    /// How it is spelled.
    pub spelling: Spelling,
    /// How the members of a query as a whole are written, where the document says so.
    pub encodings: Vec<MemberEncoding>,
    /// Its type.
    pub ty: Type,
    /// Whether it is a credential by its name.
    pub sensitive: bool,
    /// Required: an argument of the method; else a setter of the request.
    pub required: bool,
    /// The description and the wire facts.
    pub docs: Docs,
    /// `deprecated: true`.
    pub deprecated: bool,
    /// An example value, for documentation.
    pub example: Option<serde_json::Value>,
    /// Where it comes from.
    pub pointer: Pointer,
}

/// A request body.
#[derive(Clone, Debug)]
pub struct Body {
    /// Name of the argument or setter: `body`, or `attributes` for JSON:API.
    pub name: FieldName,
    /// Required: an argument of the method; else a setter.
    pub required: bool,
    /// One content per media type, in the order of the document; never empty.
    pub contents: Vec<Content>,
    /// Name of the enum over the contents, where there are several.
    pub enum_name: Option<TypeName>,
    /// The contents that a value of their type alone becomes, by their indices: none has the type of another.
    pub conversions: Vec<usize>,
    /// The description.
    pub docs: Docs,
    /// Where it comes from.
    pub pointer: Pointer,
}

/// A request body of one media type.
#[derive(Clone, Debug)]
pub struct Content {
    /// The media type as the document spells it.
    pub media_type: String,
    /// The media type that is sent: the same, or of a range the plainest type in it; of bytes, the runtime asks the file.
    pub sent: String,
    /// Other media types of the document that say the same: ranges (RFC 9110 §12.5.1), other spellings of JSON.
    pub aliases: Vec<String>,
    /// Name of the variant, where there are several contents.
    pub variant: VariantName,
    /// What the caller gives.
    pub payload: Payload,
    /// Whether the payload is boxed in its variant: far larger than others.
    pub boxed: bool,
    /// What is put around it.
    pub wrap: Wrap,
    /// How the members of a form are written, where the document says so.
    pub encodings: Vec<MemberEncoding>,
    /// An example body, for documentation: of the payload, without what `wrap` adds.
    pub example: Option<serde_json::Value>,
}

/// How a member of a form is written (OpenAPI 3.0 §4.7.15).
#[derive(Clone, Debug, PartialEq)]
pub struct MemberEncoding {
    /// The member.
    pub name: String,
    /// Its style, as that of a query parameter.
    pub spelling: Option<Spelling>,
    /// Its media type, where the document names one and no range.
    pub content_type: Option<String>,
    /// Headers of its part that have one value.
    pub headers: Vec<(String, String)>,
}

/// How a value is spelled in a query, a path, a header, a cookie or a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spelling {
    /// `style`.
    pub style: Style,
    /// `explode`.
    pub explode: bool,
    /// `allowReserved`.
    pub allow_reserved: bool,
}

/// What the client puts around the value that the caller gives.
#[derive(Clone, Debug, PartialEq)]
pub enum Wrap {
    /// Nothing.
    Plain,
    /// `{"data": {"type": …, "attributes": …}}` (JSON:API 1.0 §9.1).
    Create {
        /// The resource type.
        type_name: String,
    },
    /// `{"data": {"type": …, "id": …, "attributes": …}}` (JSON:API 1.0 §9.2).
    Update {
        /// The resource type.
        type_name: String,
        /// The path parameter that holds the id.
        id: FieldName,
    },
}
