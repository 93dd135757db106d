//! `docs/diff-rules.md`: the table of rules for people.

use std::collections::{BTreeMap, HashSet};

use super::{Family, Judgement, families, left_out};
use crate::finding::Direction;

const HEAD: &str = "# Rules of `cargo xtask diff`

Every finding has two verdicts. The one on the wire says what becomes of a client that is deployed today when the server changes, by
the direction of data: *breaking* (it stops working), *warning* (it depends on what the document does not say), *fine*. The one in
Rust says what becomes of code that compiles today when the crates are upgraded; it is no property of a rule, but read off the code
that the generator writes from both documents (see the end of this page).

The clients are those that callspec generates: their enums and unions keep values that they do not know, they pass over properties
that they do not know, and they check no limits. So a further enum value in a response is fine, and a limit that is lifted from a
response is a warning, for the code behind the client.

Webhooks and callbacks are requests that the server makes, so data travels the other way round: what they hold comes from the
server and is judged by the rules of responses, what answers them goes to it and is judged by the rules of requests. Nothing is
generated from the responses to them, and headers of these are not compared.

Where both documents give the same code, documentation aside, what the server sends breaks no client: what is breaking for it below is a
warning then. What no rule speaks of is `not-judged`, and a warning: no change of a document passes as fine without a rule that says so.

A `*` in an id stands for the place of the schema: `parameter`, `body`, `header` or `property`. Ids are those of
[oasdiff](https://www.oasdiff.com) where the meaning is the same. Each rule has a folder of its name in `xtask/diff/tests/rules`.

";

const RUST: &str = "## The verdict in Rust

The public items of both sides are compared as the generator writes them, by the rules of [SemVer
Compatibility](https://doc.rust-lang.org/cargo/reference/semver.html) of the Cargo book:

| change | verdict |
|---|---|
| an item is gone; a field, payload, argument or return type is another; a method takes more or fewer arguments; an implemented trait is gone; `#[non_exhaustive]` is new | major |
| an item is new, also a field of a `#[non_exhaustive]` struct and a variant of a `#[non_exhaustive]` enum; something is deprecated; an argument takes all that it took and more (`T` became `impl Into<U>`, and `U` is made from `T`) | minor |
| a variant of an enum, or a field of a struct, that is not `#[non_exhaustive]` is new | major |
| a constructor behind the feature `testing` takes other arguments: these make what only servers send, follow the documents, and are no promise to code that is shipped | minor |
| something is no longer deprecated; only what stands inside functions differs | patch |
| the code is the same, documentation aside | none |

";

const ACCEPTED: &str = "## Accepting a break

A break on the wire fails the review until it is undone, or `accepted-breaks.toml` beside `specs` has an entry for it (`--accepted`
names another file):

```toml
[[accepted]]
fingerprint = \"5d41402abc4b\"          # 12 hexadecimal digits; the review prints them with each break
reason = \"The field was never sent.\"  # what the review says of it from then on
until = 2027-01-31                      # the last day on which it holds
```

All three are required. The fingerprint survives a rebase and moved lines. The entry stays when the change is merged, and from then on
needs no finding, as the base has the break too; after its day it has to go. An entry that the base does not have and that matches
nothing is a mistake, and so is a second one for the same break.

";

/// The page.
pub fn page() -> String {
    let mut page = HEAD.to_owned();
    let mut areas: Vec<&str> = Vec::new();
    for family in families() {
        if !areas.contains(&family.area) {
            areas.push(family.area);
        }
    }
    for area in areas {
        page.push_str(&format!(
            "## {}\n\n| rule | wire | why | what callers do |\n|---|---|---|---|\n",
            capital(area)
        ));
        for family in families().iter().filter(|family| family.area == area) {
            for judgement in family.judgements {
                page.push_str(&row(family, judgement));
            }
        }
        page.push('\n');
    }
    page.push_str(RUST);
    page.push_str(ACCEPTED);
    page.push_str(&oasdiff());
    page
}

fn row(family: &Family, judgement: &Judgement) -> String {
    let id = match judgement.direction {
        Some(direction) if family.placed => format!("{}-*-{}", direction.as_str(), family.id),
        _ => family.id.to_owned(),
    };
    let wire = judgement.wire.as_str();
    let why = judgement.why;
    let advice = judgement.advice;
    format!("| `{id}` | {wire} | {why} | {advice} |\n")
}

fn oasdiff() -> String {
    let directions = [None, Some(Direction::Request), Some(Direction::Response)];
    let judged = |family: &Family, direction: Option<Direction>| {
        family
            .judgements
            .iter()
            .any(|judgement| judgement.direction == direction)
    };
    let mut ours: HashSet<String> = HashSet::new();
    for family in families() {
        for direction in directions.into_iter().filter(|direction| judged(family, *direction)) {
            ours.extend(family.rules(direction));
        }
    }
    let (here, elsewhere): (Vec<&str>, Vec<&str>) = left_out::grave().partition(|id| ours.contains(*id));
    let mut reasons: BTreeMap<usize, (&str, &str, Vec<&str>)> = BTreeMap::new();
    for id in elsewhere {
        let position = left_out::LEFT_OUT
            .iter()
            .position(|known| Some(*known) == left_out::reason(id));
        let (pattern, reason) = left_out::reason(id).unwrap_or((id, "No reason is given."));
        let entry = reasons
            .entry(position.unwrap_or(usize::MAX))
            .or_insert((pattern, reason, Vec::new()));
        entry.2.push(id);
    }
    let left: usize = reasons.values().map(|(_, _, ids)| ids.len()).sum();
    let mut text = format!(
        "## Rules of oasdiff\n\nOf oasdiff's rules of the levels error and warning, {} are rules here under the same id:\n\n{}.\n\n{left} are left out:\n\n| rules | why |\n|---|---|\n",
        here.len(),
        list(&here)
    );
    for (_, reason, ids) in reasons.values() {
        text.push_str(&format!("| {} | {reason} |\n", list(ids)));
    }
    text
}

fn list(ids: &[&str]) -> String {
    let ids: Vec<String> = ids.iter().map(|id| format!("`{id}`")).collect();
    ids.join(", ")
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars
        .next()
        .map(|first| first.to_uppercase().chain(chars).collect())
        .unwrap_or_default()
}
