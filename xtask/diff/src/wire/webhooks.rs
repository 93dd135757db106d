//! Webhooks and callbacks: requests that the server makes. Data travels the other way round: parameters and body come from
//! the server, responses go to it.

use callspec_codegen::signature;
use indexmap::IndexMap;

use super::doc::{Doc, Node};
use super::operations::{Op, methods};
use super::reach::From;
use super::{Found, Met, Walk, bodies, lifecycle, parameters};
use crate::finding::{Direction, Owner};
use crate::rules::lifecycle::WEBHOOK;
use crate::rules::{self, Family, Scope};

const RECEIVED: Option<Direction> = Some(Direction::Response);
const SENT: Option<Direction> = Some(Direction::Request);

/// The requests of one kind: what tells them apart, and the request.
type Requests<'a> = IndexMap<Key, Op<'a>>;

/// Name, where the URL comes from, and method.
type Key = (String, String, String);

/// The rules by which requests of one kind come and go.
struct RequestRules {
    added: &'static Family,
    removed: &'static Family,
    removed_deprecated: &'static Family,
}

const WEBHOOKS: RequestRules = RequestRules {
    added: &rules::WEBHOOK_ADDED,
    removed: &rules::WEBHOOK_REMOVED,
    removed_deprecated: &rules::WEBHOOK_REMOVED_DEPRECATED,
};

const CALLBACKS: RequestRules = RequestRules {
    added: &rules::CALLBACK_ADDED,
    removed: &rules::CALLBACK_REMOVED,
    removed_deprecated: &rules::CALLBACK_REMOVED_DEPRECATED,
};

impl<'a> Walk<'a> {
    /// Compares the webhooks of the documents.
    pub(super) fn webhooks(&mut self) {
        let list = |doc: Doc<'a>| {
            let mut found = Requests::new();
            for (name, item) in doc.webhooks() {
                collect(&mut found, (None, name), Owner::webhook, &item);
            }
            found
        };
        self.requests(&WEBHOOKS, None, &list(self.base), &list(self.head));
        self.signatures();
        self.current = None;
    }

    /// Compares how webhooks are signed: what the documents say of all, and each webhook of itself.
    fn signatures(&mut self) {
        self.current = None;
        let (base, head) = (self.base.root(), self.head.root());
        self.signature(From::Document, &base, &head);
        let others: IndexMap<&str, Node<'a>> = self.head.webhooks().into_iter().collect();
        for (name, old) in self.base.webhooks() {
            if let Some(new) = others.get(name) {
                let from = self.enter(&Owner::webhook(name));
                self.signature(from, &old, new);
            }
        }
    }

    fn signature(&mut self, from: From, old: &Node<'a>, new: &Node<'a>) {
        let text = |node: &Node<'a>| {
            let value = node.value.get(signature::KEY)?;
            Some(value.as_str().map_or_else(|| value.to_string(), str::to_owned))
        };
        let family = match (text(old), text(new)) {
            (None, Some(_)) => &rules::WEBHOOK_SIGNATURE_ADDED,
            (Some(_), None) => &rules::WEBHOOK_SIGNATURE_REMOVED,
            (before, after) if before != after => &rules::WEBHOOK_SIGNATURE_CHANGED,
            _ => return,
        };
        let place = |node: &Node<'a>| node.get(signature::KEY).unwrap_or_else(|| node.clone());
        let (base, head) = (place(old), place(new));
        let mut found = Found::new(family).both(&base, &head);
        (found.old, found.new) = (text(old), text(new));
        self.tell(from, None, found);
    }

    /// Compares the callbacks of an operation.
    pub(super) fn callbacks(&mut self, from: From, old: &Op<'a>, new: &Op<'a>) {
        let list = |op: &Op<'a>| {
            let mut found = Requests::new();
            for (name, callback) in op.node.entries("callbacks") {
                for (expression, item) in callback.members() {
                    collect(&mut found, (Some(name), expression), |_| op.label.clone(), &item);
                }
            }
            found
        };
        self.requests(&CALLBACKS, Some(from), &list(old), &list(new));
    }

    /// Compares requests of one kind; those that no operation has are reached by themselves.
    fn requests(&mut self, kind: &RequestRules, from: Option<From>, base: &Requests<'a>, head: &Requests<'a>) {
        let elsewhere = |of: &Requests<'a>, others: &Requests<'a>, (name, _, method): &Key| {
            let same = |key: &&Key| key.0 == *name && key.2 == *method && !others.contains_key(*key);
            of.keys().find(same).cloned()
        };
        for (key, old) in base {
            let at = from.unwrap_or_else(|| self.enter(&old.label));
            if let Some(new) = head.get(key) {
                self.request(at, old, new);
            } else if let Some((other, new)) = elsewhere(head, base, key).and_then(|key| head.get_key_value(&key)) {
                let found = Found::new(&rules::CALLBACK_URL_CHANGED).both(&old.node, &new.node);
                self.tell(at, None, found.old(&key.1).new_text(&other.1));
                self.request(at, old, new);
            } else {
                let family = match lifecycle::is_deprecated(&old.node) {
                    true => kind.removed_deprecated,
                    false => kind.removed,
                };
                self.tell(at, None, Found::new(family).base(&old.node).old(&key.0));
            }
        }
        for (key, new) in head {
            if !base.contains_key(key) && elsewhere(base, head, key).is_none() {
                let at = from.unwrap_or_else(|| self.enter(&new.label));
                self.tell(at, None, Found::new(kind.added).head(&new.node).new_text(&key.0));
            }
        }
    }

    fn request(&mut self, from: From, old: &Op<'a>, new: &Op<'a>) {
        if let Some(found) = lifecycle::change(&WEBHOOK, &old.node, &new.node) {
            self.tell(from, None, found);
        }
        self.received_parameters(from, old, new);
        self.received_body(from, &old.node, &new.node);
        self.given_responses(from, &old.node, &new.node);
    }

    fn received_parameters(&mut self, from: From, old: &Op<'a>, new: &Op<'a>) {
        let (base, head) = (parameters::list(self.base, old), parameters::list(self.head, new));
        for (key, param) in &base {
            let Some(other) = head.get(key) else {
                let family = match param.is_required() {
                    true => &rules::WEBHOOK_REQUIRED_PARAMETER_REMOVED,
                    false => &rules::WEBHOOK_OPTIONAL_PARAMETER_REMOVED,
                };
                let found = Found::new(family).base(&param.listed).touching(&param.node);
                self.tell(from, RECEIVED, found.old(param.text()));
                continue;
            };
            let both = |family| Found::new(family).both(&param.node, &other.node);
            match (param.is_required(), other.is_required()) {
                (true, false) => {
                    let found = both(&rules::WEBHOOK_PARAMETER_BECAME_OPTIONAL);
                    self.tell(from, RECEIVED, found.old("required").new_text("optional"));
                }
                (false, true) => {
                    let found = both(&rules::WEBHOOK_PARAMETER_BECAME_REQUIRED);
                    self.tell(from, RECEIVED, found.old("optional").new_text("required"));
                }
                _ => {}
            }
            let mut met = Met::by_from(from, Direction::Response, Scope::Header).written(other.written());
            met.optional = !other.is_required();
            self.schema(parameters::schema(&param.node), parameters::schema(&other.node), met);
        }
        for (_, param) in head.iter().filter(|(key, _)| !base.contains_key(*key)) {
            let found = Found::new(&rules::WEBHOOK_PARAMETER_ADDED).head(&param.listed);
            self.tell(from, RECEIVED, found.touching(&param.node).new_text(param.text()));
        }
    }

    fn received_body(&mut self, from: From, old: &Node<'a>, new: &Node<'a>) {
        let (listed, new_listed) = (old.get("requestBody"), new.get("requestBody"));
        let (old, new) = match (&listed, &new_listed) {
            (Some(old), Some(new)) => (self.base.resolve(old.clone()), self.head.resolve(new.clone())),
            (Some(listed), None) => {
                let body = self.base.resolve(listed.clone());
                let found = Found::new(&rules::WEBHOOK_BODY_REMOVED).base(listed).touching(&body);
                return self.tell(from, RECEIVED, found.old(bodies::media_types(&body)));
            }
            (None, Some(listed)) => {
                let body = self.head.resolve(listed.clone());
                let found = Found::new(&rules::WEBHOOK_BODY_ADDED).head(listed).touching(&body);
                return self.tell(from, RECEIVED, found.new_text(bodies::media_types(&body)));
            }
            (None, None) => return,
        };
        let both = |family| Found::new(family).both(&old, &new);
        match (old.is("required"), new.is("required")) {
            (true, false) => {
                let found = both(&rules::WEBHOOK_BODY_BECAME_OPTIONAL);
                self.tell(from, RECEIVED, found.old("required").new_text("optional"));
            }
            (false, true) => {
                let found = both(&rules::WEBHOOK_BODY_BECAME_REQUIRED);
                self.tell(from, RECEIVED, found.old("optional").new_text("required"));
            }
            _ => {}
        }
        let families = bodies::Contents {
            removed: &rules::WEBHOOK_MEDIA_TYPE_REMOVED,
            added: &rules::WEBHOOK_MEDIA_TYPE_ADDED,
            generalized: &rules::WEBHOOK_MEDIA_TYPE_ADDED,
            specialized: &rules::WEBHOOK_MEDIA_TYPE_REMOVED,
            parameter: &rules::RESPONSE_MEDIA_TYPE_PARAMETER,
        };
        self.contents(from, Direction::Response, (&old, &new), families);
    }

    fn given_responses(&mut self, from: From, old: &Node<'a>, new: &Node<'a>) {
        let (before, after) = (old.entries("responses"), new.entries("responses"));
        for (status, listed) in &before {
            let node = self.base.resolve(listed.clone());
            match after.iter().find(|(other, _)| other == status) {
                Some((_, other)) => {
                    let other = self.head.resolve(other.clone());
                    let families = bodies::Contents {
                        removed: &rules::WEBHOOK_ANSWER_MEDIA_TYPE_REMOVED,
                        added: &rules::WEBHOOK_ANSWER_MEDIA_TYPE_ADDED,
                        generalized: &rules::WEBHOOK_ANSWER_MEDIA_TYPE_ADDED,
                        specialized: &rules::WEBHOOK_ANSWER_MEDIA_TYPE_ADDED,
                        parameter: &rules::BODY_MEDIA_TYPE_PARAMETER,
                    };
                    self.contents(from, Direction::Request, (&node, &other), families);
                }
                None => {
                    let found = Found::new(&rules::WEBHOOK_ANSWER_REMOVED).base(listed);
                    self.tell(from, SENT, found.touching(&node).old(*status));
                }
            }
        }
        let is_new = |status: &str| !before.iter().any(|(other, _)| *other == status);
        for (status, listed) in after.iter().filter(|(status, _)| is_new(status)) {
            let node = self.head.resolve(listed.clone());
            let found = Found::new(&rules::WEBHOOK_ANSWER_ADDED).head(listed);
            self.tell(from, SENT, found.touching(&node).new_text(*status));
        }
    }
}

/// The requests of a path item, by the operation that has them or else as webhooks.
fn collect<'a>(
    found: &mut Requests<'a>,
    (callback, name): (Option<&str>, &'a str),
    label: impl Fn(&str) -> String,
    item: &Node<'a>,
) {
    for (method, name, node) in methods(name, item) {
        let expression = callback.map_or("", |_| name);
        let op = Op::new(label(name), expression, item, node);
        found.insert(
            (
                callback.unwrap_or(name).to_owned(),
                callback.map_or("", |_| name).to_owned(),
                method,
            ),
            op,
        );
    }
}
