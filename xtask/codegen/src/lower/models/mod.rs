//! What all of `lower` shares: the document, the types made so far, references, and where a type is needed.

pub(crate) mod enums;
pub(crate) mod objects;
pub(crate) mod recursion;
pub(crate) mod selection;
pub(crate) mod shapes;
pub(crate) mod site;
pub(crate) mod unions;
pub(crate) mod variants;

use std::collections::HashMap;

use openapiv3::{OpenAPI, ReferenceOr, Schema};

pub(crate) use site::Site;

use crate::ir::{Docs, Flow, ModuleName, Pointer, Shape, Type, TypeDef, TypeId, TypeName};
use crate::lower::names;
use crate::lower::naming::Claim;
use crate::lower::operations::sparse::SparseTypes;
use crate::lower::references::{Components, place};
use crate::lower::schemas::bases::base_of;
use crate::lower::schemas::reach::Reach;
use crate::lower::schemas::view::{Node, Target, View};
use crate::lower::schemas::{Schemas, component_name};
use crate::report::{Code, Diagnostic, Report};

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
pub(crate) struct Lowering<'m, 'a> {
    pub openapi: &'a OpenAPI,
    pub document: Components<'a>,
    pub report: &'m mut Report,
    pub schemas: &'m Schemas<'a>,
    pub components: HashMap<&'a str, TypeId>,
    pub types: Vec<TypeDef>,
    /// The name each type wants; `TypeDef::name` is set at the end.
    pub wanted: Vec<Claim>,
    pub reach: Reach<'a>,
    /// Whether the document speaks JSON:API somewhere.
    pub json_api: bool,
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
}

impl<'m, 'a> Lowering<'m, 'a> {
    pub(crate) fn new(
        openapi: &'a OpenAPI,
        schemas: &'m Schemas<'a>,
        reach: Reach<'a>,
        report: &'m mut Report,
    ) -> Self {
        Self {
            openapi,
            document: Components(openapi.components.as_ref()),
            report,
            schemas,
            components: HashMap::new(),
            types: Vec::new(),
            wanted: Vec::new(),
            reach,
            json_api: crate::lower::schemas::json_api::is_spoken(openapi),
            shared: HashMap::new(),
            header_types: HashMap::new(),
            sparse_made: HashMap::new(),
            superseded: Vec::new(),
            open: HashMap::new(),
            recursive: HashMap::new(),
            met_again: 0,
        }
    }

    /// Lowers every component schema, in the order of the document.
    pub(crate) fn components(&mut self) {
        for (name, schema) in self.schemas.components() {
            let pointer = place::<Schema>(name);
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
        for (name, schema) in self.schemas.components() {
            let node = Node::new(schema, place::<Schema>(name));
            let Some(&id) = self.components.get(name.as_str()) else {
                continue;
            };
            let site = self.component_site(name);
            self.define(id, &node, &site);
        }
    }

    /// The members that a parent and all that extends it have are a type after that: the document has no name for them.
    fn reserve_base(&mut self, name: &'a str, parent: &str, pointer: &Pointer) {
        let of = self.chosen_name(parent).unwrap_or_else(|| names::type_name(parent));
        let id = self.reserve(&names::type_name(&format!("{of}Base")), pointer, false);
        self.wanted[id.index()].disambiguator = Some(format!("BaseOf{of}"));
        self.wanted[id.index()].wire = format!("base of {parent}");
        self.types[id.index()].pointer = place::<Schema>(parent);
        self.components.insert(name, id);
    }

    pub(crate) fn chosen_name(&self, name: &str) -> Option<String> {
        match self.schemas.component(name)? {
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
        let docs = self.schemas.type_docs(view, pointer);
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
        self.wanted.push(Claim {
            identity: pointer.0.clone(),
            chosen,
            ..Claim::new(name, name, pointer.clone())
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
        self.wanted[id.index()].disambiguator = site.told.clone().filter(|_| chosen.is_none());
        id
    }

    /// The type of a schema or reference.
    pub(crate) fn lower(&mut self, node: &Node<'a>, site: &Site) -> Typed {
        let nullable = self.schemas.is_nullable(node);
        let ty = match node.target {
            Target::Reference(reference) => self.referenced(reference, &node.pointer),
            Target::Item(schema) => self.inline(schema, &node.pointer, site),
        };
        Typed { ty, nullable }
    }

    fn referenced(&mut self, reference: &str, pointer: &Pointer) -> Type {
        match component_name(reference).and_then(|name| self.components.get(&*name)) {
            Some(id) => Type::Named(*id),
            None => {
                self.weaken(pointer, format!("`{reference}` does not lead to a schema"));
                Type::Json
            }
        }
    }

    /// Reports a place where the type says less than the document.
    pub(crate) fn weaken(&mut self, pointer: &Pointer, why: String) {
        self.report
            .push(Diagnostic::new(Code::Weakened, pointer.clone(), why).label("typed as raw JSON"));
    }
}
