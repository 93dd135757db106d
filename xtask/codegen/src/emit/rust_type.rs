//! Types of the IR as types of Rust: the one table of what each is called and where it is.
//!
//! In: a type. Out: its name and what stands in its brackets, which each place writes by the paths that are known there.

use crate::ir::{Api, Type, TypeDef};

/// A type of Rust.
#[derive(Clone, Debug)]
pub struct RustType<'a> {
    /// What it is called.
    pub name: Name<'a>,
    /// What stands in its brackets.
    pub arguments: Vec<RustType<'a>>,
}

/// What a type is called, by where it is.
#[derive(Clone, Copy, Debug)]
pub enum Name<'a> {
    /// A tuple, which has no name.
    Tuple,
    /// A name that is in scope everywhere: `bool`, `Vec`, `()`.
    Prelude(&'static str),
    /// A name of `std::collections`.
    Collections(&'static str),
    /// A name of `serde_json`.
    SerdeJson(&'static str),
    /// A name of `callspec_types`.
    Types(&'static str),
    /// A name of `callspec_types::jsonapi`.
    JsonApi(&'static str),
    /// A type of the models crate.
    Model(&'a TypeDef),
}

impl<'a> RustType<'a> {
    /// A type of the IR.
    pub fn of(api: &'a Api, ty: &Type) -> Self {
        let of = |inner: &Type| Self::of(api, inner);
        let (name, arguments) = match ty {
            Type::Bool => (Name::Prelude("bool"), Vec::new()),
            Type::I32 => (Name::Prelude("i32"), Vec::new()),
            Type::I64 => (Name::Prelude("i64"), Vec::new()),
            Type::U32 => (Name::Prelude("u32"), Vec::new()),
            Type::U64 => (Name::Prelude("u64"), Vec::new()),
            Type::F64 => (Name::Prelude("f64"), Vec::new()),
            Type::Decimal => (Name::Types("Decimal"), Vec::new()),
            Type::String => (Name::Prelude("String"), Vec::new()),
            Type::Secret => (Name::Types("Secret"), Vec::new()),
            Type::Timestamp => (Name::Types("Timestamp"), Vec::new()),
            Type::Date => (Name::Types("Date"), Vec::new()),
            Type::Json => (Name::SerdeJson("Value"), Vec::new()),
            Type::JsonObject => (Name::SerdeJson("Map"), vec![of(&Type::String), of(&Type::Json)]),
            Type::File => (Name::Types("File"), Vec::new()),
            Type::Null => (Name::Prelude("()"), Vec::new()),
            Type::List(item) => (Name::Prelude("Vec"), vec![of(item)]),
            Type::Tuple { items, more, rest } => return Self::tuple(api, items, more, rest.as_deref()),
            Type::Map(value) => (Name::Collections("BTreeMap"), vec![of(&Type::String), of(value)]),
            Type::Nullable(inner) => (Name::Prelude("Option"), vec![of(inner)]),
            Type::Named(id) => (Name::Model(api.type_def(*id)), Vec::new()),
            Type::Document(data) => (Name::JsonApi("Document"), vec![of(data)]),
            Type::ToOne => (Name::JsonApi("ToOne"), Vec::new()),
            Type::ToMany => (Name::JsonApi("ToMany"), Vec::new()),
        };
        Self { name, arguments }
    }

    /// An array of one length is a tuple of Rust; of others the type has defaults, of which what comes last need not be said.
    fn tuple(api: &'a Api, items: &[Type], more: &[Type], rest: Option<&Type>) -> Self {
        let optional = |ty: &Type| match ty {
            Type::Nullable(inner) => Self::with(Name::Types("Patch"), vec![Self::of(api, inner)]),
            Type::Json => Self::with(Name::Types("Patch"), vec![Self::of(api, ty)]),
            ty => Self::with(Name::Prelude("Option"), vec![Self::of(api, ty)]),
        };
        let items = items.iter().map(|item| Self::of(api, item)).collect();
        let first = Self::with(Name::Tuple, items);
        let Some(rest) = rest else { return first };
        let mut arguments = vec![first];
        if !more.is_empty() || *rest != Type::Json {
            arguments.push(Self::with(Name::Tuple, more.iter().map(optional).collect()));
        }
        if *rest != Type::Json {
            arguments.push(Self::of(api, rest));
        }
        Self::with(Name::Types("Tuple"), arguments)
    }

    const fn with(name: Name<'a>, arguments: Vec<Self>) -> Self {
        Self { name, arguments }
    }

    /// The type by its full path, where `callspec_types` and the models are found under these paths.
    pub fn full(&self, types: &str, models: &str) -> String {
        let all =
            |arguments: &[Self]| -> Vec<String> { arguments.iter().map(|inner| inner.full(types, models)).collect() };
        let name = match self.name {
            Name::Tuple if self.arguments.len() == 1 => return format!("({},)", all(&self.arguments).concat()),
            Name::Tuple => return format!("({})", all(&self.arguments).join(", ")),
            Name::Prelude(name) => name.to_owned(),
            Name::Collections(name) => format!("std::collections::{name}"),
            Name::SerdeJson(name) => format!("serde_json::{name}"),
            Name::Types(name) => format!("{types}::{name}"),
            Name::JsonApi(name) => format!("{types}::jsonapi::{name}"),
            Name::Model(def) => format!("{models}::{}", def.name),
        };
        match self.arguments.as_slice() {
            [] => name,
            arguments => format!("{name}<{}>", all(arguments).join(", ")),
        }
    }
}
