//! Documentation as data: what the document says of an item, and what is known of it beside. How that reads, and how much
//! of it is said, is `emit`'s to decide.

use serde_json::{Number, Value};

use super::{JsonType, Pointer, TypeId};

/// What there is to say of an item.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Docs {
    /// `summary`: one sentence.
    pub summary: Option<Markdown>,
    /// `description`.
    pub description: Option<Markdown>,
    /// `title` of a schema.
    pub title: Option<Markdown>,
    /// What the author of the document based it on, where the provider does not say it (`x-evidence`).
    pub evidence: Option<Evidence>,
    /// The day from which on something deprecated may be gone (`x-sunset`).
    pub sunset: Option<String>,
    /// The page that says more: `externalDocs.url`.
    pub page: Option<String>,
    /// What restricts the values of a type beyond what it shows.
    pub restrictions: Vec<Restriction>,
    /// The values that its schema describes.
    pub facts: Option<Facts>,
    /// Where the schema of a type stands in the text of the document.
    pub schema: Option<Pointer>,
    /// What follows from the rest of the document.
    pub notes: Vec<Note>,
}

/// A text of the document in CommonMark, as the document has it: it may hold anything, and is not fit for printing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Markdown(pub String);

/// What an item is based on that the provider does not document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// The kind of source.
    pub kind: EvidenceKind,
    /// The source, and what was read from it.
    pub reason: Option<Markdown>,
}

/// What an undocumented item was derived from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EvidenceKind {
    /// An example of the provider's.
    Example,
    /// Something else.
    Inferred,
}

/// What is known of an item beside what its own place in the document says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Note {
    /// The type is what remains of this schema, beside those that extend it.
    BaseOf(String),
    /// The type names the attributes of this resource, to ask for some of them.
    FieldOf(TypeId),
    /// The type is that of the attributes of this resource, of which some were asked for.
    AttributesOf(TypeId),
    /// The variant is this webhook.
    Webhook(String),
    /// The type is this resource, with some of its attributes.
    PartOf(TypeId),
    /// The property tells this union that the object is its alternative.
    Discriminates {
        /// The union.
        union: TypeId,
        /// The texts that do, in the order of the document.
        texts: Vec<String>,
    },
    /// The document allows any text for the `type` of this JSON:API resource; the value is what it calls the resource elsewhere.
    FoundOut,
    /// The header is read as text because its type has no form as text.
    AsText,
}

/// What a schema says of the values on the wire.
#[derive(Clone, Debug, PartialEq)]
pub struct Facts {
    /// The values.
    pub values: Values,
    /// `default`, unless it is null.
    pub default: Option<Value>,
    /// The first of its examples, of a property.
    pub example: Option<Value>,
}

/// Values that a schema describes.
#[derive(Clone, Debug, PartialEq)]
pub struct Values {
    /// Those that are not null.
    pub shape: ValueShape,
    /// Whether null is one of them too.
    pub nullable: bool,
    /// What restricts them further.
    pub restrictions: Vec<Restriction>,
}

/// A keyword of JSON Schema that has no counterpart in Rust and none among the other facts.
#[derive(Clone, Debug, PartialEq)]
pub struct Restriction {
    /// The keyword: `dependentRequired`.
    pub keyword: String,
    /// Its value.
    pub value: Value,
}

/// The values of a schema in JSON Schema's terms.
#[derive(Clone, Debug, PartialEq)]
pub enum ValueShape {
    /// Any: nothing is known of them.
    Any,
    /// Null and nothing else.
    Null,
    /// One value.
    Constant(Value),
    /// Values of several JSON types.
    JsonTypes(Vec<JsonType>),
    /// Values of one JSON type.
    Scalar(Scalar),
    /// Arrays.
    Array {
        /// The elements; `None` where they are not known, or too deep inside.
        items: Option<Box<Values>>,
        /// How many.
        count: Count,
        /// Whether all are different.
        unique: bool,
    },
    /// Objects.
    Object {
        /// The values of an object that is a map, as for the elements of an array.
        values: Option<Box<Values>>,
        /// How many.
        count: Count,
    },
}

/// Values of one JSON type and their bounds.
#[derive(Clone, Debug, PartialEq)]
pub struct Scalar {
    /// Their type.
    pub json_type: JsonType,
    /// Whether `enum` lists them; there may be others.
    pub is_enum: bool,
    /// `format`.
    pub format: Option<String>,
    /// The number of characters.
    pub length: Count,
    /// Bounds of numbers.
    pub range: Range,
    /// `pattern`.
    pub pattern: Option<String>,
}

/// How many characters, elements or properties there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// At least so many.
    pub min: Option<usize>,
    /// At most so many.
    pub max: Option<usize>,
}

/// Bounds of a number.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Range {
    /// The lower one.
    pub low: Option<Bound>,
    /// The upper one.
    pub high: Option<Bound>,
    /// `multipleOf`.
    pub multiple_of: Option<Number>,
}

/// One end of a range.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bound {
    /// The number.
    pub value: Number,
    /// Whether the number itself is out of bounds.
    pub is_exclusive: bool,
}
