//! One look at a schema: `openapiv3`'s many shapes of a schema as one flat record, and where it stands.
//!
//! In: an `openapiv3` schema or reference. Out: [`View`], [`Node`].

use indexmap::IndexMap;
use openapiv3::{
    AdditionalProperties, IntegerFormat, NumberFormat, ReferenceOr, Schema, SchemaData, SchemaKind, StringFormat, Type,
    VariantOrUnknownOrEmpty,
};
use serde_json::{Number, Value};

use crate::ir::Pointer;
use crate::pointer;

/// A schema or a reference to one, with its place.
#[derive(Clone, Debug)]
pub(crate) struct Node<'a> {
    pub target: Target<'a>,
    pub pointer: Pointer,
}

/// What stands at a place where a schema may stand.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Target<'a> {
    Reference(&'a str),
    Item(&'a Schema),
}

impl<'a> Target<'a> {
    pub(crate) fn of(schema: &'a ReferenceOr<Schema>) -> Self {
        match schema {
            ReferenceOr::Reference { reference } => Self::Reference(reference),
            ReferenceOr::Item(schema) => Self::Item(schema),
        }
    }

    /// The same of a schema that stands in another one.
    pub(crate) fn boxed(schema: &'a ReferenceOr<Box<Schema>>) -> Self {
        match schema {
            ReferenceOr::Reference { reference } => Self::Reference(reference),
            ReferenceOr::Item(schema) => Self::Item(schema),
        }
    }
}

impl<'a> Node<'a> {
    /// A schema, or a reference to one, at a place.
    pub(crate) fn new(schema: &'a ReferenceOr<Schema>, pointer: Pointer) -> Self {
        let target = Target::of(schema);
        Self { target, pointer }
    }

    /// The same of a schema that stands in another one.
    pub(crate) fn boxed(schema: &'a ReferenceOr<Box<Schema>>, pointer: Pointer) -> Self {
        let target = Target::boxed(schema);
        Self { target, pointer }
    }

    /// A text extension written at the node itself, not at what it refers to.
    pub(crate) fn text_extension(&self, key: &str) -> Option<&'a str> {
        match self.target {
            Target::Item(schema) => schema.schema_data.extensions.get(key).and_then(Value::as_str),
            Target::Reference(_) => None,
        }
    }
}

impl Pointer {
    /// The pointer of a member or an element (RFC 6901 §3: `~` and `/` are escaped).
    pub(crate) fn child(&self, token: &str) -> Self {
        Self(pointer::join(&self.0, token))
    }
}

/// The keywords that compose schemas of others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Combination {
    All,
    One,
    Any,
}

impl Combination {
    /// The keyword.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::All => "allOf",
            Self::One => "oneOf",
            Self::Any => "anyOf",
        }
    }
}

/// The properties of an object schema.
pub(crate) type Properties<'a> = &'a IndexMap<String, ReferenceOr<Box<Schema>>>;

/// Bounds of a schema, as far as the wire facts tell them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Bounds {
    pub minimum: Option<Number>,
    pub maximum: Option<Number>,
    pub exclusive_minimum: bool,
    pub exclusive_maximum: bool,
    pub multiple_of: Option<Number>,
    pub min_length: Option<usize>,
    pub max_length: Option<usize>,
    pub min_items: Option<usize>,
    pub max_items: Option<usize>,
    pub unique_items: bool,
    pub min_properties: Option<usize>,
    pub max_properties: Option<usize>,
    pub pattern: Option<String>,
}

/// A schema, flat.
#[derive(Clone, Debug)]
pub(crate) struct View<'a> {
    pub data: &'a SchemaData,
    /// `type`.
    pub ty: Option<&'a str>,
    /// `format`.
    pub format: Option<String>,
    /// `enum`, without null.
    pub literals: Vec<Value>,
    /// Whether `enum` lists null.
    pub null_literal: bool,
    pub properties: Option<Properties<'a>>,
    pub required: &'a [String],
    pub additional: Option<&'a AdditionalProperties>,
    pub items: Option<&'a ReferenceOr<Box<Schema>>>,
    pub one_of: &'a [ReferenceOr<Schema>],
    pub any_of: &'a [ReferenceOr<Schema>],
    pub all_of: &'a [ReferenceOr<Schema>],
    /// `not`, where it stands alone.
    pub not: Option<&'a ReferenceOr<Schema>>,
    pub bounds: Bounds,
}

impl<'a> View<'a> {
    /// The view of a schema.
    pub(crate) fn new(schema: &'a Schema) -> Self {
        let mut view = Self::empty(&schema.schema_data);
        match &schema.schema_kind {
            SchemaKind::Type(ty) => view.read_type(ty),
            SchemaKind::OneOf { one_of } => view.one_of = one_of,
            SchemaKind::AllOf { all_of } => view.all_of = all_of,
            SchemaKind::AnyOf { any_of } => view.any_of = any_of,
            SchemaKind::Not { not } => view.not = Some(not),
            SchemaKind::Any(any) => view.read_any(any),
        }
        view
    }

    /// The one schema of an `allOf` with nothing beside it.
    pub(crate) fn stands_for(&self) -> Option<&'a ReferenceOr<Schema>> {
        let [only] = self.all_of else { return None };
        let beside = Self {
            all_of: &[],
            ..self.clone()
        };
        beside.is_empty().then_some(only)
    }

    fn empty(data: &'a SchemaData) -> Self {
        Self {
            data,
            ty: None,
            format: None,
            literals: Vec::new(),
            null_literal: false,
            properties: None,
            required: &[],
            additional: None,
            items: None,
            one_of: &[],
            any_of: &[],
            all_of: &[],
            not: None,
            bounds: Bounds::default(),
        }
    }

    fn read_type(&mut self, ty: &'a Type) {
        match ty {
            Type::String(string) => {
                self.ty = Some("string");
                self.format = text_of(&string.format, string_format);
                self.read_literals(string.enumeration.iter().map(|text| text.as_deref().map(Value::from)));
                self.bounds.min_length = string.min_length;
                self.bounds.max_length = string.max_length;
                self.bounds.pattern = string.pattern.clone();
            }
            Type::Number(number) => {
                self.ty = Some("number");
                self.format = text_of(&number.format, number_format);
                self.read_literals(number.enumeration.iter().map(|value| float(*value).map(Value::Number)));
                self.bounds.minimum = float(number.minimum);
                self.bounds.maximum = float(number.maximum);
                self.bounds.exclusive_minimum = number.exclusive_minimum;
                self.bounds.exclusive_maximum = number.exclusive_maximum;
                self.bounds.multiple_of = float(number.multiple_of);
            }
            Type::Integer(integer) => {
                self.ty = Some("integer");
                self.format = text_of(&integer.format, integer_format);
                self.read_literals(integer.enumeration.iter().map(|value| value.map(Value::from)));
                self.bounds.minimum = integer.minimum.map(Number::from);
                self.bounds.maximum = integer.maximum.map(Number::from);
                self.bounds.exclusive_minimum = integer.exclusive_minimum;
                self.bounds.exclusive_maximum = integer.exclusive_maximum;
                self.bounds.multiple_of = integer.multiple_of.map(Number::from);
            }
            Type::Boolean(boolean) => {
                self.ty = Some("boolean");
                self.read_literals(boolean.enumeration.iter().map(|value| value.map(Value::from)));
            }
            Type::Object(object) => {
                self.ty = Some("object");
                self.properties = Some(&object.properties).filter(|properties| !properties.is_empty());
                self.required = &object.required;
                self.additional = object.additional_properties.as_ref();
                self.bounds.min_properties = object.min_properties;
                self.bounds.max_properties = object.max_properties;
            }
            Type::Array(array) => {
                self.ty = Some("array");
                self.items = array.items.as_ref();
                self.bounds.min_items = array.min_items;
                self.bounds.max_items = array.max_items;
                self.bounds.unique_items = array.unique_items;
            }
        }
    }

    fn read_any(&mut self, any: &'a openapiv3::AnySchema) {
        self.ty = any.typ.as_deref();
        self.format = any.format.clone();
        self.read_literals(
            any.enumeration
                .iter()
                .map(|value| Some(value.clone()).filter(|value| !value.is_null())),
        );
        self.properties = Some(&any.properties).filter(|properties| !properties.is_empty());
        self.required = &any.required;
        self.additional = any.additional_properties.as_ref();
        self.items = any.items.as_ref();
        self.one_of = &any.one_of;
        self.any_of = &any.any_of;
        self.all_of = &any.all_of;
        self.bounds = Bounds {
            minimum: float(any.minimum),
            maximum: float(any.maximum),
            exclusive_minimum: any.exclusive_minimum.unwrap_or_default(),
            exclusive_maximum: any.exclusive_maximum.unwrap_or_default(),
            multiple_of: float(any.multiple_of),
            min_length: any.min_length,
            max_length: any.max_length,
            min_items: any.min_items,
            max_items: any.max_items,
            unique_items: any.unique_items.unwrap_or_default(),
            min_properties: any.min_properties,
            max_properties: any.max_properties,
            pattern: any.pattern.clone(),
        };
    }

    fn read_literals(&mut self, literals: impl Iterator<Item = Option<Value>>) {
        for literal in literals {
            match literal {
                Some(literal) => self.literals.push(literal),
                None => self.null_literal = true,
            }
        }
    }

    /// Whether the schema says nothing about the shape of a value, be it that it constrains values.
    pub(crate) fn is_empty(&self) -> bool {
        self.ty.is_none()
            && self.literals.is_empty()
            && self.properties.is_none()
            && self.items.is_none()
            && self
                .additional
                .is_none_or(|additional| matches!(additional, AdditionalProperties::Any(_)))
            && self.one_of.is_empty()
            && self.any_of.is_empty()
            && self.all_of.is_empty()
    }

    /// Whether the schema is an object by its own keywords.
    pub(crate) fn is_object(&self) -> bool {
        self.properties.is_some()
            || self.ty == Some("object")
            || (self.ty.is_none() && matches!(self.additional, Some(AdditionalProperties::Schema(_))))
    }

    /// The schemas that it is composed of by a keyword.
    pub(crate) fn combined(&self, keyword: Combination) -> &'a [ReferenceOr<Schema>] {
        match keyword {
            Combination::All => self.all_of,
            Combination::One => self.one_of,
            Combination::Any => self.any_of,
        }
    }

    /// The same as nodes, where the schema itself stands at a place.
    pub(crate) fn parts(&self, keyword: Combination, at: &Pointer) -> impl Iterator<Item = Node<'a>> + use<'a> {
        let schemas = self.combined(keyword);
        let at = if schemas.is_empty() {
            Pointer::default()
        } else {
            at.child(keyword.as_str())
        };
        nodes(schemas, at)
    }

    /// An extension (`x-…`) of the schema.
    pub(crate) fn extension(&self, key: &str) -> Option<&'a Value> {
        self.data.extensions.get(key)
    }

    /// A text extension of the schema.
    pub(crate) fn text_extension(&self, key: &str) -> Option<&'a str> {
        self.extension(key).and_then(Value::as_str)
    }
}

/// A list of schemas that stands at a place, as nodes.
pub(crate) fn nodes<'a>(schemas: &'a [ReferenceOr<Schema>], at: Pointer) -> impl Iterator<Item = Node<'a>> + use<'a> {
    let node = move |(index, schema)| Node::new(schema, at.child(&usize::to_string(&index)));
    schemas.iter().enumerate().map(node)
}

fn text_of<T>(format: &VariantOrUnknownOrEmpty<T>, spell: fn(&T) -> &'static str) -> Option<String> {
    match format {
        VariantOrUnknownOrEmpty::Item(known) => Some(spell(known).to_owned()),
        VariantOrUnknownOrEmpty::Unknown(text) => Some(text.clone()),
        VariantOrUnknownOrEmpty::Empty => None,
    }
}

fn string_format(format: &StringFormat) -> &'static str {
    match format {
        StringFormat::Date => "date",
        StringFormat::DateTime => "date-time",
        StringFormat::Password => "password",
        StringFormat::Byte => "byte",
        StringFormat::Binary => "binary",
    }
}

fn number_format(format: &NumberFormat) -> &'static str {
    match format {
        NumberFormat::Float => "float",
        NumberFormat::Double => "double",
    }
}

fn integer_format(format: &IntegerFormat) -> &'static str {
    match format {
        IntegerFormat::Int32 => "int32",
        IntegerFormat::Int64 => "int64",
    }
}

/// A bound that `openapiv3` holds as a floating point number; a whole one without its fraction.
fn float(bound: Option<f64>) -> Option<Number> {
    let bound = bound?;
    // 2^53: below it each whole number is exact.
    if bound.fract() == 0.0 && bound.abs() < 9_007_199_254_740_992.0 {
        #[expect(clippy::cast_possible_truncation, reason = "whole and in range, as just checked")]
        let whole = bound as i64;
        return Some(Number::from(whole));
    }
    Number::from_f64(bound)
}
