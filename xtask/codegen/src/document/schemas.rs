//! Schemas: from JSON to the kind that the model has for it.

use std::str::FromStr;

use openapiv3::{
    AdditionalProperties, AnySchema, ArrayType, BooleanType, IntegerType, NumberType, ObjectType, ReferenceOr, Schema,
    SchemaData, SchemaKind, StringType, Type, VariantOrUnknownOrEmpty,
};
use serde_json::{Number, Value};

use super::reader::Reader;

/// The families of keywords that a schema has, one bit each.
#[derive(Clone, Copy, Default)]
struct Families(u16);

impl Families {
    const STRING: u16 = 1;
    const NUMBER: u16 = 1 << 1;
    const ARRAY: u16 = 1 << 2;
    const OBJECT: u16 = 1 << 3;
    const ENUM: u16 = 1 << 4;
    const FORMAT: u16 = 1 << 5;
    const ONE_OF: u16 = 1 << 6;
    const ANY_OF: u16 = 1 << 7;
    const ALL_OF: u16 = 1 << 8;
    const NOT: u16 = 1 << 9;

    fn add(&mut self, family: u16) {
        self.0 |= family;
    }

    fn are_within(self, families: u16) -> bool {
        self.0 & !families == 0
    }
}

/// The keywords of a schema, before it is known what kind it is.
#[derive(Default)]
struct Keywords {
    families: Families,
    any: AnySchema,
    /// As written, for integers.
    minimum: Option<Number>,
    maximum: Option<Number>,
    multiple_of: Option<Number>,
}

impl Reader<'_> {
    /// A schema or a reference to one.
    pub(super) fn schema_or_ref(&mut self, value: &Value) -> Option<ReferenceOr<Schema>> {
        self.reference_or(value, Self::schema)
    }

    /// The same where the model has it boxed.
    fn boxed_schema(&mut self, value: &Value) -> Option<ReferenceOr<Box<Schema>>> {
        self.reference_or(value, |reader, value| reader.schema(value).map(Box::new))
    }

    /// Something refers to a schema, or lists it: one that cannot be read stays, for any value.
    fn schema(&mut self, value: &Value) -> Option<Schema> {
        let mut data = SchemaData::default();
        let mut keywords = Box::<Keywords>::default();
        for (key, value) in self.object(value).into_iter().flatten() {
            if !self.keyword(key, value, &mut keywords) {
                self.annotation(key, value, &mut data);
            }
        }
        Some(Schema {
            schema_data: data,
            schema_kind: keywords.kind(),
        })
    }

    /// Reads a keyword that says which values fit; `false` where it is none.
    fn keyword(&mut self, key: &str, value: &Value, keywords: &mut Keywords) -> bool {
        let any = &mut keywords.any;
        let family = match key {
            "type" => {
                any.typ = self.detail(key, value);
                return true;
            }
            "enum" => {
                any.enumeration = self.detail(key, value).unwrap_or_default();
                Families::ENUM
            }
            "format" => {
                any.format = self.detail(key, value);
                Families::FORMAT
            }
            "pattern" | "minLength" | "maxLength" => {
                self.string_keyword(key, value, any);
                Families::STRING
            }
            "minimum" | "maximum" | "multipleOf" | "exclusiveMinimum" | "exclusiveMaximum" => {
                self.number_keyword(key, value, keywords);
                Families::NUMBER
            }
            "items" | "minItems" | "maxItems" | "uniqueItems" => {
                self.array_keyword(key, value, any);
                Families::ARRAY
            }
            "properties" | "required" | "additionalProperties" | "minProperties" | "maxProperties" => {
                self.object_keyword(key, value, any);
                Families::OBJECT
            }
            "oneOf" => {
                any.one_of = self.list(key, value, Self::schema_or_ref);
                Families::ONE_OF
            }
            "anyOf" => {
                any.any_of = self.list(key, value, Self::schema_or_ref);
                Families::ANY_OF
            }
            "allOf" => {
                any.all_of = self.list(key, value, Self::schema_or_ref);
                Families::ALL_OF
            }
            "not" => {
                any.not = self.within(key, |reader| reader.schema_or_ref(value)).map(Box::new);
                Families::NOT
            }
            _ => return false,
        };
        keywords.families.add(family);
        true
    }

    fn string_keyword(&mut self, key: &str, value: &Value, any: &mut AnySchema) {
        match key {
            "pattern" => any.pattern = self.detail(key, value),
            "minLength" => any.min_length = self.detail(key, value),
            _ => any.max_length = self.detail(key, value),
        }
    }

    fn number_keyword(&mut self, key: &str, value: &Value, keywords: &mut Keywords) {
        match key {
            "minimum" => keywords.minimum = self.detail(key, value),
            "maximum" => keywords.maximum = self.detail(key, value),
            "multipleOf" => keywords.multiple_of = self.detail(key, value),
            "exclusiveMinimum" => keywords.any.exclusive_minimum = self.detail(key, value),
            _ => keywords.any.exclusive_maximum = self.detail(key, value),
        }
    }

    fn array_keyword(&mut self, key: &str, value: &Value, any: &mut AnySchema) {
        match key {
            "items" => any.items = self.within(key, |reader| reader.boxed_schema(value)),
            "minItems" => any.min_items = self.detail(key, value),
            "maxItems" => any.max_items = self.detail(key, value),
            _ => any.unique_items = self.detail(key, value),
        }
    }

    fn object_keyword(&mut self, key: &str, value: &Value, any: &mut AnySchema) {
        match key {
            "properties" => any.properties = self.map(key, value, Self::boxed_schema),
            "required" => any.required = self.detail(key, value).unwrap_or_default(),
            "minProperties" => any.min_properties = self.detail(key, value),
            "maxProperties" => any.max_properties = self.detail(key, value),
            _ => {
                any.additional_properties = match value {
                    Value::Bool(allowed) => Some(AdditionalProperties::Any(*allowed)),
                    schema => self
                        .within(key, |reader| reader.schema_or_ref(schema))
                        .map(|schema| AdditionalProperties::Schema(Box::new(schema))),
                };
            }
        }
    }

    fn annotation(&mut self, key: &str, value: &Value, data: &mut SchemaData) {
        match key {
            "title" => data.title = self.detail(key, value),
            "description" => data.description = self.detail(key, value),
            "nullable" => data.nullable = self.detail(key, value).unwrap_or_default(),
            "readOnly" => data.read_only = self.detail(key, value).unwrap_or_default(),
            "writeOnly" => data.write_only = self.detail(key, value).unwrap_or_default(),
            "deprecated" => data.deprecated = self.detail(key, value).unwrap_or_default(),
            "default" => data.default = self.detail(key, value).flatten(),
            "example" => data.example = self.detail(key, value).flatten(),
            "externalDocs" => data.external_docs = self.leaf_at(key, value),
            "discriminator" => data.discriminator = self.leaf_at(key, value),
            _ => self.extension(key, value, &mut data.extensions),
        }
    }
}

impl Keywords {
    /// The kind that holds all keywords that are there: the narrowest.
    fn kind(mut self: Box<Self>) -> SchemaKind {
        let families = self.families;
        let within = |allowed: u16| families.are_within(allowed);
        let scalar = Families::ENUM | Families::FORMAT;
        let ty = match self.any.typ.as_deref() {
            Some("string") if within(scalar | Families::STRING) => self.string(),
            Some("number") if within(scalar | Families::NUMBER) => self.number(),
            Some("integer") if within(scalar | Families::NUMBER) => self.integer(),
            Some("boolean") if within(Families::ENUM) => self.boolean(),
            Some("array") if within(Families::ARRAY) => Some(self.array()),
            Some("object") if within(Families::OBJECT) => Some(self.object()),
            Some(_) => None,
            None => return self.combination(),
        };
        ty.map_or_else(|| self.any(), SchemaKind::Type)
    }

    fn combination(mut self: Box<Self>) -> SchemaKind {
        match self.families.0 {
            Families::ONE_OF => SchemaKind::OneOf {
                one_of: self.any.one_of,
            },
            Families::ANY_OF => SchemaKind::AnyOf {
                any_of: self.any.any_of,
            },
            Families::ALL_OF => SchemaKind::AllOf {
                all_of: self.any.all_of,
            },
            Families::NOT => match self.any.not.take() {
                Some(not) => SchemaKind::Not { not },
                None => self.any(),
            },
            _ => self.any(),
        }
    }

    fn any(self: Box<Self>) -> SchemaKind {
        let float = |number: Option<Number>| number.and_then(|number| number.as_f64());
        SchemaKind::Any(AnySchema {
            minimum: float(self.minimum),
            maximum: float(self.maximum),
            multiple_of: float(self.multiple_of),
            ..self.any
        })
    }

    /// The values of the enum, null among them; `None` where one is of another type.
    fn values<T>(&self, read: impl Fn(&Value) -> Option<T>) -> Option<Vec<Option<T>>> {
        let one = |value: &Value| {
            if value.is_null() {
                Some(None)
            } else {
                read(value).map(Some)
            }
        };
        self.any.enumeration.iter().map(one).collect()
    }

    fn string(&mut self) -> Option<Type> {
        let enumeration = self.values(|value| value.as_str().map(str::to_owned))?;
        Some(Type::String(StringType {
            format: format(&self.any),
            pattern: self.any.pattern.take(),
            enumeration,
            min_length: self.any.min_length,
            max_length: self.any.max_length,
        }))
    }

    fn number(&mut self) -> Option<Type> {
        let enumeration = self.values(Value::as_f64)?;
        let float = |number: &Option<Number>| number.as_ref().and_then(Number::as_f64);
        Some(Type::Number(NumberType {
            format: format(&self.any),
            multiple_of: float(&self.multiple_of),
            exclusive_minimum: self.any.exclusive_minimum.unwrap_or_default(),
            exclusive_maximum: self.any.exclusive_maximum.unwrap_or_default(),
            minimum: float(&self.minimum),
            maximum: float(&self.maximum),
            enumeration,
        }))
    }

    fn integer(&mut self) -> Option<Type> {
        let enumeration = self.values(Value::as_i64)?;
        let whole = |number: &Option<Number>| match number {
            Some(number) => number.as_i64().map(Some),
            None => Some(None),
        };
        Some(Type::Integer(IntegerType {
            format: format(&self.any),
            multiple_of: whole(&self.multiple_of)?,
            exclusive_minimum: self.any.exclusive_minimum.unwrap_or_default(),
            exclusive_maximum: self.any.exclusive_maximum.unwrap_or_default(),
            minimum: whole(&self.minimum)?,
            maximum: whole(&self.maximum)?,
            enumeration,
        }))
    }

    fn boolean(&mut self) -> Option<Type> {
        Some(Type::Boolean(BooleanType {
            enumeration: self.values(Value::as_bool)?,
        }))
    }

    fn array(&mut self) -> Type {
        Type::Array(ArrayType {
            items: self.any.items.take(),
            min_items: self.any.min_items,
            max_items: self.any.max_items,
            unique_items: self.any.unique_items.unwrap_or_default(),
        })
    }

    fn object(&mut self) -> Type {
        Type::Object(ObjectType {
            properties: std::mem::take(&mut self.any.properties),
            required: std::mem::take(&mut self.any.required),
            additional_properties: self.any.additional_properties.take(),
            min_properties: self.any.min_properties,
            max_properties: self.any.max_properties,
        })
    }
}

fn format<T: FromStr>(any: &AnySchema) -> VariantOrUnknownOrEmpty<T> {
    any.format.clone().into()
}
