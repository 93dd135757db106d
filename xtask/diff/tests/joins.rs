//! Which finding a change of the public surface is shown with: the one that causes it, and no other.
//!
//! In: two documents. Out: per finding its rule and the paths of the items that it changes, marked as in the report.

use callspec_codegen::source::Source;
use callspec_diff::side::{Input, Side};
use callspec_diff::{Options, compare};

/// A document: what stands at its root, and what the operation and the schema have.
fn document(root: &str, parameters: &str, schema: &str, members: &str) -> String {
    format!(
        "openapi: '3.0.3'
info: {{title: Things, version: '1.0.0'}}
{root}
paths:
  /things:
    get:
      operationId: get_thing
      parameters: [{parameters}]
      responses:
        '200':
          description: 'Done.'
          content: {{application/json: {{schema: {{$ref: '#/components/schemas/{schema}'}}}}}}
components:
  schemas:
    {schema}: {{type: object, properties: {{id: {{type: string}}{members}}}}}
"
    )
}

/// `server-added: + Server::Live, …` for each finding, in the order of the report.
fn joined(base: &str, head: &str) -> Vec<String> {
    let side = |text: &str| Side {
        inputs: vec![Input {
            name: "things".to_owned(),
            source: Source::from_text("things.yaml", text),
        }],
        ..Side::default()
    };
    let options = Options {
        today: "2026-06-01".to_owned(),
        single: true,
    };
    let comparison = compare(side(base), side(head), &options).unwrap();
    let findings = comparison.providers[0].findings.iter();
    let line = |finding: &callspec_diff::finding::Finding| {
        let mark = |change: &callspec_diff::surface::Change| {
            let mark = match (&change.before, &change.after) {
                (None, _) => "+",
                (_, None) => "−",
                _ => "~",
            };
            format!("{mark} {}", change.path.trim_start_matches("things::"))
        };
        let mut items: Vec<String> = finding.surface.iter().map(mark).collect();
        items.retain(|item| !item.contains(" as "));
        format!("{}: {}", finding.ruling().rule, items.join(", "))
    };
    findings.map(line).collect()
}

#[test]
fn a_key_at_the_root_is_near_nothing_inside() {
    let keep = "x-unknown-members: keep";
    let limit = "{name: limit, in: query, schema: {type: integer}}";
    let base = document(keep, "", "Thing", "");
    let found = joined(&base, &document(keep, limit, "Part", ""));
    let of = |rule: &str| found.iter().find(|line| line.starts_with(rule)).unwrap();
    assert!(!of("new-optional-request-parameter").contains("other"), "{found:#?}");
    assert!(
        of("api-schema-renamed").contains("− models::Thing::other"),
        "{found:#?}"
    );
    assert!(of("api-schema-renamed").contains("+ models::Part::other"), "{found:#?}");
    // Where the key itself comes, it is the cause.
    let found = joined(&document("", "", "Thing", ""), &document(keep, limit, "Thing", ""));
    let of = |rule: &str| found.iter().find(|line| line.starts_with(rule)).unwrap();
    assert!(of("rust-hint-changed").contains("+ models::Thing::other"), "{found:#?}");
    assert!(!of("new-optional-request-parameter").contains("other"), "{found:#?}");
}

#[test]
fn servers_explain_what_is_made_of_them() {
    let servers = |list: &str| document(&format!("servers: [{list}]"), "", "Thing", "");
    let (one, two, three) = (
        "{url: 'https://a.example', description: Live}",
        "{url: 'https://b.example', description: Test}",
        "{url: 'https://c.example', description: Demo}",
    );
    let env = "{url: 'https://a.example', description: Live, x-env: THINGS_URL}";
    let varied = |values: &str| {
        let variables = format!("{{of: {{default: a, enum: [{values}]}}}}");
        format!("{{url: 'https://{{of}}.example', description: Live, variables: {variables}}}")
    };
    for (base, head, expected) in [
        (
            varied("a, b"),
            format!("{}, {two}", varied("a, c")),
            vec![
                "server-variable-changed: ",
                "server-added: + Server, + Server::Live, + Server::Test, + ClientBuilder::server, + Server::url",
            ],
        ),
        (
            one.to_owned(),
            format!("{one}, {two}"),
            vec!["server-added: + Server, + Server::Live, + Server::Test, + ClientBuilder::server, + Server::url"],
        ),
        (
            format!("{one}, {two}"),
            format!("{one}, {two}, {three}"),
            vec!["server-added: + Server::Demo"],
        ),
        (
            format!("{one}, {two}"),
            format!("{one}, {three}"),
            vec!["server-removed: − Server::Test", "server-added: + Server::Demo"],
        ),
        (
            one.to_owned(),
            env.to_owned(),
            vec!["rust-hint-changed: + Client::from_env, + ClientBuilder::base_url_from_env"],
        ),
        (
            one.to_owned(),
            format!("{env}, {two}"),
            vec![
                "server-added: + Server, + Server::Live, + Server::Test, + ClientBuilder::server, + Server::url",
                "rust-hint-changed: + Client::from_env, + ClientBuilder::base_url_from_env",
            ],
        ),
    ] {
        assert_eq!(joined(&servers(&base), &servers(&head)), expected, "{base} → {head}");
    }
}

#[test]
fn what_goes_and_what_comes_at_one_index_are_told_apart() {
    let state = |values: &str| document("", "", "Thing", &format!(", state: {{type: string, enum: [{values}]}}"));
    let found = joined(&state("on, off"), &state("on, gone"));
    assert_eq!(
        found,
        [
            "response-property-enum-value-removed: − models::ThingState::Off",
            "response-property-enum-value-added: + models::ThingState::Gone"
        ]
    );
    let param = |name: &str| {
        document(
            "",
            &format!("{{name: {name}, in: query, schema: {{type: string}}}}"),
            "Thing",
            "",
        )
    };
    let found = joined(&param("size"), &param("limit"));
    assert_eq!(
        found,
        [
            "request-parameter-removed: − GetThing::size",
            "new-optional-request-parameter: + GetThing::limit"
        ]
    );
}
