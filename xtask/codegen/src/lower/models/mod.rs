//! What all of `lower` shares: the document, the types made so far, references, and where a type is needed.

pub(crate) mod enums;
pub(crate) mod objects;
pub(crate) mod recursion;
pub(crate) mod selection;
pub(crate) mod shapes;
pub(crate) mod site;
pub(crate) mod unions;
pub(crate) mod variants;

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};

use indexmap::IndexMap;
use openapiv3::{OpenAPI, ReferenceOr, Schema};

pub(crate) use site::Site;

use crate::ir::{Docs, Flow, Kind, ModuleName, Pointer, Shape, Type, TypeDef, TypeId, TypeName};
use crate::lower::names;
use crate::lower::operations::sparse::SparseTypes;
use crate::lower::operations::webhooks::Webhooks;
use crate::lower::schemas::bases::base_of;
use crate::lower::schemas::reach::Reach;
use crate::lower::schemas::view::{Node, Target, View};
use crate::lower::scope::Wanted;
use crate::report::{Code, Diagnostic, Report};

/// Pointer of the component schemas.
pub(crate) const SCHEMAS: &str = "/components/schemas";

/// A type as a place uses it.
#[derive(Clone, Debug)]
pub(crate) struct Typed {
    pub ty: Type,
    pub nullable: bool,
}

/// What a schema amounts to: a type that needs a definition, or one that does not.
pub(crate) enum Outcome {
    Define(Shape),
    Use(Type),
}

/// The state of lowering one document.
pub(crate) struct Lowering<'a> {
    pub openapi: &'a OpenAPI,
    pub report: &'a mut Report,
    pub schemas: Option<&'a IndexMap<String, ReferenceOr<Schema>>>,
    pub components: HashMap<&'a str, TypeId>,
    pub types: Vec<TypeDef>,
    /// The name each type wants; `TypeDef::name` is set at the end.
    pub wanted: Vec<Wanted>,
    pub reach: Reach<'a>,
    /// Whether the document speaks JSON:API somewhere.
    pub json_api: bool,
    /// References into the middle of a schema that have been lowered, or are being so (`None`).
    pub inner: HashMap<&'a str, Option<Typed>>,
    /// Types of schemas inside shared parameters, bodies and responses, by pointer.
    pub shared: HashMap<Pointer, Typed>,
    /// Types of declared headers, by the header's name in lower case and what its schema says.
    pub header_types: HashMap<(String, String), Type>,
    /// The types that sparse fieldsets of a resource added.
    pub sparse_made: HashMap<TypeId, SparseTypes>,
    /// Types of parameters and headers that another one replaced.
    pub superseded: Vec<TypeId>,
    /// Inline schemas that are being lowered, with the type of those that have been met again meanwhile.
    pub open: HashMap<Pointer, (Site, Option<TypeId>)>,
    /// The types of inline schemas that take part in a recursion, by place, direction and whether they are part of a form.
    pub recursive: HashMap<(Pointer, Flow, bool), Type>,
    /// How often such a schema has been met again.
    pub met_again: usize,
    /// Properties that have been looked at in compositions.
    pub gathered: usize,
    /// Fields of all structs so far.
    pub fields: usize,
    /// Whether one of these was too much.
    pub has_given_up: bool,
    /// What has been found out about the targets of references: the JSON types of their values, and whether null is one.
    pub kinds_of: RefCell<HashMap<&'a str, Vec<Kind>>>,
    pub nullable: RefCell<HashMap<&'a str, bool>>,
}

impl<'a> Lowering<'a> {
    pub(crate) fn new(openapi: &'a OpenAPI, webhooks: &'a Webhooks, report: &'a mut Report) -> Self {
        let schemas = openapi.components.as_ref().map(|components| &components.schemas);
        Self {
            openapi,
            report,
            schemas,
            components: HashMap::new(),
            types: Vec::new(),
            wanted: Vec::new(),
            reach: Reach::of(openapi, webhooks),
            json_api: crate::lower::schemas::json_api::is_spoken(openapi),
            inner: HashMap::new(),
            shared: HashMap::new(),
            header_types: HashMap::new(),
            sparse_made: HashMap::new(),
            superseded: Vec::new(),
            open: HashMap::new(),
            recursive: HashMap::new(),
            met_again: 0,
            gathered: 0,
            fields: 0,
            has_given_up: false,
            kinds_of: RefCell::default(),
            nullable: RefCell::default(),
        }
    }

    /// Lowers every component schema, in the order of the document.
    pub(crate) fn components(&mut self) {
        let Some(schemas) = self.schemas else { return };
        for (name, schema) in schemas {
            let pointer = Pointer(SCHEMAS.to_owned()).child(name);
            if let Some((parent, is_abstract)) = base_of(schema) {
                if !is_abstract {
                    self.reserve_base(name, parent, &pointer);
                }
                continue;
            }
            let rust_name = self.chosen_name(name);
            let id = self.reserve(
                &rust_name.clone().unwrap_or_else(|| names::type_name(name)),
                &pointer,
                true,
            );
            self.wanted[id.index()].wire = rust_name.unwrap_or_else(|| name.clone());
            self.components.insert(name, id);
        }
        for (name, schema) in schemas {
            let node = Node::new(schema, Pointer(SCHEMAS.to_owned()).child(name));
            let Some(&id) = self.components.get(name.as_str()) else {
                continue;
            };
            let site = self.component_site(name);
            self.define(id, &node, &site);
        }
    }

    pub(crate) fn chosen_name(&self, name: &str) -> Option<String> {
        match self.schemas?.get(name)? {
            ReferenceOr::Item(schema) => View::new(schema).text_extension("x-rust-name").map(names::type_name),
            ReferenceOr::Reference { .. } => None,
        }
    }

    /// The site of a component.
    pub(crate) fn component_site(&self, name: &str) -> Site {
        let home = self
            .components
            .get(name)
            .map(|id| self.wanted[id.index()].name.clone())
            .unwrap_or_default();
        Site {
            name: home.clone(),
            told: None,
            home,
            flow: self.reach.flow(name),
            form: self.reach.is_form(name),
        }
    }

    fn define(&mut self, id: TypeId, node: &Node<'a>, site: &Site) {
        let (shape, view) = match node.target {
            Target::Reference(_) => (Shape::Alias(self.lower(node, site).ty), None),
            Target::Item(schema) => {
                let view = View::new(schema);
                let shape = match self.outcome(&view, &node.pointer, site) {
                    Outcome::Define(shape) => shape,
                    Outcome::Use(ty) => Shape::Alias(ty),
                };
                (shape, Some(view))
            }
        };
        let pointer = self.types[id.index()].pointer.clone();
        self.describe(id, shape, view.as_ref(), &pointer, site);
    }

    /// Fills in what a type is.
    pub(crate) fn describe(
        &mut self,
        id: TypeId,
        shape: Shape,
        view: Option<&View<'a>>,
        pointer: &Pointer,
        site: &Site,
    ) {
        let docs = self.type_docs(view, &shape, pointer);
        let def = &mut self.types[id.index()];
        def.docs = docs;
        def.deprecated = view.is_some_and(|view| view.data.deprecated);
        def.flow = site.flow;
        def.home = ModuleName::new(names::module_name(&site.home));
        def.shape = shape;
    }

    /// Makes room for a type whose definition follows.
    pub(crate) fn reserve(&mut self, name: &str, pointer: &Pointer, chosen: bool) -> TypeId {
        let id = TypeId::new(self.types.len());
        self.wanted.push(Wanted {
            name: name.to_owned(),
            wire: name.to_owned(),
            identity: pointer.0.clone(),
            chosen,
            told: None,
        });
        self.types.push(TypeDef {
            name: TypeName::new(name),
            home: ModuleName::new(String::new()),
            docs: Docs::default(),
            deprecated: false,
            shape: Shape::Alias(Type::Json),
            flow: Flow::Both,
            has_file: false,
            default: false,
            hidden: false,
            pointer: pointer.clone(),
        });
        id
    }

    /// Adds the definition of an anonymous type.
    pub(crate) fn define_anonymous(
        &mut self,
        shape: Shape,
        view: Option<&View<'a>>,
        pointer: &Pointer,
        site: &Site,
    ) -> TypeId {
        let id = self.reserve_anonymous(view, pointer, site);
        self.describe(id, shape, view, pointer, site);
        id
    }

    pub(crate) fn reserve_anonymous(&mut self, view: Option<&View<'a>>, pointer: &Pointer, site: &Site) -> TypeId {
        let chosen = view
            .and_then(|view| view.text_extension("x-rust-name"))
            .map(names::type_name);
        let id = self.reserve(chosen.as_deref().unwrap_or(&site.name), pointer, chosen.is_some());
        self.wanted[id.index()].told = site.told.clone().filter(|_| chosen.is_none());
        id
    }

    /// The type of a schema or reference.
    pub(crate) fn lower(&mut self, node: &Node<'a>, site: &Site) -> Typed {
        let nullable = self.is_nullable(node);
        let ty = match node.target {
            Target::Reference(reference) => self.referenced(reference, &node.pointer, site),
            Target::Item(schema) => self.inline(schema, &node.pointer, site),
        };
        Typed { ty, nullable }
    }

    fn referenced(&mut self, reference: &'a str, pointer: &Pointer, site: &Site) -> Type {
        if let Some(id) = component_name(reference).and_then(|name| self.components.get(name.as_str())) {
            return Type::Named(*id);
        }
        if let Some(known) = self.inner.get(reference) {
            return known.as_ref().map_or(Type::Json, |typed| typed.ty.clone());
        }
        let Some(node) = self.follow(reference) else {
            self.weaken(pointer, format!("`{reference}` does not lead to a schema"));
            return Type::Json;
        };
        self.inner.insert(reference, None);
        let typed = self.lower(&node, site);
        self.inner.insert(reference, Some(typed.clone()));
        typed.ty
    }

    /// The schema that a node stands for, references followed; `None` where they dangle or go in a ring.
    pub(crate) fn resolve(&self, node: &Node<'a>) -> Option<(View<'a>, Pointer)> {
        let mut node = node.clone();
        for _ in 0..64 {
            match node.target {
                Target::Item(schema) => return Some((View::new(schema), node.pointer)),
                Target::Reference(reference) => node = self.follow(reference)?,
            }
        }
        None
    }

    /// One step along a reference: to a component schema, or into the middle of one.
    pub(crate) fn follow(&self, reference: &str) -> Option<Node<'a>> {
        let path = reference.strip_prefix("#/components/schemas/")?;
        let mut tokens = path.split('/').map(unescape);
        let name = tokens.next()?;
        let schema = self.schemas?.get(&name)?;
        let mut node = Node::new(schema, Pointer(SCHEMAS.to_owned()).child(&name));
        while let Some(keyword) = tokens.next() {
            let (view, pointer) = self.resolve(&node)?;
            let pointer = pointer.child(&keyword);
            node = match keyword.as_str() {
                "items" => Node::boxed(view.items?, pointer),
                "properties" => {
                    let key = tokens.next()?;
                    Node::boxed(view.properties?.get(&key)?, pointer.child(&key))
                }
                "oneOf" | "anyOf" | "allOf" => {
                    let parts = match keyword.as_str() {
                        "oneOf" => view.one_of,
                        "anyOf" => view.any_of,
                        _ => view.all_of,
                    };
                    let index = tokens.next()?;
                    Node::new(parts.get(index.parse::<usize>().ok()?)?, pointer.child(&index))
                }
                "additionalProperties" => match view.additional? {
                    openapiv3::AdditionalProperties::Schema(schema) => Node::new(schema, pointer),
                    openapiv3::AdditionalProperties::Any(_) => return None,
                },
                _ => return None,
            };
        }
        Some(node)
    }

    /// Whether null is a legal value (OpenAPI 3.0 §4.7.24, `nullable`), references and wrappers followed.
    pub(crate) fn is_nullable(&self, node: &Node<'a>) -> bool {
        let find = || self.nullable_within(node, &mut HashSet::new());
        let Target::Reference(reference) = node.target else {
            return find();
        };
        let known = self.nullable.borrow().get(reference).copied();
        known.unwrap_or_else(|| {
            let nullable = find();
            self.nullable.borrow_mut().insert(reference, nullable);
            nullable
        })
    }

    fn nullable_within(&self, node: &Node<'a>, seen: &mut HashSet<Pointer>) -> bool {
        let Some((view, pointer)) = self.resolve(node) else {
            return false;
        };
        if view.data.nullable || view.null_literal {
            return true;
        }
        if !seen.insert(pointer.clone()) {
            return false;
        }
        let mut within = |keyword: &str, (index, part): (usize, &'a ReferenceOr<Schema>)| {
            let pointer = pointer.child(keyword).child(&index.to_string());
            self.nullable_within(&Node::new(part, pointer), seen)
        };
        view.one_of.iter().enumerate().any(|arm| within("oneOf", arm))
            || view.any_of.iter().enumerate().any(|arm| within("anyOf", arm))
            || (!view.all_of.is_empty()
                && view.properties.is_none()
                && view.all_of.iter().enumerate().all(|part| within("allOf", part)))
    }

    /// Reports a place where the type says less than the document.
    pub(crate) fn weaken(&mut self, pointer: &Pointer, why: String) {
        self.report
            .push(Diagnostic::new(Code::Weakened, pointer.clone(), why).label("typed as raw JSON"));
    }
}

/// Whether a pointer is that of a component schema as a whole.
pub(crate) fn is_component(pointer: &Pointer) -> bool {
    let parent = pointer.0.rsplit_once('/').map(|(parent, _)| parent);
    parent == Some(SCHEMAS)
}

/// The component schema that a reference names, if it names one as a whole.
pub(crate) fn component_name(reference: &str) -> Option<String> {
    let name = reference.strip_prefix("#/components/schemas/")?;
    (!name.contains('/')).then(|| unescape(name))
}

/// A reference token without its escapes: `~1`, `~0` (RFC 6901 §4). Percent signs are text by now: `normalise` decodes them.
pub(crate) fn unescape(token: &str) -> String {
    token.replace("~1", "/").replace("~0", "~")
}
