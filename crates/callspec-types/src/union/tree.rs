//! JSON that several readers look at. In: a value. Out: the same as parts that stand beside each other, so that each reader takes one
//! without copying it, and what is found out about each is noted by its place.

use std::ops::Range;
use std::rc::Rc;

use serde_json::Value;

use super::session::Session;

/// A value, with all its parts.
#[derive(Debug)]
pub(super) struct Tree {
    /// Each before what it holds, and the parts of one behind each other.
    parts: Vec<Part>,
    pub(super) session: Session,
}

/// A value in the tree.
#[derive(Debug)]
pub(super) struct Part {
    /// Its key, if it is a member of an object.
    key: String,
    content: Content,
    leaves: usize,
    form: u64,
}

/// What a value is. Parts are from a place to before another.
#[derive(Debug)]
pub(super) enum Content {
    Scalar(Value),
    Array(usize, usize),
    Object(usize, usize),
}

/// A part and its tree. A clone is the same part.
#[derive(Clone, Debug)]
pub(super) struct Node {
    pub(super) tree: Rc<Tree>,
    pub(super) at: usize,
}

impl Tree {
    pub(super) fn new(value: Value) -> Self {
        let mut parts = vec![Part::new(String::new(), value)];
        let mut at = 0;
        while at < parts.len() {
            let start = parts.len();
            match parts[at].content.take() {
                Value::Array(items) => {
                    parts.extend(items.into_iter().map(|item| Part::new(String::new(), item)));
                    parts[at].content = Content::Array(start, parts.len());
                }
                Value::Object(members) => {
                    parts.extend(members.into_iter().map(|(key, value)| Part::new(key, value)));
                    parts[at].form = form(&parts[start..]);
                    parts[at].content = Content::Object(start, parts.len());
                }
                scalar => parts[at].content = Content::Scalar(scalar),
            }
            at += 1;
        }
        for at in (0..parts.len()).rev() {
            parts[at].leaves = match &parts[at].content {
                Content::Scalar(scalar) => usize::from(!scalar.is_null()),
                Content::Array(start, end) | Content::Object(start, end) => {
                    parts[*start..*end].iter().map(Part::leaves).sum::<usize>().max(1)
                }
            };
        }
        Self {
            parts,
            session: Session::default(),
        }
    }

    pub(super) fn content(&self, at: usize) -> &Content {
        &self.parts[at].content
    }

    /// The place of a member, if it is an object that has it.
    pub(super) fn member(&self, at: usize, key: &str) -> Option<usize> {
        let Content::Object(start, end) = *self.content(at) else {
            return None;
        };
        (start..end).find(|place| self.parts[*place].key == key)
    }

    fn to_value(&self, at: usize) -> Value {
        match *self.content(at) {
            Content::Scalar(ref scalar) => scalar.clone(),
            Content::Array(start, end) => (start..end).map(|place| self.to_value(place)).collect(),
            Content::Object(start, end) => {
                let member = |place: usize| (self.parts[place].key.clone(), self.to_value(place));
                Value::Object((start..end).map(member).collect())
            }
        }
    }
}

impl Part {
    fn new(key: String, value: Value) -> Self {
        Self {
            key,
            content: Content::Scalar(value),
            leaves: 0,
            form: 0,
        }
    }

    fn leaves(&self) -> usize {
        self.leaves
    }
}

impl Content {
    fn take(&mut self) -> Value {
        match self {
            Self::Scalar(value) => value.take(),
            Self::Array(..) | Self::Object(..) => Value::Null,
        }
    }
}

impl Node {
    pub(super) fn new(value: Value) -> Self {
        let tree = Rc::new(Tree::new(value));
        Self { tree, at: 0 }
    }

    pub(super) fn content(&self) -> &Content {
        self.tree.content(self.at)
    }

    pub(super) fn session(&self) -> &Session {
        &self.tree.session
    }

    /// The part of the same tree at a place.
    pub(super) fn part(&self, at: usize) -> Self {
        let tree = Rc::clone(&self.tree);
        Self { tree, at }
    }

    /// Its key, if it is a member of an object.
    pub(super) fn key(&self, at: usize) -> &str {
        &self.tree.parts[at].key
    }

    /// The scalars in it, nulls left out; an empty object or array counts as one.
    pub(super) fn leaves(&self) -> usize {
        self.leaves_of(self.at)
    }

    /// Those of the part at a place.
    pub(super) fn leaves_of(&self, at: usize) -> usize {
        self.tree.parts[at].leaves
    }

    /// The places of its members.
    pub(super) fn members(&self) -> Range<usize> {
        match *self.content() {
            Content::Object(start, end) => start..end,
            Content::Scalar(_) | Content::Array(..) => 0..0,
        }
    }

    /// The leaves of its members that have none of some keys.
    pub(super) fn leaves_beside(&self, keys: &[&str]) -> usize {
        let beside = self.tree.parts[self.members()]
            .iter()
            .filter(|part| !keys.contains(&part.key.as_str()));
        beside.map(Part::leaves).sum()
    }

    /// The same for objects with the same keys, and mostly another one for others.
    pub(super) fn form(&self) -> u64 {
        self.tree.parts[self.at].form
    }

    /// The value again.
    pub(super) fn to_value(&self) -> Value {
        self.tree.to_value(self.at)
    }
}

/// FNV-1a of keys.
fn form(members: &[Part]) -> u64 {
    let bytes = members.iter().flat_map(|part| part.key.bytes().chain([0xff]));
    bytes.fold(0xcbf2_9ce4_8422_2325, |form, byte| {
        (form ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}
