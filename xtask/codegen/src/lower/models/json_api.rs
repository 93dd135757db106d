//! Objects that JSON:API defines: documents and relationships, which are types of the runtime.

use crate::ir::{Flow, Type};
use crate::lower::models::Models;
use crate::lower::models::site::Site;
use crate::lower::schemas::json_api::{self, Relationship};
use crate::lower::schemas::members::Members;
use crate::lower::schemas::view::{Node, Target, View};

impl<'a> Models<'_, 'a> {
    /// The runtime's type for an object that JSON:API defines: a document or a relationship.
    pub(super) fn json_api_type(&mut self, members: &Members<'a>, site: &Site) -> Option<Type> {
        if !self.speaks_json_api {
            return None;
        }
        if let Some(relationship) = json_api::relationship(self.schemas, members) {
            return Some(match relationship {
                Relationship::ToOne => Type::ToOne,
                Relationship::ToMany => Type::ToMany,
            });
        }
        if site.flow != Flow::Received {
            return None;
        }
        let data = json_api::primary_data(self.schemas, members)?;
        let element = self.element(&data, &site.part("Data"));
        if let Some(included) = members.properties.get("included") {
            self.included_union(included, site);
        }
        Some(Type::Document(Box::new(element)))
    }

    /// Makes the union of the types that may be included, where the document spells it out in this place. The envelope
    /// keeps resources raw; the union is for those who ask for it.
    fn included_union(&mut self, included: &Node<'a>, site: &Site) {
        let Some((view, pointer)) = self.schemas.resolve(included) else {
            return;
        };
        let Some(items) = view.items else { return };
        let node = Node::boxed(items, pointer.child("items"));
        let Target::Item(schema) = node.target else { return };
        let view = View::new(schema);
        if view.one_of.len() + view.any_of.len() > 1 {
            self.lower(&node, &site.part("Included"));
        }
    }
}
