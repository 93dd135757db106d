//! Types: structs, open enums, unions and aliases, and the places they are used in.

use super::{Choice, Docs, FieldName, FnName, ModuleName, Pointer, TypeName, VariantName};

/// Index of a [`TypeDef`] in [`Api::types`](super::Api::types).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TypeId(u32);

impl TypeId {
    /// The id of the type at an index.
    pub fn new(index: usize) -> Self {
        Self(u32::try_from(index).unwrap_or(u32::MAX))
    }

    /// The index.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A type that gets a name and a place in the models crate.
#[derive(Clone, Debug)]
pub struct TypeDef {
    /// Its name, unique in the crate.
    pub name: TypeName,
    /// The file it is written to; types that only one component uses live with that component.
    pub home: ModuleName,
    /// The description, what was inferred, and the wire facts.
    pub docs: Docs,
    /// `deprecated: true`.
    pub deprecated: bool,
    /// Whether the document marks it, or what it is a part of, as sensitive.
    pub sensitive: bool,
    /// What it is.
    pub shape: Shape,
    /// In which direction values of it travel.
    pub flow: Flow,
    /// Whether the type holds a [`Type::File`] somewhere, and so has no JSON form.
    pub has_file: bool,
    /// Whether only those who receive webhooks need it: it is compiled for them alone.
    pub told: bool,
    /// Whether nothing uses it because a better type replaced it: it is not emitted.
    pub hidden: bool,
    /// Where it comes from.
    pub pointer: Pointer,
}

impl TypeDef {
    /// Whether it is the union of all events that webhooks tell, which is read only, and from whole bodies.
    pub fn is_events(&self) -> bool {
        let Shape::Union { choice, .. } = &self.shape else {
            return false;
        };
        matches!(choice, Choice::Event { .. })
    }
}

/// What a type is.
#[derive(Clone, Debug)]
pub enum Shape {
    /// An object with known properties.
    Struct {
        /// The properties, in the order of the document.
        fields: Vec<Field>,
        /// What becomes of properties that the schema does not name.
        extra: Extra,
        /// Set where the object is a JSON:API resource object.
        resource: Option<Resource>,
        /// How `Default` comes to be.
        default: DefaultImpl,
    },
    /// A closed set of literals in the document, an open one in Rust.
    Enum {
        /// The literals, in the order of the document; all of one [`Literal`] kind or mixed.
        values: Vec<Value>,
    },
    /// One of several types.
    Union {
        /// The variants, in the order of the document.
        variants: Vec<Variant>,
        /// How the variant is chosen on reading.
        choice: Choice,
    },
    /// Another name for a type: a named scalar, list or map.
    Alias(Type),
}

/// Directions of data, seen from the client.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Flow {
    /// Only in responses: public fields, no setters, a test constructor.
    Received,
    /// Only in requests: a constructor and setters.
    Sent,
    /// In both: as [`Flow::Sent`].
    Both,
}

impl Flow {
    /// Whether values are sent.
    pub fn is_sent(self) -> bool {
        self != Self::Received
    }
}

/// Properties that the schema does not name (`additionalProperties`).
#[derive(Clone, Debug, PartialEq)]
pub enum Extra {
    /// Ignored on reading.
    Ignored,
    /// Kept in the field `extra`: a map from name to this type.
    Kept {
        /// Name of the map's field.
        name: FieldName,
        /// Type of the values.
        ty: Type,
    },
    /// Not documented, and kept in the field `other` (`x-unknown-members`).
    Unknown {
        /// Name of the field.
        name: FieldName,
    },
}

/// A JSON:API resource object (JSON:API 1.0 §5.2).
#[derive(Clone, Debug, PartialEq)]
pub struct Resource {
    /// Its `type` member on the wire.
    pub type_name: String,
    /// The field of its id; `None` where it has none that is text.
    pub id: Option<FieldName>,
}

/// One property.
#[derive(Clone, Debug)]
pub struct Field {
    /// Its Rust name.
    pub name: FieldName,
    /// Its name in JSON.
    pub wire: String,
    /// Its type, without the `Option` or `Patch` that [`Field::presence`] adds.
    pub ty: Type,
    /// Whether it may be left out or null.
    pub presence: Presence,
    /// The method that sets null, where values are sent and may be null: `clear_label`.
    pub clearer: Option<FnName>,
    /// Whether the type is boxed because it contains itself.
    pub boxed: bool,
    /// Where constructors have its value from.
    pub initial: Initial,
    /// The description, what was inferred, and the wire facts.
    pub docs: Docs,
    /// `deprecated: true`.
    pub deprecated: bool,
    /// Whether the document marks it, or what it is a part of, as sensitive.
    pub sensitive: bool,
    /// Where it comes from.
    pub pointer: Pointer,
}

/// Where constructors have the value of a field from.
#[derive(Clone, Debug, PartialEq)]
pub enum Initial {
    /// From the caller: it is an argument of `new`.
    Argument,
    /// It is a variant of the enum that is its type: the only value it may have.
    Variant(VariantName),
    /// It is this value, which fits its type, a scalar or any JSON: the only value it may have.
    Value(serde_json::Value),
    /// Nothing is there: `None`, `Patch::Absent`, or what [`Presence::Defaulted`] reads as nothing.
    Absent,
}

impl Initial {
    /// Whether the field has one value only.
    pub fn is_constant(&self) -> bool {
        matches!(self, Self::Variant(_) | Self::Value(_))
    }
}

/// How `Default` comes to be for a struct.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DefaultImpl {
    /// Not at all: something has to be given.
    None,
    /// Derived.
    Derived,
    /// Written out, because a field has one value only.
    Written,
}

/// Whether a value may be left out or null: required × nullable (design §4), and what is read where it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// Always there: `T`.
    Required,
    /// Always there, may be null: `Option<T>`, `None` is sent as null.
    Nullable,
    /// May be left out (or, in a response, null): `Option<T>`, `None` is left out.
    Optional,
    /// May be left out or null, and is read as its empty value then: `T`; only where values are received.
    Defaulted,
    /// Left out, null or a value: `Patch<T>`; only where values are sent.
    Patch,
}

/// The type of a value.
#[derive(Clone, Debug, PartialEq)]
pub enum Type {
    /// `boolean`.
    Bool,
    /// `integer` of format int32 or narrower.
    I32,
    /// `integer`.
    I64,
    /// `integer` of format uint32 or narrower.
    U32,
    /// `integer` of format uint64, or with bounds that need it.
    U64,
    /// `number`.
    F64,
    /// `number` of format decimal: its digits are kept.
    Decimal,
    /// `string`, whatever its format, unless one below fits.
    String,
    /// `string` of format password, or one that is sensitive: redacted in `Debug`.
    Secret,
    /// `string` of format date-time.
    Timestamp,
    /// `string` of format date.
    Date,
    /// Any JSON value.
    Json,
    /// A JSON object without known properties.
    JsonObject,
    /// `string` of format binary: a file in a form, or a whole body.
    File,
    /// `null` and nothing else.
    Null,
    /// `array`.
    List(Box<Type>),
    /// `array` of which each item has a type of its own: items that are always there, `more` that may be missing, and what follows.
    #[allow(missing_docs, reason = "as just said")]
    Tuple {
        items: Vec<Type>,
        more: Vec<Type>,
        rest: Option<Box<Type>>,
    },
    /// `object` with `additionalProperties` of one type and no properties.
    Map(Box<Type>),
    /// A value that may be null, inside a list, map or union: `Option<T>`.
    Nullable(Box<Type>),
    /// A defined type.
    Named(TypeId),
    /// A JSON:API document (JSON:API 1.0 §5) with this primary data: a resource, a list of them, or nullable.
    Document(Box<Type>),
    /// A JSON:API relationship to one resource.
    ToOne,
    /// A JSON:API relationship to many resources.
    ToMany,
}

impl Type {
    /// Whether a JSON value is one of this type, as far as it is a scalar; of others none is.
    pub fn is_scalar_with(&self, value: &serde_json::Value) -> bool {
        match self {
            Self::Bool => value.is_boolean(),
            Self::I32 => value.as_i64().is_some_and(|number| i32::try_from(number).is_ok()),
            Self::I64 => value.is_i64(),
            Self::U32 => value.as_u64().is_some_and(|number| u32::try_from(number).is_ok()),
            Self::U64 => value.as_u64().is_some_and(|number| i64::try_from(number).is_ok()),
            Self::F64 => value.is_number(),
            Self::String | Self::Secret | Self::Timestamp | Self::Date => value.is_string(),
            Self::Null => value.is_null(),
            _ => false,
        }
    }
}

/// A literal of an enum.
#[derive(Clone, Debug, PartialEq)]
pub enum Literal {
    /// A string.
    String(String),
    /// An integer.
    Integer(i64),
    /// Any other JSON literal.
    Json(serde_json::Value),
}

/// What the literals of an enum have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LiteralKind {
    /// All are strings.
    Strings,
    /// All are integers.
    Integers,
    /// Neither.
    Mixed,
}

impl LiteralKind {
    /// What the values of an enum have in common.
    pub fn of(values: &[Value]) -> Self {
        if values.iter().all(|value| matches!(value.wire, Literal::String(_))) {
            Self::Strings
        } else if values.iter().all(|value| matches!(value.wire, Literal::Integer(_))) {
            Self::Integers
        } else {
            Self::Mixed
        }
    }
}

/// One value of an enum.
#[derive(Clone, Debug)]
pub struct Value {
    /// Its Rust name.
    pub name: VariantName,
    /// Its spelling on the wire.
    pub wire: Literal,
    /// What the document says of it.
    pub docs: Docs,
    /// Whether the document gave it up.
    pub deprecated: bool,
    /// Where it comes from.
    pub pointer: Pointer,
}

/// One variant of a union.
#[derive(Clone, Debug)]
pub struct Variant {
    /// Its Rust name.
    pub name: VariantName,
    /// Its type.
    pub ty: Type,
    /// Whether the payload is boxed: it contains the union, or is far larger than the other variants.
    pub boxed: bool,
    /// Its description.
    pub docs: Docs,
    /// Where it comes from.
    pub pointer: Pointer,
}

/// The types of JSON values (JSON Schema, `type`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum JsonType {
    /// A string.
    String,
    /// A number without a fraction.
    Integer,
    /// Any number.
    Number,
    /// `true` or `false`.
    Boolean,
    /// An array.
    Array,
    /// An object.
    Object,
    /// `null`.
    Null,
}

impl JsonType {
    /// The type as JSON Schema spells it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::String => "string",
            Self::Integer => "integer",
            Self::Number => "number",
            Self::Boolean => "boolean",
            Self::Array => "array",
            Self::Object => "object",
            Self::Null => "null",
        }
    }
}
