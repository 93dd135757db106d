//! Events: what tells webhooks apart. In: webhooks, with the schemas of their bodies and headers. Out: one union of those that a
//! text in one place of the request tells, and a word on each of the others.

use crate::ir::{Choice, Docs, EventName, EventPlace, Flow, Note, Pointer, Type, VariantName, Webhook};
use crate::lower::models::Models;
use crate::lower::models::draft::{Shape, Variant};
use crate::lower::models::site::Site;
use crate::lower::naming::{Claim, Items, Namespace, names};
use crate::lower::operations::event_names::{Named, is_called, is_same, named};
use crate::lower::schemas::view::Node;
use crate::report::{Code, Diagnostic};

/// The name of the union.
const UNION: &str = "WebhookEvent";

/// A webhook, the schema of its body where that is JSON, and those of its headers.
pub(super) struct Received<'a> {
    pub(super) webhook: Webhook,
    pub(super) body: Option<Node<'a>>,
    pub(super) headers: Vec<(&'a str, Node<'a>)>,
}

/// What tells webhooks apart: a place in the request, and the names of each webhook there; none of one that it does not tell.
struct Told {
    place: EventPlace,
    names: Vec<Vec<EventName>>,
}

/// Makes the union of events, and tells each webhook whether it is one.
pub(super) fn events<'a>(received: &mut [Received<'a>], models: &mut Models<'_, 'a>) {
    let named: Vec<Vec<Named>> = received
        .iter()
        .map(|webhook| match &webhook.body {
            Some(node) => named(models.schemas, node, &webhook.headers),
            None => Vec::new(),
        })
        .collect();
    let told = told(received, &named);
    let names = told.as_ref().map_or(&[][..], |told| &told.names);
    let is_told = |index: usize| names.get(index).is_some_and(|names| !names.is_empty());
    for (index, Received { webhook, .. }) in received.iter().enumerate() {
        if webhook.payload.is_some() && !is_told(index) {
            let message = format!(
                "nothing in the request of `{}` tells that it is this webhook",
                webhook.name
            );
            models.report.push(
                Diagnostic::new(Code::UntoldWebhook, webhook.pointer.clone(), message)
                    .hint("a property or a header with one text, `const` or `enum`, tells it"),
            );
        }
    }
    if let Some(told) = told {
        union(received, told, models);
    }
}

/// The place that tells most webhooks; among several, one where names are those of the webhooks.
fn told(received: &[Received<'_>], named: &[Vec<Named>]) -> Option<Told> {
    let mut places: Vec<&EventPlace> = Vec::new();
    for Named { place, .. } in named.iter().flatten() {
        if !places.iter().any(|known| is_same(known, place)) {
            places.push(place);
        }
    }
    let mut best: Option<((usize, usize), Told)> = None;
    for place in places {
        let names = names_at(received, named, place);
        let is_own = |(names, received): (&Vec<EventName>, &Received<'_>)| is_called(names, &received.webhook.name);
        let rank = (
            names.iter().filter(|names| !names.is_empty()).count(),
            names.iter().zip(received).filter(|both| is_own(*both)).count(),
        );
        if rank.0 > 0 && best.as_ref().is_none_or(|(least, _)| rank > *least) {
            let place = place.clone();
            best = Some((rank, Told { place, names }));
        }
    }
    best.map(|(_, told)| told)
}

/// The names of each webhook at a place; none where another one has a name of them.
fn names_at(received: &[Received<'_>], named: &[Vec<Named>], place: &EventPlace) -> Vec<Vec<EventName>> {
    let of = |(received, named): (&Received<'_>, &Vec<Named>)| -> Vec<EventName> {
        let found = named.iter().find(|named| is_same(&named.place, place));
        let names = found.map(|named| named.names.clone()).unwrap_or_default();
        // A schema that several webhooks share lists the names of all: each has its own.
        let own = names
            .iter()
            .find(|name| is_called(std::slice::from_ref(*name), &received.webhook.name));
        match own {
            Some(own) => vec![own.clone()],
            None => names,
        }
    };
    let all: Vec<Vec<EventName>> = received.iter().zip(named).map(of).collect();
    let is_shared = |names: &Vec<EventName>| {
        let mut others = all
            .iter()
            .filter(|others| others.iter().any(|name| names.contains(name)));
        others.nth(1).is_some()
    };
    let alone = |names: &Vec<EventName>| if is_shared(names) { Vec::new() } else { names.clone() };
    all.iter().map(alone).collect()
}

/// Defines the union.
fn union<'a>(received: &mut [Received<'a>], told: Told, models: &mut Models<'_, 'a>) {
    let members: Vec<(&mut Received<'_>, Vec<EventName>)> = received
        .iter_mut()
        .zip(told.names)
        .filter(|(_, names)| !names.is_empty())
        .collect();
    let claims = members.iter().map(|(received, _)| claim(&received.webhook)).collect();
    let variant_names = Namespace::new(Items::Alternatives).name(claims, models.report);
    let at = Pointer("/webhooks".to_owned());
    let claim = Claim {
        identity: at.0.clone(),
        pointer: at,
        ..Claim::following(
            UNION.to_owned(),
            ["WebhookEvents", "AnyWebhookEvent"].map(str::to_owned),
        )
    };
    let id = models.types.reserve(claim);
    let (mut variants, mut names) = (Vec::new(), Vec::new());
    for ((Received { webhook, .. }, own), name) in members.into_iter().zip(variant_names) {
        webhook.event = Some(id);
        names.extend(own.into_iter().map(|name| (name, variants.len())));
        variants.push(Variant {
            name: VariantName::new(name),
            ty: webhook.payload.clone().unwrap_or(Type::Json),
            docs: docs(webhook),
            pointer: webhook.pointer.clone(),
        });
    }
    // Whole names first, then the longest beginnings.
    names.sort_by_key(|(name, _)| match name {
        EventName::Whole(_) => (false, 0),
        EventName::Prefix(prefix) => (true, usize::MAX - prefix.len()),
    });
    let choice = Choice::Event {
        place: told.place,
        names,
    };
    let site = Site::at_home(UNION.to_owned(), Flow::Received).of_webhooks();
    let shape = Shape::Union { variants, choice };
    models.types.define(id, shape, Docs::default(), false, &site);
}

/// What the document says of a webhook, or its name.
fn docs(webhook: &Webhook) -> Docs {
    let mut docs = webhook.docs.clone();
    if docs == Docs::default() {
        docs.notes.push(Note::Webhook(webhook.name.clone()));
    }
    docs
}

/// The name of a variant: that of the webhook, or with its method where it has several.
fn claim(webhook: &Webhook) -> Claim {
    let name = names::variant_name(&webhook.name);
    let with_method = names::variant_name(&format!("{} {}", webhook.name, webhook.method.as_str().to_lowercase()));
    Claim {
        identity: webhook.pointer.0.clone(),
        disambiguators: vec![with_method],
        ..Claim::new(name, webhook.name.clone(), webhook.pointer.clone())
    }
}
