//! Where nodes stood before they were moved: how a place in a rewritten document leads back to its text.
//!
//! In: each move, as the rewriting does it. Out: for a pointer into the document as it is now, the pointer into the
//! document as its author wrote it.

use std::collections::HashMap;

/// The moves of one document, in their order.
#[derive(Clone, Debug, Default)]
pub struct Origins {
    /// By the pointer that a node has after a move.
    moves: HashMap<String, Vec<Move>>,
    /// How many moves there were.
    count: usize,
}

#[derive(Clone, Debug)]
struct Move {
    /// Which move it was.
    number: usize,
    /// Where the node stood before.
    from: From,
}

#[derive(Clone, Debug)]
enum From {
    /// The node itself was moved from here.
    Node(String),
    /// The elements of the array at this pointer were moved: the former index of each.
    Elements(Vec<usize>),
}

impl Origins {
    /// Remembers that the node at `to` stood, or was copied from, at `from`.
    pub fn moved(&mut self, from: String, to: String) {
        if from != to {
            self.add(to, From::Node(from));
        }
    }

    /// Remembers that the elements of an array come from these indices of the same array.
    pub fn shifted(&mut self, array: String, former: Vec<usize>) {
        if former.iter().enumerate().any(|(now, before)| now != *before) {
            self.add(array, From::Elements(former));
        }
    }

    fn add(&mut self, to: String, from: From) {
        self.count += 1;
        let number = self.count;
        self.moves.entry(to).or_default().push(Move { number, from });
    }

    /// Where the node of a pointer stood before all moves so far.
    pub fn trace(&self, pointer: &str) -> String {
        let mut traced = pointer.to_owned();
        let mut before = usize::MAX;
        while let Some((number, former)) = self.last_before(&traced, before) {
            traced = former;
            before = number;
        }
        traced
    }

    /// The last move before a number that took a node or one around it along, undone.
    fn last_before(&self, pointer: &str, before: usize) -> Option<(usize, String)> {
        if self.moves.is_empty() {
            return None;
        }
        let ends = pointer.match_indices('/').map(|(at, _)| at).chain([pointer.len()]);
        let undone = ends.filter_map(|end| {
            let (around, rest) = pointer.split_at(end);
            let moves = self.moves.get(around)?;
            moves.iter().rev().filter(|step| step.number < before).find_map(|step| {
                let former = match &step.from {
                    From::Node(from) => format!("{from}{rest}"),
                    From::Elements(former) => format!("{around}/{}", element(rest, former)?),
                };
                Some((step.number, former))
            })
        });
        undone.max_by_key(|(number, _)| *number)
    }
}

/// `2/schema` for `/1/schema`, where the element 1 was 2.
fn element(rest: &str, former: &[usize]) -> Option<String> {
    let token = rest.strip_prefix('/')?;
    let (index, below) = token.split_at(token.find('/').unwrap_or(token.len()));
    let before = former.get(index.parse::<usize>().ok()?)?;
    Some(format!("{before}{below}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moves_are_undone_from_the_last_to_the_first() {
        let mut origins = Origins::default();
        assert_eq!(origins.trace("/a"), "/a");
        origins.moved("/a/anyOf/0/items".into(), "/a/items".into());
        origins.moved("/a".into(), "/b/c".into());
        assert_eq!(origins.trace("/b/c/items/x"), "/a/anyOf/0/items/x");
        assert_eq!(origins.trace("/b/cd"), "/b/cd");
        assert_eq!(origins.trace("/a/items"), "/a/anyOf/0/items");
    }

    #[test]
    fn a_place_that_was_taken_over_is_the_new_one() {
        let mut origins = Origins::default();
        origins.moved("/a".into(), "/b".into());
        origins.moved("/c".into(), "/a".into());
        assert_eq!(origins.trace("/a"), "/c");
        assert_eq!(origins.trace("/b"), "/a");
    }

    #[test]
    fn elements_are_where_they_were_before_others_went() {
        let mut origins = Origins::default();
        origins.shifted("/p".into(), vec![1, 2, 4]);
        origins.shifted("/p".into(), vec![0, 2]);
        assert_eq!(origins.trace("/p/0/schema"), "/p/1/schema");
        assert_eq!(origins.trace("/p/1"), "/p/4");
        assert_eq!(origins.trace("/p/9"), "/p/9");
        assert_eq!(origins.trace("/p"), "/p");
    }
}
