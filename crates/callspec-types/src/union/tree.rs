//! JSON that several readers look at. In: a value. Out: the same as a tree whose parts are shared, so that each reader takes a part
//! without copying it.

use std::rc::Rc;

use serde_json::Value;

/// A value in the tree. A clone is the same part.
#[derive(Clone, Debug)]
pub(super) struct Node(Rc<Part>);

#[derive(Debug)]
struct Part {
    leaves: usize,
    content: Content,
}

/// What a value is.
#[derive(Debug)]
pub(super) enum Content {
    Scalar(Value),
    Array(Vec<Node>),
    Object(Vec<(String, Node)>),
}

impl Node {
    pub(super) fn new(value: Value) -> Self {
        let content = match value {
            Value::Array(items) => Content::Array(items.into_iter().map(Self::new).collect()),
            Value::Object(members) => {
                let member = |(key, value)| (key, Self::new(value));
                Content::Object(members.into_iter().map(member).collect())
            }
            scalar => Content::Scalar(scalar),
        };
        let leaves = match &content {
            Content::Scalar(scalar) => usize::from(!scalar.is_null()),
            Content::Array(items) => items.iter().map(Self::leaves).sum::<usize>().max(1),
            Content::Object(members) => members.iter().map(|(_, node)| node.leaves()).sum::<usize>().max(1),
        };
        Self(Rc::new(Part { leaves, content }))
    }

    pub(super) fn content(&self) -> &Content {
        &self.0.content
    }

    /// The scalars in it, nulls left out; an empty object or array counts as one.
    pub(super) fn leaves(&self) -> usize {
        self.0.leaves
    }

    /// Those of the member at a place.
    pub(super) fn leaves_of(&self, place: usize) -> usize {
        match self.content() {
            Content::Object(members) => members.get(place).map_or(0, |(_, node)| node.leaves()),
            _ => 0,
        }
    }

    /// What tells it from all other parts of the tree, while that is there.
    pub(super) fn identity(&self) -> usize {
        Rc::as_ptr(&self.0).addr()
    }

    /// The value again.
    pub(super) fn to_value(&self) -> Value {
        match self.content() {
            Content::Scalar(scalar) => scalar.clone(),
            Content::Array(items) => items.iter().map(Self::to_value).collect(),
            Content::Object(members) => {
                let member = |(key, node): &(String, Self)| (key.clone(), node.to_value());
                Value::Object(members.iter().map(member).collect())
            }
        }
    }
}
