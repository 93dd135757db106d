//! How many steps it takes to find the variant that a value fits best: by the size of the value, whatever its form is.

use std::cell::Cell;

use callspec_types::union;
use serde::de::{DeserializeOwned, Deserializer};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

fn read<T: DeserializeOwned>(wire: &Value) -> T {
    serde_json::from_str(&wire.to_string()).unwrap()
}

thread_local! {
    /// How many leaves were read.
    static LEAVES: Cell<usize> = const { Cell::new(0) };
}

#[derive(Clone, Debug, PartialEq, Serialize)]
struct Leaf(String);

impl<'de> Deserialize<'de> for Leaf {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        LEAVES.set(LEAVES.get() + 1);
        String::deserialize(deserializer).map(Self)
    }
}

macro_rules! branches {
    ($($name:ident $key:ident),+) => {$(
        #[derive(Clone, Debug, Default, PartialEq, callspec_types::Deserialize, callspec_types::Serialize)]
        struct $name {
            children: Option<Vec<Tree>>,
            leaf: Option<Leaf>,
            $key: Option<Leaf>,
        }
    )+};
}

branches! { BranchA a, BranchB b, BranchC c }

#[derive(Clone, Debug, PartialEq)]
enum Tree {
    A(BranchA),
    B(BranchB),
    C(BranchC),
    Told(Box<Told>),
    Unrecognized(Value),
}

union! { Tree by fit { A, B, C, Told } }

/// A union by a tag between unions by fit.
#[derive(Clone, Debug, PartialEq)]
enum Told {
    B(BranchB),
    C(BranchC),
    Unrecognized(Value),
}

union! { Told by tag "leaf" { "x" => B, "z" => C } }

#[derive(Clone, Debug, PartialEq, callspec_types::Deserialize, callspec_types::Serialize)]
struct And {
    and: Vec<Filter>,
}

#[derive(Clone, Debug, PartialEq, callspec_types::Deserialize, callspec_types::Serialize)]
struct Not {
    not: Box<Filter>,
}

#[derive(Clone, Debug, PartialEq, callspec_types::Deserialize, callspec_types::Serialize)]
struct Condition {
    field: Leaf,
    value: Option<Leaf>,
}

/// As `anyOf` of objects that have keys of their own.
#[derive(Clone, Debug, PartialEq)]
enum Filter {
    Condition(Condition),
    And(And),
    Not(Not),
    Several(Vec<Self>),
    Unrecognized(Value),
}

union! { Filter by fit { Condition, And, Not } or several }

/// The number of leaves that are read of a value, and whether all of it is kept.
fn count<T: DeserializeOwned + Serialize>(value: &Value) -> (usize, bool) {
    LEAVES.set(0);
    let read: T = read(value);
    let leaves = LEAVES.get();
    (leaves, serde_json::to_value(&read).unwrap() == *value)
}

/// A tree in which each node is the last alternative, and how many leaves and objects it has.
fn tree(depth: usize, width: usize) -> (Value, usize) {
    let mut tree = json!({"c": "y"});
    for _ in 0..depth {
        let leaves = std::iter::repeat_n(json!({"c": "y"}), width - 1);
        let children: Vec<Value> = std::iter::once(tree).chain(leaves).collect();
        tree = json!({"c": "y", "leaf": "x", "children": children});
    }
    (tree, 2 + depth * (2 * width + 1))
}

/// A filter of such a depth and width, and how many leaves and objects it has.
fn filter(depth: usize, width: usize) -> (Value, usize) {
    let condition = json!({"field": "f", "value": "v"});
    let mut filter = condition.clone();
    for level in 0..depth {
        let rest = std::iter::repeat_n(condition.clone(), width - 1);
        let all: Vec<Value> = std::iter::once(filter).chain(rest).collect();
        filter = match level % 2 {
            0 => json!({"and": all}),
            _ => json!({"not": {"and": all}}),
        };
    }
    (filter, 3 + depth * 3 * (width - 1) + depth + depth / 2)
}

/// 120 levels are within what serde_json reads; two or three more of each are in its way.
#[test]
fn the_best_fit_takes_steps_by_size_and_not_by_depth() {
    // What is read of a leaf: it once as what it is, and once to find that; of a form that is met first, more; and that it is missing.
    let is_little = |read, size| read <= size * 2 + 16;
    for (depth, width) in [(1, 1), (22, 1), (60, 1), (22, 40), (2, 2000)] {
        let (value, size) = tree(depth, width);
        let (read, is_kept) = count::<Tree>(&value);
        assert!(is_kept && is_little(read, size), "{depth} {width}: {read} of {size}");
    }
    for (depth, width) in [(1, 1), (22, 1), (39, 1), (22, 40), (2, 2000)] {
        let (value, size) = filter(depth, width);
        let (read, is_kept) = count::<Filter>(&value);
        assert!(is_kept && is_little(read, size), "{depth} {width}: {read} of {size}");
    }
}

/// The variant that values of a form mostly are is tried first, which says nothing of what they are.
#[test]
fn what_was_read_before_changes_nothing() {
    let values = [
        json!({"a": "y"}),
        json!({"b": "y"}),
        json!({"c": "y"}),
        json!({"leaf": "x"}),
        json!({"leaf": "x", "more": 1}),
        json!({"leaf": "q", "more": 1}),
        // The last is all that fits this, and two fit the next alike.
        json!({"a": 7, "c": "y"}),
        json!({"a": "y", "c": "y"}),
        json!({"b": 7, "leaf": "x"}),
        json!({"b": "y", "leaf": "x"}),
        json!({"children": 7}),
        json!(7),
    ];
    let alone: Vec<Tree> = values.iter().map(read).collect();
    for first in 0..values.len() {
        let order = || (0..values.len()).chain([first]).chain((0..values.len()).rev());
        let children: Vec<&Value> = order().map(|place| &values[place]).collect();
        let Tree::A(branch) = read(&json!({"a": "y", "children": children})) else {
            panic!("{children:?}")
        };
        let expected: Vec<Tree> = order().map(|place| alone[place].clone()).collect();
        assert_eq!(branch.children, Some(expected));
    }
}
