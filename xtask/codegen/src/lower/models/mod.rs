//! Schemas → types.
//!
//! In: nodes of the document and the sites that need a type of them. Out: types, in a table, and diagnostics for what is
//! weakened. A schema holds schemas, so the files of this folder need each other: what they share is [`Models`].

use std::collections::HashMap;

use openapiv3::OpenAPI;

use crate::ir::{Pointer, Type, TypeId};
use crate::lower::docs;
use crate::lower::naming::{Claim, names};
use crate::lower::schemas::view::{Node, Target, View};
use crate::lower::schemas::{Schemas, component_name, json_api::is_spoken};
use crate::report::{Code, Diagnostic, Report};

mod alike;
mod components;
mod compositions;
mod distribution;
pub(crate) mod draft;
pub(crate) mod enums;
mod forms;
mod inline;
mod json_api;
mod naming;
mod objects;
mod recursion;
mod selection;
mod shapes;
mod signatures;
pub(crate) mod site;
mod tags;
mod tuples;
pub(crate) mod types;
mod unions;
mod variants;

use draft::Shape;
use recursion::Recursion;
use site::Site;
use types::Types;

/// The types of a document while they are made.
#[derive(Debug)]
pub(crate) struct Models<'m, 'a> {
    /// What they are made of.
    pub(crate) schemas: &'m Schemas<'a>,
    /// What has been made.
    pub(crate) types: Types<'a>,
    /// What had to be weakened, and which names clash.
    pub(crate) report: &'m mut Report,
    /// Whether the document speaks JSON:API somewhere.
    speaks_json_api: bool,
    /// Whether objects that are received keep members which are not documented (`x-unknown-members`).
    keeps_unknown: bool,
    recursion: Recursion,
    /// Components whose forms are types of their own, and those types as far as they are made.
    forms: HashMap<String, Option<TypeId>>,
    /// Types of schemas inside shared parameters, bodies and responses, by pointer.
    shared: HashMap<Pointer, Typed>,
}

/// A type as a place uses it.
#[derive(Clone, Debug)]
pub(crate) struct Typed {
    pub(crate) ty: Type,
    pub(crate) nullable: bool,
}

/// What a schema amounts to: a type that needs a definition, or one that does not.
#[derive(Debug)]
enum Outcome {
    Define(Shape),
    Use(Type),
}

impl<'m, 'a> Models<'m, 'a> {
    /// The types of a document, of which none is made yet.
    pub(crate) fn new(schemas: &'m Schemas<'a>, openapi: &OpenAPI, report: &'m mut Report) -> Self {
        Self {
            schemas,
            types: Types::default(),
            report,
            speaks_json_api: is_spoken(openapi),
            keeps_unknown: docs::text_of(&openapi.extensions, "x-unknown-members") == Some("keep"),
            recursion: Recursion::default(),
            forms: HashMap::new(),
            shared: HashMap::new(),
        }
    }

    /// The type of a schema or reference.
    pub(crate) fn lower(&mut self, node: &Node<'a>, site: &Site) -> Typed {
        let nullable = self.schemas.is_nullable(node);
        let ty = match node.target {
            Target::Reference(reference) => self.referenced(reference, &node.pointer, site.form),
            Target::Item(schema) => self.inline(schema, &node.pointer, site),
        };
        Typed { ty, nullable }
    }

    /// The type of a schema that may be inside a component that is no schema: made once, whoever uses the component.
    pub(crate) fn lower_shared(&mut self, node: &Node<'a>, site: &Site, is_shared: bool) -> Typed {
        if !is_shared {
            return self.lower(node, site);
        }
        if let Some(known) = self.shared.get(&node.pointer) {
            return known.clone();
        }
        let typed = self.lower(node, site);
        self.shared.insert(node.pointer.clone(), typed.clone());
        typed
    }

    /// The type of an element of a list, map or union: nullable ones are wrapped.
    fn element(&mut self, node: &Node<'a>, site: &Site) -> Type {
        let typed = self.lower(node, site);
        match typed {
            _ if matches!(typed.ty, Type::Null | Type::Json | Type::Nullable(_)) => typed.ty,
            _ if typed.nullable => Type::Nullable(Box::new(typed.ty)),
            _ => typed.ty,
        }
    }

    /// The type that an outcome is, defined where it needs to be.
    fn named(&mut self, outcome: Outcome, pointer: &Pointer, site: &Site) -> Type {
        match outcome {
            Outcome::Use(ty) => ty,
            Outcome::Define(shape) => Type::Named(self.define_anonymous(shape, None, pointer, site)),
        }
    }

    fn referenced(&mut self, reference: &str, pointer: &Pointer, form: bool) -> Type {
        if form && let Some(ty) = component_name(reference).and_then(|name| self.form_of(&name)) {
            return ty;
        }
        match component_name(reference).and_then(|name| self.types.component(&name)) {
            Some(id) => Type::Named(id),
            None => {
                self.weaken(pointer, format!("`{reference}` does not lead to a schema"));
                Type::Json
            }
        }
    }

    /// Makes room for an anonymous type whose definition follows.
    fn reserve_anonymous(&mut self, view: Option<&View<'a>>, pointer: &Pointer, site: &Site) -> TypeId {
        let chosen = view.and_then(|view| view.text_extension("x-rust-name"));
        let name = chosen.map_or_else(|| site.name.clone(), names::type_name);
        self.types.reserve(Claim {
            identity: pointer.0.clone(),
            chosen: chosen.is_some(),
            disambiguators: site
                .disambiguator
                .iter()
                .filter(|_| chosen.is_none())
                .cloned()
                .collect(),
            ..Claim::new(&name, &name, pointer.clone())
        })
    }

    /// Adds the definition of an anonymous type.
    fn define_anonymous(&mut self, shape: Shape, view: Option<&View<'a>>, pointer: &Pointer, site: &Site) -> TypeId {
        let id = self.reserve_anonymous(view, pointer, site);
        self.define(id, shape, view, pointer, site);
        id
    }

    /// Defines a type whose schema stands at a place.
    fn define(&mut self, id: TypeId, shape: Shape, view: Option<&View<'a>>, pointer: &Pointer, site: &Site) {
        let docs = docs::of_type(self.schemas, view, pointer);
        let deprecated = view.is_some_and(|view| view.data.deprecated);
        if view.is_some_and(shapes::is_marked) {
            self.types.define(id, shape, docs, deprecated, &site.of_secrets());
        } else {
            self.types.define(id, shape, docs, deprecated, site);
        }
    }

    /// Reports a place where the type says less than the document.
    fn weaken(&mut self, pointer: &Pointer, why: impl Into<String>) {
        self.report.push(weakened(pointer, why));
    }
}

/// A place where the type says less than the document.
pub(crate) fn weakened(pointer: &Pointer, why: impl Into<String>) -> Diagnostic {
    Diagnostic::new(Code::Weakened, pointer.clone(), why).label("typed as raw JSON")
}
