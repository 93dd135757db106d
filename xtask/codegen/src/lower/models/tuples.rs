//! Arrays of which each item has a schema of its own. In: such an array, as `normalise` leaves it: the schemas of its items, and of
//! what follows them, are the alternatives of `items`. Out: a tuple.

use crate::ir::{Pointer, Type};
use crate::lower::models::Models;
use crate::lower::models::draft::Shape;
use crate::lower::models::site::Site;
use crate::lower::schemas::is_component;
use crate::lower::schemas::view::{Combination, Node, View};

impl<'a> Models<'_, 'a> {
    /// The tuple of an array; `None` where all items have one schema.
    pub(super) fn tuple(&mut self, view: &View<'a>, pointer: &Pointer, site: &Site) -> Option<Type> {
        let count = usize::try_from(view.extension("x-prefix-items")?.as_u64()?).ok()?;
        let items = Node::boxed(view.items?, pointer.child("items"));
        let (choice, at) = self.schemas.resolve(&items)?;
        let nodes: Vec<Node<'a>> = choice.parts(Combination::Any, &at).collect();
        let (prefix, rest) = nodes.split_at_checked(count)?;
        let of = |(index, node): (usize, &Node<'a>)| {
            let site = self.site_of_item(node, &site.part(&format!("Item{}", index + 1)));
            self.element(node, &site)
        };
        let mut items: Vec<Type> = prefix.iter().enumerate().map(of).collect();
        let more = items.split_off(view.bounds.min_items.unwrap_or_default().min(count));
        let rest = match rest.first() {
            Some(node) => {
                let site = self.site_of_item(node, &site.part("Rest"));
                Some(Box::new(self.element(node, &site)))
            }
            // What a server adds is kept.
            None => (!more.is_empty()).then(|| Box::new(Type::Json)),
        };
        let tuple = Type::Tuple { items, more, rest };
        if is_component(pointer) {
            return Some(tuple);
        }
        // What is written out in the middle of another type is soon too long to read.
        Some(Type::Named(self.define_anonymous(
            Shape::Alias(tuple),
            Some(view),
            pointer,
            site,
        )))
    }
}
