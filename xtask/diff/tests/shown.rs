//! How findings are shown: groups, links, places of what is gone, lines that accept a break.

use callspec_codegen::source::Source;
use callspec_diff::finding::{Finding, Rust};
use callspec_diff::side::{Input, Side};
use callspec_diff::{Comparison, Links, Options, accepted, format};

fn compare(base: &str, head: &str) -> Comparison {
    let side = |text: &str| Side {
        inputs: vec![Input {
            name: "things".to_owned(),
            source: Source::from_text("specs/things.yaml", text),
        }],
        ..Side::default()
    };
    let options = Options {
        today: "2026-06-01".to_owned(),
        single: true,
    };
    callspec_diff::compare(side(base), side(head), &options).unwrap()
}

/// An API with two operations that take a kind of these values.
fn taking(values: usize) -> String {
    let values: Vec<String> = (0..values).map(|value| format!("v{value}")).collect();
    format!(
        "openapi: 3.0.3
info: {{title: Things, version: 1.0.0}}
paths:
  /things:
    get: &call
      operationId: list_things
      parameters: [{{name: kind, in: query, schema: {{$ref: '#/components/schemas/Kind'}}}}]
      responses: {{'204': {{description: None.}}}}
    delete: {{<<: *call, operationId: clear_things}}
components:
  schemas:
    Kind: {{type: string, enum: [{}]}}
",
        values.join(", ")
    )
}

#[test]
fn an_enum_that_loses_many_values_is_one_finding() {
    let comparison = compare(&taking(252), &taking(2));
    let findings = &comparison.providers[0].findings;
    assert_eq!(findings.len(), 1, "{findings:#?}");
    assert_eq!(findings[0].pieces, 250);
    assert!(findings[0].surface.len() >= 250, "each variant belongs to it");
    let text = format::text(&comparison);
    assert!(text.contains("− `v2`, `v3`, `v4`, `v5`, `v6` and 245 more\n"), "{text}");
    // Whoever accepted other values did not accept these.
    let fewer = compare(&taking(252), &taking(3));
    assert_ne!(fewer.providers[0].findings[0].fingerprint, findings[0].fingerprint);
}

#[test]
fn what_is_shared_names_the_methods_that_it_reaches() {
    let comment = format::markdown(&compare(&taking(3), &taking(2)));
    assert!(
        comment.contains("#### `client.list_things, client.clear_things`\n"),
        "{comment}"
    );
}

#[test]
fn places_are_links_where_they_can_be_read() {
    let mut comparison = compare(&taking(3), &taking(4));
    assert!(!format::markdown(&comparison).contains("](http"));
    comparison.links = Links {
        base: Some("https://forge.example/old/{file}#L{line}".to_owned()),
        head: Some("https://forge.example/new/{file}#L{line}".to_owned()),
    };
    let added = format::markdown(&comparison);
    assert!(
        added.contains("(https://forge.example/new/specs/things.yaml#L12)"),
        "{added}"
    );
    comparison = Comparison {
        links: comparison.links.clone(),
        ..compare(&taking(3), &taking(2))
    };
    let removed = format::markdown(&comparison);
    assert!(
        removed.contains("(https://forge.example/old/specs/things.yaml#L12)"),
        "{removed}"
    );
}

#[test]
fn what_is_gone_is_annotated_at_what_is_left_around_it() {
    let annotations = format::github(&compare(&taking(3), &taking(2)));
    let gone = annotations
        .lines()
        .find(|line| line.contains("enum-value-removed"))
        .unwrap();
    assert!(gone.contains("file=specs/things.yaml,line=12,"), "{gone}");
}

#[test]
fn the_lines_that_accept_a_break_lack_a_reason_alone() {
    let mut comparison = compare(&taking(3), &taking(2));
    let comment = format::markdown(&comparison);
    let (_, rest) = comment.split_once("```toml\n").unwrap();
    let (lines, _) = rest.split_once("```").unwrap();
    assert_eq!(accepted::parse(lines).unwrap_err().what, "a reason is at least a word");
    let entries = accepted::parse(&lines.replace("reason = \"\"", "reason = \"Nobody sends it.\"")).unwrap();
    comparison.accept(&entries, &[], "2026-06-01");
    assert_eq!(comparison.problems, [""; 0]);
    assert_eq!(comparison.providers[0].open(), 0);
}

#[test]
fn a_change_inside_functions_belongs_to_what_caused_it() {
    let with = |media: &str| {
        format!(
            "openapi: 3.0.3
info: {{title: Things, version: 1.0.0}}
paths:
  /things:
    put:
      operationId: put_things
      requestBody: {{required: true, content: {{{media}: {{schema: {{type: object}}}}}}}}
      responses: {{'204': {{description: None.}}}}
"
        )
    };
    let comparison = compare(&with("application/json"), &with("application/vnd.things+json"));
    let rules: Vec<&str> = comparison.providers[0]
        .findings
        .iter()
        .map(|finding| finding.ruling().rule.as_str())
        .collect();
    assert_eq!(
        rules,
        ["request-body-media-type-removed", "request-body-media-type-added"]
    );
    let patch = |finding: &Finding| finding.rust == Rust::Patch;
    assert!(comparison.providers[0].findings.iter().all(patch));
}
