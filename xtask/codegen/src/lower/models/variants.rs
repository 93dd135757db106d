//! The names of a union's alternatives.
//!
//! In: alternatives. Out: the names they would have, then names that are unique; who gives way to whom is reported.

use crate::ir::{Kind, Type, Variant, VariantName};
use crate::lower::models::Lowering;
use crate::lower::models::selection::{self, ArmView};
use crate::lower::models::unions::Candidate;
use crate::lower::naming::{self, Claim, Namespace, names};
use crate::lower::schemas::view::Node;

impl<'a> Lowering<'_, 'a> {
    /// The name that an alternative would have, and what it is called where another one has that name.
    pub(crate) fn arm_names(&self, node: &Node<'a>, views: &[ArmView], index: usize) -> (String, Option<String>) {
        let view = &views[index];
        // Looking for what only it has takes time, and a component has a name.
        let own_key = view
            .schema
            .is_none()
            .then(|| selection::own_key(views, index))
            .flatten();
        let name = self.arm_name(node, view, own_key);
        let told = match (&view.schema, view.kinds.as_slice()) {
            (Some(_), _) => None,
            (None, [Kind::Array]) => self.list_name(node),
            (None, [Kind::String | Kind::Integer | Kind::Number]) => self.format_name(node),
            // Names of properties would do, were it not that a new property must not rename anything.
            _ => Some(format!("{name}{}", index + 1)),
        };
        (name, told)
    }

    /// A list is told by what it holds.
    fn list_name(&self, node: &Node<'a>) -> Option<String> {
        let (view, at) = self.schemas.resolve(node)?;
        let items = Node::boxed(view.items?, at.child("items"));
        Some(format!("{}List", self.arm_name(&items, &self.plain_view(&items), None)))
    }

    fn format_name(&self, node: &Node<'a>) -> Option<String> {
        let (view, _) = self.schemas.resolve(node)?;
        view.format.as_deref().map(names::variant_name)
    }

    fn arm_name(&self, node: &Node<'a>, arm: &ArmView, own_key: Option<&str>) -> String {
        if let Some(name) = node.text_extension("x-rust-name") {
            return names::variant_name(name);
        }
        if let Some(schema) = &arm.schema {
            let id = self.components.get(schema.as_str());
            return id.map_or_else(|| names::type_name(schema), |id| self.wanted[id.index()].name.clone());
        }
        if let Some((_, texts)) = arm.constants.iter().find(|(_, texts)| texts.len() == 1) {
            return names::variant_name(&texts[0]);
        }
        let title = self.schemas.resolve(node).and_then(|(view, _)| view.data.title.clone());
        match (title, arm.kinds.as_slice()) {
            (Some(title), [Kind::Object]) => names::variant_name(&title),
            (None, [Kind::Object]) if own_key.is_some() => names::variant_name(own_key.unwrap_or_default()),
            (_, [kind]) => selection::kind_name(*kind).to_owned(),
            (Some(title), _) => names::variant_name(&title),
            _ => "Other".to_owned(),
        }
    }

    /// Names alternatives.
    pub(crate) fn named_arms(&mut self, candidates: Vec<Candidate>) -> Vec<Variant> {
        let claim = |candidate: &Candidate| Claim {
            identity: candidate.pointer.0.clone(),
            chosen: candidate.view.schema.is_some(),
            disambiguator: candidate.told.clone(),
            // A type that stands only here has its variant's name in its own, and is told with that.
            quiet: candidate.view.schema.is_none() && matches!(candidate.ty, Type::Named(_)),
            ..Claim::new(&candidate.name, &candidate.name, candidate.pointer.clone())
        };
        let claims: Vec<Claim> = candidates.iter().map(claim).collect();
        let named = Namespace::new(naming::Kind::Alternatives).name(&claims, self.report);
        candidates
            .into_iter()
            .zip(named)
            .map(|(candidate, name)| Variant {
                name: VariantName::new(name),
                ty: candidate.ty,
                boxed: false,
                docs: candidate.docs,
                pointer: candidate.pointer,
            })
            .collect()
    }
}
