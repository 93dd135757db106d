//! The intermediate representation: what `lower` makes of a document and `emit` prints.
//!
//! Pure data: no OpenAPI type, no token and no I/O in it. An [`Api`] keeps these promises to whoever
//! reads it, so that emitting cannot fail:
//!
//! * names are Rust identifiers and unique in their scope;
//! * every [`TypeId`] is an index into [`Api::types`];
//! * every path parameter of a template has its [`Param`], and the other way round;
//! * no type contains itself without a `Box`, a `Vec` or a map between.
//!
//! Every item keeps the JSON pointer (RFC 6901) of the place it comes from.

mod choice;
mod docs;
mod dump;
mod names;
mod operations;
mod paging;
mod redacted;
mod requests;
mod responses;
mod schemes;
mod types;
mod webhooks;

pub use choice::{Choice, Step, Tag};
pub use docs::{
    Bound, Count, Docs, Evidence, EvidenceKind, Facts, Markdown, Note, Range, Restriction, Scalar, ValueShape, Values,
};
pub use dump::dump;
pub use names::{ConstName, FieldName, FnName, ModuleName, TypeName, VariantName, is_device};
pub use operations::{EventData, Group, Method, Operation, Payload, Sparse, Streaming};
pub use paging::{ListMember, PageSize, PageVariant, PagedBy, Pagination, Place};
pub use requests::{Body, Content, MemberEncoding, Param, ParamLocation, Spelling, Style, Wrap};
pub use responses::{Case, ErrorResponses, Example, Header, HeaderForm, HeaderKey, Reading, Response, Status, Success};
pub use schemes::{OAuth2, Scheme, SchemeId, SchemeKind, ServerVariable, Tokens};
pub use types::{
    DefaultImpl, Extra, Field, Flow, Initial, JsonType, Literal, LiteralKind, Presence, Resource, Shape, Type, TypeDef,
    TypeId, Value, Variant,
};
pub use webhooks::{Algorithm, Encoding, EventName, EventPlace, InputPart, OwnSignature, Signature, Webhook};

/// One of several servers of a document.
#[derive(Clone, Debug)]
pub struct Server {
    /// Its variant: `Production`.
    pub name: VariantName,
    /// Its URL, with its variables filled in.
    pub url: String,
    /// The description.
    pub docs: Docs,
    /// Where it comes from.
    pub pointer: Pointer,
}

/// A JSON pointer (RFC 6901) into the document, without the leading `#`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Pointer(pub String);

/// One document, lowered: everything that the crates of a provider hold.
#[derive(Clone, Debug)]
pub struct Api {
    /// Prefix of the crates' names, in kebab case: `kathan`.
    pub name: String,
    /// How users of the client name its crate, as examples do: `callspec::kathan` (`x-rust-path`), else `kathan_client`.
    pub path: String,
    /// `info.title`.
    pub title: String,
    /// What the document says of itself.
    pub docs: Docs,
    /// Version of the crates: `info.version` where that is a semantic version, else `0.1.0`.
    pub version: String,
    /// First server's URL with its variables filled in; `None` where the document has none that is absolute.
    pub base_url: Option<String>,
    /// Path of the first server where none is absolute, as it stands behind the origin; `None` where that is the root.
    pub base_path: Option<String>,
    /// The environment variable that holds another address (`x-env` of a server).
    pub base_url_env: Option<String>,
    /// The document's servers, in its order, where it has several that can be called.
    pub servers: Vec<Server>,
    /// The variables in the URLs of servers, each once.
    pub variables: Vec<ServerVariable>,
    /// The static of the API in the client: `API`.
    pub constant: ConstName,
    /// Types, in the order of the document.
    pub types: Vec<TypeDef>,
    /// Headers that responses declare, in the order of the document.
    pub headers: Vec<HeaderKey>,
    /// Security schemes, in the order of the document.
    pub schemes: Vec<Scheme>,
    /// Operations by tag, in the order of the document.
    pub groups: Vec<Group>,
    /// Requests that the server makes, in the order of the document.
    pub webhooks: Vec<Webhook>,
    /// How the server signs webhooks; `None` where the document does not say.
    pub signature: Option<Signature>,
}

impl Api {
    /// The definition behind an id.
    pub fn type_def(&self, id: TypeId) -> &TypeDef {
        &self.types[id.index()]
    }

    /// The union of all events that webhooks tell.
    pub fn events(&self) -> Option<&TypeDef> {
        let event = self.webhooks.iter().find_map(|webhook| webhook.event);
        event.map(|id| self.type_def(id))
    }

    /// Whether something is made for those who receive webhooks.
    pub fn receives_webhooks(&self) -> bool {
        self.events().is_some() || self.signature.is_some()
    }

    /// The scheme behind an id.
    pub fn scheme(&self, id: SchemeId) -> &Scheme {
        &self.schemes[id.index()]
    }

    /// All operations, in the order of their groups.
    pub fn operations(&self) -> impl Iterator<Item = &Operation> {
        self.groups.iter().flat_map(|group| &group.operations)
    }

    /// The schemes that every alternative of every operation has.
    pub fn required(&self) -> Vec<SchemeId> {
        let is_needed = |id: &SchemeId| {
            self.operations().all(|operation| {
                !operation.security.is_empty() && operation.security.iter().all(|schemes| schemes.contains(id))
            })
        };
        if self.operations().next().is_none() {
            return Vec::new();
        }
        (0..self.schemes.len()).map(SchemeId::new).filter(is_needed).collect()
    }

    /// Whether a client can be made of what the document says to be in the environment: something is, and every credential
    /// that all operations need.
    pub fn has_from_env(&self) -> bool {
        let is_sent = |scheme: &&Scheme| scheme.kind != SchemeKind::MutualTls;
        let required = self.required();
        let mut needed = required.iter().map(|id| self.scheme(*id)).filter(is_sent);
        let is_any = self.base_url_env.is_some() || self.schemes.iter().any(|scheme| scheme.env.is_some());
        is_any && needed.all(|scheme| scheme.env.is_some())
    }
}
