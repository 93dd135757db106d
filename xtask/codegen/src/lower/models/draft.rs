//! Types while not all others are known: what `settle` makes the types of the IR of.
//!
//! They say what the document says, and not what follows from all types together: boxes, files, names.

use crate::ir::{Choice, Docs, Extra, FieldName, Flow, FnName, Literal, Pointer, Presence, Type, Value, VariantName};

/// A type.
#[derive(Clone, Debug)]
pub(crate) struct Draft {
    /// The type whose file it lives in, as that claims its name.
    pub(crate) home: String,
    pub(crate) docs: Docs,
    pub(crate) deprecated: bool,
    pub(crate) sensitive: bool,
    /// Whether the place that it was made for is of webhooks alone.
    pub(crate) told: bool,
    pub(crate) shape: Shape,
    pub(crate) flow: Flow,
}

impl Draft {
    /// A type of which nothing is known.
    pub(super) fn of_anything() -> Self {
        Self {
            home: String::new(),
            docs: Docs::default(),
            deprecated: false,
            sensitive: false,
            told: false,
            shape: Shape::Alias(Type::Json),
            flow: Flow::Both,
        }
    }
}

/// What a type is; as [`ir::Shape`](crate::ir::Shape).
#[derive(Clone, Debug)]
pub(crate) enum Shape {
    Struct {
        fields: Vec<Field>,
        extra: Extra,
        /// The `type` of a JSON:API resource object.
        resource: Option<String>,
    },
    Enum {
        values: Vec<Value>,
    },
    Union {
        variants: Vec<Variant>,
        choice: Choice,
    },
    Alias(Type),
}

/// A property.
#[derive(Clone, Debug)]
pub(crate) struct Field {
    pub(crate) name: FieldName,
    pub(crate) wire: String,
    pub(crate) ty: Type,
    pub(crate) presence: Presence,
    pub(crate) clearer: Option<FnName>,
    /// The only value that the document allows.
    pub(crate) only: Option<Literal>,
    pub(crate) docs: Docs,
    pub(crate) deprecated: bool,
    pub(crate) sensitive: bool,
    pub(crate) pointer: Pointer,
}

impl Field {
    /// Whether an object may be without it.
    pub(crate) fn may_be_missing(&self) -> bool {
        match self.presence {
            Presence::Required | Presence::Nullable => false,
            Presence::Optional | Presence::Patch | Presence::Defaulted => true,
        }
    }
}

/// An alternative of a union.
#[derive(Clone, Debug)]
pub(crate) struct Variant {
    pub(crate) name: VariantName,
    pub(crate) ty: Type,
    pub(crate) docs: Docs,
    pub(crate) pointer: Pointer,
}
