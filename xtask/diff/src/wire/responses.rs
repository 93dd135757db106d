//! Responses by status, and their headers.

use super::doc::Node;
use super::reach::From;
use super::{Found, Met, Walk, bodies, lifecycle};
use crate::finding::Direction;
use crate::rules::lifecycle::HEADER;
use crate::rules::{self, Scope};

const RESPONSE: Option<Direction> = Some(Direction::Response);

type Responses<'a> = Vec<(&'a str, Node<'a>)>;

impl<'a> Walk<'a> {
    /// Compares the responses of an operation.
    pub(super) fn responses(&mut self, from: From, old: &Node<'a>, new: &Node<'a>) {
        let (before, after) = (old.entries("responses"), new.entries("responses"));
        let moved = sole_success(&before, &after);
        for (status, listed) in &before {
            let other = after.iter().find(|(other, _)| other == status);
            if let Some((_, other)) = other {
                self.response(from, listed, other);
            } else if let Some((_, other)) = moved.as_ref().filter(|_| is_success(status)) {
                let found = Found::new(&rules::SUCCESS_CHANGED).both(listed, other);
                let new_status = moved.as_ref().map_or("", |(status, _)| status);
                self.tell(from, RESPONSE, found.old(*status).new_text(new_status));
                self.response(from, listed, other);
            } else {
                let family = if is_success(status) {
                    &rules::SUCCESS_REMOVED
                } else {
                    &rules::FAILURE_REMOVED
                };
                let node = self.base.resolve(listed.clone());
                let found = Found::new(family).base(listed).touching(&node).old(*status);
                self.tell(from, RESPONSE, found);
            }
        }
        for (status, listed) in &after {
            let known = before.iter().any(|(other, _)| other == status);
            let is_moved = moved.as_ref().is_some_and(|(other, _)| other == status);
            if !known && !is_moved {
                let family = if is_success(status) {
                    &rules::SUCCESS_ADDED
                } else {
                    &rules::FAILURE_ADDED
                };
                let node = self.head.resolve(listed.clone());
                let found = Found::new(family).head(listed).touching(&node).new_text(*status);
                self.tell(from, RESPONSE, found);
            }
        }
    }

    fn response(&mut self, from: From, old: &Node<'a>, new: &Node<'a>) {
        let (old, new) = (self.base.resolve(old.clone()), self.head.resolve(new.clone()));
        let families = (&rules::RESPONSE_MEDIA_TYPE_REMOVED, &rules::RESPONSE_MEDIA_TYPE_ADDED);
        self.contents(from, Direction::Response, (&old, &new), families);
        let (before, after) = (old.entries("headers"), new.entries("headers"));
        for (name, listed) in &before {
            match after.iter().find(|(other, _)| other.eq_ignore_ascii_case(name)) {
                Some((_, other)) => self.header(from, listed, other),
                None => {
                    let node = self.base.resolve(listed.clone());
                    let family = if node.is("required") {
                        &rules::REQUIRED_HEADER_REMOVED
                    } else {
                        &rules::OPTIONAL_HEADER_REMOVED
                    };
                    let found = Found::new(family).base(listed).touching(&node);
                    self.tell(from, RESPONSE, found.old(*name));
                }
            }
        }
        for (name, listed) in &after {
            if !before.iter().any(|(other, _)| other.eq_ignore_ascii_case(name)) {
                let node = self.head.resolve(listed.clone());
                let found = Found::new(&rules::HEADER_ADDED).head(listed).touching(&node);
                self.tell(from, RESPONSE, found.new_text(*name));
            }
        }
    }

    fn header(&mut self, from: From, old: &Node<'a>, new: &Node<'a>) {
        let (old, new) = (self.base.resolve(old.clone()), self.head.resolve(new.clone()));
        let both = |family| Found::new(family).both(&old, &new);
        match (old.is("required"), new.is("required")) {
            (true, false) => {
                let found = both(&rules::HEADER_BECAME_OPTIONAL);
                self.tell(from, RESPONSE, found.old("required").new_text("optional"));
            }
            (false, true) => {
                let found = both(&rules::HEADER_BECAME_REQUIRED);
                self.tell(from, RESPONSE, found.old("optional").new_text("required"));
            }
            _ => {}
        }
        if let Some(found) = lifecycle::change(&HEADER, &old, &new) {
            self.tell(from, RESPONSE, found);
        }
        let mut met = Met::by_from(from, Direction::Response, Scope::Header);
        met.optional = !new.is("required");
        self.schema(bodies::schema(&old), bodies::schema(&new), met);
    }
}

fn is_success(status: &str) -> bool {
    status.starts_with('2')
}

/// The only success of the head, where base and head have one each, of another status.
fn sole_success<'a>(before: &Responses<'a>, after: &Responses<'a>) -> Option<(&'a str, Node<'a>)> {
    let successes = |responses: &Responses<'a>| -> Responses<'a> {
        let successes = responses.iter().filter(|(status, _)| is_success(status));
        successes.cloned().collect()
    };
    match (successes(before).as_slice(), successes(after).as_slice()) {
        ([(old, _)], [(new, node)]) if old != new => Some((new, node.clone())),
        _ => None,
    }
}
