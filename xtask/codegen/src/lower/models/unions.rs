//! `oneOf` and `anyOf`: one of several types, and how a reader tells them apart.
//!
//! `selection` has the rules. Alternatives that Rust cannot tell apart and need not, such as a closed enum beside any
//! string, become one type.

use openapiv3::{Discriminator, ReferenceOr, Schema};
use serde_json::Value as Json;

use crate::code_span::code;
use crate::ir::{Docs, JsonType, Pointer, Type};
use crate::lower::docs;
use crate::lower::facts;
use crate::lower::models::alike::differ_in_form;
use crate::lower::models::draft::Shape;
use crate::lower::models::selection::{self, Ambiguous, own_keys};
use crate::lower::models::shapes::{integer, number};
use crate::lower::models::signatures::Signature;
use crate::lower::models::site::Site;
use crate::lower::models::variants::{self, Called, Candidate, Naming, json_type_name};
use crate::lower::models::{Models, Outcome};
use crate::lower::schemas::Schemas;
use crate::lower::schemas::itself::without_itself;
use crate::lower::schemas::members::Members;
use crate::lower::schemas::view::{Combination, Node, Target, View};
use crate::report::{Code, Diagnostic};

impl<'a> Models<'_, 'a> {
    /// What a schema with `oneOf` or `anyOf` amounts to.
    pub(super) fn alternatives(&mut self, view: &View<'a>, pointer: &Pointer, site: &Site) -> Outcome {
        let keyword = if view.one_of.is_empty() {
            Combination::Any
        } else {
            Combination::One
        };
        let at = pointer.child(keyword.as_str());
        let nodes = alternatives(self.schemas, view.combined(keyword), at);
        match nodes.as_slice() {
            [] => {
                // Only null, only constraints, or nothing at all: what stands beside decides.
                let any_of = if keyword == Combination::Any { &[] } else { view.any_of };
                let rest = View {
                    one_of: &[],
                    any_of,
                    ..view.clone()
                };
                self.outcome(&rest, pointer, site)
            }
            _ if view.properties.is_some() => {
                let members = Members::of(self.schemas, view, pointer);
                self.distribute(members, pointer, site)
            }
            [only] => self.only_part(only, site),
            _ => self.union(&nodes, keyword, view.data.discriminator.as_ref(), pointer, site),
        }
    }

    /// A union of schemas, or the one type that serves them all.
    pub(super) fn union(
        &mut self,
        nodes: &[Node<'a>],
        keyword: Combination,
        discriminator: Option<&'a Discriminator>,
        pointer: &Pointer,
        site: &Site,
    ) -> Outcome {
        if let Some(outcome) = self.one_for_all(nodes, keyword, pointer, site) {
            return outcome;
        }
        let first = nodes.iter().position(is_list_of_texts).unwrap_or_default();
        let (texts, nodes) = texts(nodes);
        let texts = self.one_of_texts(&texts, site);
        let mut candidates = Vec::with_capacity(nodes.len() + 1);
        for (node, (mut called, signature)) in nodes.iter().zip(self.called(&nodes)) {
            let ty = self
                .lower(node, &site.variant(&called.name, called.disambiguator.as_deref()))
                .ty;
            // In a form, text may be a file.
            if ty == Type::File && called.name == json_type_name(JsonType::String) {
                called.name = "File".to_owned();
            }
            candidates.push(Candidate {
                called,
                ty,
                docs: docs::of_variant(self.schemas, node),
                pointer: node.pointer.clone(),
                signature,
            });
        }
        if let Some(texts) = texts {
            candidates.insert(first, texts);
        }
        self.union_of(candidates, keyword, discriminator, pointer)
    }

    /// The enum of texts that several alternatives list, as one alternative.
    fn one_of_texts(&mut self, texts: &[Node<'a>], site: &Site) -> Option<Candidate<'a>> {
        let first = texts.first()?;
        let views: Vec<View<'a>> = texts
            .iter()
            .filter_map(|node| Some(self.schemas.resolve(node)?.0))
            .collect();
        let name = json_type_name(JsonType::String);
        let outcome = self.enumeration(&views, &first.pointer);
        let scalars = texts
            .iter()
            .filter_map(|node| Signature::of(self.schemas, node).scalars);
        let scalars = scalars.flatten().collect();
        Some(Candidate {
            called: Called {
                name: name.to_owned(),
                disambiguator: None,
            },
            ty: self.named(outcome, &first.pointer, &site.variant(name, None)),
            docs: Docs {
                facts: Some(facts::of_json_type(JsonType::String)),
                ..Docs::default()
            },
            pointer: first.pointer.clone(),
            signature: Signature {
                json_types: vec![JsonType::String],
                scalars: Some(scalars),
                ..Signature::default()
            },
        })
    }

    /// What alternatives are called and known by.
    pub(super) fn called(&self, nodes: &[Node<'a>]) -> Vec<(Called, Signature<'a>)> {
        let naming = Naming {
            schemas: self.schemas,
            types: &self.types,
        };
        let signature = |node: &Node<'a>| Signature::of(self.schemas, node);
        let signatures: Vec<Signature<'a>> = nodes.iter().map(signature).collect();
        let own_keys = own_keys(&signatures.iter().collect::<Vec<_>>());
        let call = |(index, signature): (usize, Signature<'a>)| {
            let own_key = own_keys[index].first().copied();
            (naming.call(&nodes[index], &signature, own_key, index), signature)
        };
        signatures.into_iter().enumerate().map(call).collect()
    }

    /// Alternatives that are one type in Rust: strings, numbers, lists of alternatives.
    fn one_for_all(
        &mut self,
        nodes: &[Node<'a>],
        keyword: Combination,
        pointer: &Pointer,
        site: &Site,
    ) -> Option<Outcome> {
        let seen = nodes.iter().map(|node| self.schemas.unwrapped(node));
        let (views, places): (Vec<View<'a>>, Vec<Pointer>) = seen.collect::<Option<_>>()?;
        let all = |is: fn(&View<'_>) -> bool| views.iter().all(is);
        if !all(|view| view.one_of.is_empty() && view.any_of.is_empty() && view.all_of.is_empty()) {
            return None;
        }
        let (are_texts, are_integers) = (all(is_text), all(is_integer));
        if all(|view| !view.literals.is_empty() && view.literals.iter().all(is_scalar))
            || ((are_texts || are_integers) && !all(|view| view.literals.is_empty()))
        {
            return Some(self.enumeration(&views, pointer));
        }
        if are_texts {
            return Some(Outcome::Use(Type::String));
        }
        if all(|view| view.ty == Some("integer") && view.literals.is_empty()) {
            let types: Vec<Type> = views.iter().map(integer).collect();
            let is_same = types.windows(2).all(|pair| pair[0] == pair[1]);
            return types
                .into_iter()
                .next()
                .map(|ty| Outcome::Use(if is_same { ty } else { Type::I64 }));
        }
        if all(|view| view.ty == Some("number") && view.literals.is_empty()) {
            return views
                .iter()
                .map(number)
                .max_by_key(|ty| *ty == Type::Decimal)
                .map(Outcome::Use);
        }
        // A list of what any of them holds would be in any order.
        if all(|view| view.ty == Some("array") && view.extension("x-prefix-items").is_none()) {
            let items = |(place, view): (&Pointer, &View<'a>)| Some(Node::boxed(view.items?, place.child("items")));
            let items = places.iter().zip(&views).map(items).collect::<Option<Vec<_>>>();
            return Some(Outcome::Use(self.list_of_any(items, keyword, pointer, site)));
        }
        None
    }

    /// A list of alternatives; of anything, where one of them does not say what its elements are.
    fn list_of_any(
        &mut self,
        items: Option<Vec<Node<'a>>>,
        keyword: Combination,
        pointer: &Pointer,
        site: &Site,
    ) -> Type {
        let Some(items) = items else {
            return Type::List(Box::new(Type::Json));
        };
        let site = site.part("Item");
        let outcome = self.union(&items, keyword, None, pointer, &site);
        Type::List(Box::new(self.named(outcome, pointer, &site)))
    }

    /// The union of candidates, or the only type that is among them.
    pub(super) fn union_of(
        &mut self,
        candidates: Vec<Candidate<'a>>,
        keyword: Combination,
        discriminator: Option<&Discriminator>,
        pointer: &Pointer,
    ) -> Outcome {
        let mut unique: Vec<Candidate<'a>> = Vec::with_capacity(candidates.len());
        for candidate in candidates {
            if !unique.iter().any(|known| known.ty == candidate.ty) {
                unique.push(candidate);
            }
        }
        if unique.iter().any(|candidate| candidate.ty == Type::Json) {
            return Outcome::Use(Type::Json);
        }
        if let [only] = unique.as_slice() {
            return Outcome::Use(only.ty.clone());
        }
        let signatures: Vec<&Signature<'a>> = unique.iter().map(|candidate| &candidate.signature).collect();
        let takes_several = keyword == Combination::Any;
        let selection = selection::select(self.schemas, discriminator, &signatures, takes_several);
        let what = match selection.ambiguous {
            Some(Ambiguous::Two((one, other))) if differ_in_form(self.schemas, signatures[one], signatures[other]) => {
                "at most the formats and patterns of texts tell"
            }
            _ => "nothing tells",
        };
        let variants = variants::named(unique, self.report);
        if let Some(ambiguous) = selection.ambiguous {
            let name = |index: usize| code(variants[index].name.as_str());
            let message = match ambiguous {
                Ambiguous::Two((one, other)) => format!("{what} {} from {}", name(one), name(other)),
                Ambiguous::Many => format!(
                    "no property tells all {} alternatives, which are too many to be told two by two",
                    variants.len()
                ),
            };
            self.report.push(
                Diagnostic::new(Code::AmbiguousUnion, pointer.clone(), message)
                    .label("read as the one that loses nothing; where both do not, as that which demands more")
                    .hint("give each alternative a required property with values of its own, or add a `discriminator`"),
            );
        }
        let choice = selection.choice;
        Outcome::Define(Shape::Union { variants, choice })
    }
}

/// The alternatives that are types: without null, without pure constraints, each once.
pub(super) fn alternatives<'a>(schemas: &Schemas<'a>, listed: &'a [ReferenceOr<Schema>], at: Pointer) -> Vec<Node<'a>> {
    let mut found: Vec<Node<'a>> = Vec::with_capacity(listed.len());
    for node in without_itself(schemas, listed, &at) {
        let is_no_type = schemas.resolve(&node).is_some_and(|(view, _)| {
            let only_null = view.literals.is_empty() && view.null_literal && view.ty.is_none();
            let only_constrains = view.is_empty() && !view.required.is_empty();
            view.ty == Some("null") || only_null || only_constrains
        });
        let is_repeated = || found.iter().any(|known| is_same(known.target, node.target));
        if !is_no_type && !is_repeated() {
            found.push(node);
        }
    }
    found
}

/// The alternatives that list texts, where they are several; and the others.
fn texts<'a>(nodes: &[Node<'a>]) -> (Vec<Node<'a>>, Vec<Node<'a>>) {
    let (texts, others): (Vec<_>, Vec<_>) = nodes.iter().cloned().partition(is_list_of_texts);
    match texts.len() {
        0 | 1 => (Vec::new(), nodes.to_vec()),
        _ => (texts, others),
    }
}

/// Whether an alternative lists the texts that it may be where it stands, be it one.
fn is_list_of_texts(node: &Node<'_>) -> bool {
    match node.target {
        Target::Item(schema) => {
            let view = View::new(schema);
            is_text(&view) && !view.literals.is_empty()
        }
        Target::Reference(_) => false,
    }
}

fn is_same(one: Target<'_>, other: Target<'_>) -> bool {
    match (one, other) {
        (Target::Reference(one), Target::Reference(other)) => one == other,
        (Target::Item(one), Target::Item(other)) => one.schema_kind == other.schema_kind,
        _ => false,
    }
}

fn is_text(view: &View<'_>) -> bool {
    view.ty == Some("string") || (view.ty.is_none() && has_literals(view, Json::is_string))
}

fn is_integer(view: &View<'_>) -> bool {
    view.ty == Some("integer") || (view.ty.is_none() && has_literals(view, Json::is_i64))
}

fn has_literals(view: &View<'_>, is: fn(&Json) -> bool) -> bool {
    !view.literals.is_empty() && view.literals.iter().all(is)
}

fn is_scalar(value: &Json) -> bool {
    !value.is_array() && !value.is_object()
}
