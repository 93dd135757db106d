//! The names of a union's variants.
//!
//! In: alternatives. Out: the names that they would have alone, then variants with names of their own.

use crate::ir::{Docs, JsonType, Pointer, Type, VariantName};
use crate::lower::models::draft::Variant;
use crate::lower::models::signatures::Signature;
use crate::lower::models::types::Types;
use crate::lower::naming::{Claim, Items, Namespace, Reported, names};
use crate::lower::schemas::Schemas;
use crate::lower::schemas::view::Node;
use crate::report::Report;

/// What an alternative is called.
#[derive(Clone, Debug)]
pub(super) struct Called {
    pub(super) name: String,
    /// The name where another alternative has that one.
    pub(super) disambiguator: Option<String>,
}

/// A variant before it has a name of its own.
#[derive(Debug)]
pub(super) struct Candidate<'a> {
    pub(super) called: Called,
    pub(super) ty: Type,
    pub(super) docs: Docs,
    pub(super) pointer: Pointer,
    pub(super) signature: Signature<'a>,
}

/// What may name an alternative.
pub(super) struct Naming<'n, 'a> {
    pub(super) schemas: &'n Schemas<'a>,
    pub(super) types: &'n Types<'a>,
}

impl<'a> Naming<'_, 'a> {
    /// What the alternative of an index is called; `own_key` is a key that only it has to have.
    pub(super) fn call(
        &self,
        node: &Node<'a>,
        signature: &Signature<'a>,
        own_key: Option<&str>,
        index: usize,
    ) -> Called {
        let name = self.name(node, signature, own_key);
        let disambiguator = match (&signature.schema, signature.json_types.as_slice()) {
            (Some(_), _) => None,
            (None, [JsonType::Array]) => self.list_name(node),
            (None, [JsonType::String | JsonType::Integer | JsonType::Number]) => self.format_name(node),
            // Names of properties would do, were it not that a new property must not rename anything.
            _ => Some(format!("{name}{}", index + 1)),
        };
        Called { name, disambiguator }
    }

    /// A list is told from others by what it holds.
    fn list_name(&self, node: &Node<'a>) -> Option<String> {
        let (view, at) = self.schemas.resolve(node)?;
        let items = Node::boxed(view.items?, at.child("items"));
        let signature = Signature::plain(self.schemas, &items);
        Some(format!("{}List", self.name(&items, &signature, None)))
    }

    fn format_name(&self, node: &Node<'a>) -> Option<String> {
        let (view, _) = self.schemas.resolve(node)?;
        view.format.as_deref().map(names::variant_name)
    }

    fn name(&self, node: &Node<'a>, signature: &Signature<'a>, own_key: Option<&str>) -> String {
        if let Some(name) = node.text_extension("x-rust-name") {
            return names::variant_name(name);
        }
        if let Some(schema) = &signature.schema {
            let id = self.types.component(schema);
            return id.map_or_else(|| names::type_name(schema), |id| self.types.claimed_name(id).to_owned());
        }
        if let Some(text) = signature.only_text() {
            return names::variant_name(text);
        }
        let title = self.schemas.resolve(node).and_then(|(view, _)| view.data.title.clone());
        match (title, signature.json_types.as_slice(), own_key) {
            (Some(title), [JsonType::Object], _) => names::variant_name(&title),
            (None, [JsonType::Object], Some(own_key)) => names::variant_name(own_key),
            (_, [ty], _) => json_type_name(*ty).to_owned(),
            (Some(title), ..) => names::variant_name(&title),
            _ => "Other".to_owned(),
        }
    }
}

/// The name of an alternative that only its JSON type tells.
pub(super) fn json_type_name(ty: JsonType) -> &'static str {
    match ty {
        JsonType::String => "Text",
        JsonType::Integer => "Integer",
        JsonType::Number => "Number",
        JsonType::Boolean => "Boolean",
        JsonType::Array => "List",
        JsonType::Object => "Object",
        JsonType::Null => "Null",
    }
}

/// Names the variants of a union.
pub(super) fn named(candidates: Vec<Candidate<'_>>, report: &mut Report) -> Vec<Variant> {
    let claim = |candidate: &Candidate<'_>| Claim {
        identity: candidate.pointer.0.clone(),
        chosen: candidate.signature.schema.is_some(),
        disambiguators: candidate.called.disambiguator.iter().cloned().collect(),
        // A type that stands only here has its variant's name in its own, and is told from others with that.
        reported: match (candidate.signature.schema.is_none(), &candidate.ty) {
            (true, Type::Named(_)) => Reported::BesideOthers,
            _ => Reported::Always,
        },
        ..Claim::new(
            &candidate.called.name,
            &candidate.called.name,
            candidate.pointer.clone(),
        )
    };
    let claims: Vec<Claim> = candidates.iter().map(claim).collect();
    let names = Namespace::new(Items::Alternatives).name(claims, report);
    let variant = |(candidate, name): (Candidate<'_>, String)| Variant {
        name: VariantName::new(name),
        ty: candidate.ty,
        docs: candidate.docs,
        pointer: candidate.pointer,
    };
    candidates.into_iter().zip(names).map(variant).collect()
}
