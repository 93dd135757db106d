//! What people see.

use super::*;
use crate::ir::Pointer;
use crate::report::Diagnostic;

fn pointer(text: &str) -> Pointer {
    Pointer(text.to_owned())
}

fn plain(report: &Report, source: &Source) -> String {
    render(report, source, Options::default())
}

#[test]
fn a_problem_looks_as_in_rustc() {
    let mut text = "\n".repeat(99);
    text.push_str("paths:\n  /calls:\n    $ref: '#/components/schemas/Cal'\n");
    let source = Source::from_text("specs/kathan.yaml", &text);
    let mut report = Report::default();
    report.push(
        Diagnostic::new(
            Code::DanglingRef,
            pointer("/paths/~1calls/$ref"),
            "`#/components/schemas/Cal` does not exist",
        )
        .label("no such schema")
        .hint("a schema with a similar name exists: `Call`"),
    );
    let expected = "\
error[dangling-ref]: `#/components/schemas/Cal` does not exist
   --> specs/kathan.yaml:102:11
    |
102 |     $ref: '#/components/schemas/Cal'
    |           ^^^^^^^^^^^^^^^^^^^^^^^^^^ no such schema
    = in #/paths/~1calls/$ref
    = help: a schema with a similar name exists: `Call`

specs/kathan.yaml: 1 error
";
    assert_eq!(plain(&report, &source), expected);
}

#[test]
fn problems_are_ordered_by_place_and_show_all_their_places() {
    let source = Source::from_text("a.json", "{\n  \"a\": 1,\n  \"b\": 2\n}\n");
    let mut report = Report::default();
    report.push(Diagnostic::new(Code::BigNumber, pointer("/b"), "second").also(pointer("/a"), "see here"));
    report.push(Diagnostic::new(Code::DuplicateKey, pointer("/a"), "first").on_key());
    let expected = "\
error[duplicate-key]: first
 --> a.json:2:3
  |
2 |   \"a\": 1,
  |   ^^^
  = in #/a

warning[big-number]: second
 --> a.json:3:8
  |
3 |   \"b\": 2
  |        ^
 ::: a.json:2:8
  |
2 |   \"a\": 1,
  |        - see here
  = in #/b

a.json: 1 error, 1 warning
";
    assert_eq!(plain(&report, &source), expected);
}

#[test]
fn marks_stand_under_their_text_after_tabs_and_wide_characters() {
    let source = Source::from_text("a.json", "{\n\t\"通话\": \"电话\", \"x\": 12\n}");
    let mut report = Report::default();
    report.push(Diagnostic::new(Code::BigNumber, pointer("/x"), "m"));
    report.push(Diagnostic::new(Code::BigNumber, pointer("/通话"), "m"));
    let text = plain(&report, &source);
    assert!(text.contains("a.json:2:19\n"), "columns count characters: {text}");
    assert!(
        text.contains("\n2 |     \"通话\": \"电话\", \"x\": 12\n  |                          ^^\n"),
        "{text}"
    );
    assert!(text.contains("\n  |             ^^^^^^\n"), "{text}");
}

#[test]
fn a_line_of_a_megabyte_is_cut_around_the_place() {
    let items = vec!["\"filling\""; 50_000].join(",");
    let source = Source::from_text("a.json", &format!("{{\"a\":[{items}],\"x\":12,\"b\":[{items}]}}"));
    let mut report = Report::default();
    report.push(Diagnostic::new(Code::BigNumber, pointer("/x"), "m").label("here"));
    let text = plain(&report, &source);
    assert!(text.lines().all(|line| line.len() < 200), "{text}");
    let lines: Vec<_> = text.lines().collect();
    let mark = lines[4].find("^^ here").unwrap();
    let marked: String = lines[3].chars().skip(mark).take(2).collect();
    assert_eq!(marked, "12");
    assert!(lines[3].starts_with("1 | …") && lines[3].ends_with('…'), "{text}");
}

#[test]
fn text_of_the_document_cannot_steer_the_terminal() {
    let source = Source::from_text("a.yaml", "x: \"\u{202e}abc\" \n");
    let mut report = Report::default();
    report.push(Diagnostic::new(
        Code::BigNumber,
        pointer("/x"),
        "bad `\u{1b}[2J`\nsecond line",
    ));
    let text = plain(&report, &source);
    assert!(
        text.starts_with("warning[big-number]: bad `\\u{1b}[2J` second line\n"),
        "{text}"
    );
    assert!(
        text.contains("1 | x: \"\\u{202e}abc\"\n  |    ^^^^^^^^^^^^^\n"),
        "{text}"
    );
}

#[test]
fn colours_are_only_there_when_asked_for() {
    let source = Source::from_text("a.yaml", "x: 1\n");
    let mut report = Report::default();
    report.push(Diagnostic::new(Code::BigNumber, pointer("/x"), "m"));
    assert!(!plain(&report, &source).contains('\u{1b}'));
    let colored = render(
        &report,
        &source,
        Options {
            color: true,
            ..Options::default()
        },
    );
    assert!(colored.contains("\u{1b}["));
    assert_eq!(
        anstream::adapter::strip_str(&colored).to_string(),
        plain(&report, &source)
    );
}

#[test]
fn a_place_that_is_not_in_the_text_falls_back_to_the_nearest_that_is() {
    let source = Source::from_text("a.yaml", "info:\n  title: x\n");
    let mut report = Report::default();
    report.push(Diagnostic::new(Code::BigNumber, pointer("/info/version"), "m"));
    let text = plain(&report, &source);
    assert!(text.contains("--> a.yaml:1:1\n"), "{text}");
    assert!(text.contains("= in #/info/version\n"), "{text}");
}

#[test]
fn many_warnings_of_one_code_are_summed_up() {
    let source = Source::from_text("a.yaml", "x: 1\n");
    let mut report = Report::default();
    for _ in 0..5 {
        report.push(Diagnostic::new(Code::BigNumber, pointer("/x"), "m"));
    }
    let text = render(
        &report,
        &source,
        Options {
            limit: Some(2),
            ..Options::default()
        },
    );
    assert_eq!(text.matches("warning[big-number]").count(), 2);
    assert!(text.contains("... and 3 more of `big-number`"), "{text}");
    assert!(text.ends_with("a.yaml: 5 warnings\n"), "{text}");
    assert_eq!(render(&Report::default(), &source, Options::default()), "");
}
