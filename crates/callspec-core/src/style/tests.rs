//! The table of OpenAPI 3.0 §4.7.12.4, and what it leaves out.

use serde_json::{Value, json};

use super::*;

fn tree(value: &Value) -> Tree {
    Tree::of(value).unwrap()
}

fn query(style: Style, value: &Value) -> String {
    let mut out = String::new();
    write_query(&mut out, "color", style, &tree(value));
    out
}

fn path(style: Style, value: &Value) -> Option<String> {
    let mut out = String::new();
    write_path(&mut out, "color", style, &tree(value)).then_some(out)
}

fn samples() -> [Value; 3] {
    [
        json!("blue"),
        json!(["blue", "black", "brown"]),
        json!({"B": 150, "G": 200, "R": 100}),
    ]
}

#[test]
fn queries_follow_the_table() {
    for (style, expected) in [
        (
            Style::FORM,
            ["color=blue", "color=blue&color=black&color=brown", "B=150&G=200&R=100"],
        ),
        (
            Style::COMMA,
            ["color=blue", "color=blue,black,brown", "color=B,150,G,200,R,100"],
        ),
        (
            Style::SPACE,
            [
                "color=blue",
                "color=blue%20black%20brown",
                "color=B%20150%20G%20200%20R%20100",
            ],
        ),
        (
            Style::PIPE,
            [
                "color=blue",
                "color=blue%7Cblack%7Cbrown",
                "color=B%7C150%7CG%7C200%7CR%7C100",
            ],
        ),
        (
            Style::PIPE_EXPLODED,
            ["color=blue", "color=blue&color=black&color=brown", "B=150&G=200&R=100"],
        ),
        (
            Style::DEEP_OBJECT,
            [
                "color=blue",
                "color%5B%5D=blue&color%5B%5D=black&color%5B%5D=brown",
                "color%5BB%5D=150&color%5BG%5D=200&color%5BR%5D=100",
            ],
        ),
    ] {
        assert_eq!(samples().map(|value| query(style, &value)), expected, "{style:?}");
    }
}

#[test]
fn paths_follow_the_table() {
    for (style, expected) in [
        (Style::SIMPLE, ["blue", "blue,black,brown", "B,150,G,200,R,100"]),
        (
            Style::SIMPLE_EXPLODED,
            ["blue", "blue,black,brown", "B=150,G=200,R=100"],
        ),
        (Style::LABEL, [".blue", ".blue,black,brown", ".B,150,G,200,R,100"]),
        (
            Style::LABEL_EXPLODED,
            [".blue", ".blue.black.brown", ".B=150.G=200.R=100"],
        ),
        (
            Style::MATRIX,
            [";color=blue", ";color=blue,black,brown", ";color=B,150,G,200,R,100"],
        ),
        (
            Style::MATRIX_EXPLODED,
            [
                ";color=blue",
                ";color=blue;color=black;color=brown",
                ";B=150;G=200;R=100",
            ],
        ),
    ] {
        assert_eq!(
            samples().map(|value| path(style, &value).unwrap()),
            expected,
            "{style:?}"
        );
    }
}

#[test]
fn a_path_needs_text() {
    for nothing in [json!(""), json!(null), json!([]), json!({}), json!([null, ""])] {
        for style in [Style::SIMPLE, Style::LABEL, Style::MATRIX_EXPLODED] {
            assert_eq!(path(style, &nothing), None, "{nothing}");
        }
    }
}

#[test]
fn null_is_left_out_everywhere() {
    assert_eq!(query(Style::FORM, &json!([null, 1, null])), "color=1");
    assert_eq!(query(Style::COMMA, &json!({"a": null, "b": 2})), "color=b,2");
    assert_eq!(query(Style::DEEP_OBJECT, &json!({"a": null, "b": {"c": null}})), "");
    assert_eq!(query(Style::COMMA, &json!([])), "");
    assert_eq!(query(Style::JSON, &json!(null)), "");
}

#[test]
fn deep_objects_nest() {
    let filter = json!({"or": [{"x": 1}, {"y": true}], "status": {"eq": "completed", "in": ["a", "b"]}});
    assert_eq!(
        query(Style::DEEP_OBJECT, &filter)
            .replace("%5B", "[")
            .replace("%5D", "]"),
        "color[or][0][x]=1&color[or][1][y]=true&color[status][eq]=completed&color[status][in][]=a&color[status][in][]=b"
    );
}

#[test]
fn an_array_within_an_exploded_object_repeats_its_key() {
    let page = json!({"page": 1, "sort": ["a", null, "b,c"], "none": [], "by": [{"k": 1}], "or": {"k": 1}});
    let by = "%7B%22k%22%3A1%7D";
    assert_eq!(
        query(Style::FORM, &page),
        format!("by={by}&or={by}&page=1&sort=a&sort=b%2Cc")
    );
    let page = json!({"page": 1, "sort": ["a", "b"]});
    for (style, expected) in [
        (Style::SIMPLE_EXPLODED, "page=1,sort=a,sort=b"),
        (Style::LABEL_EXPLODED, ".page=1.sort=a.sort=b"),
        (Style::MATRIX_EXPLODED, ";page=1;sort=a;sort=b"),
    ] {
        assert_eq!(path(style, &page).unwrap(), expected);
    }
    let header = header_text(&tree(&page), Style::SIMPLE_EXPLODED);
    assert_eq!(header.as_deref(), Some("page=1,sort=a,sort=b"));
    // Without `explode` there is one key and one text.
    assert_eq!(query(Style::COMMA, &page), "color=page,1,sort,%5B%22a%22%2C%22b%22%5D");
}

#[test]
fn reserved_characters_of_a_path_stay_where_that_is_allowed() {
    let value = json!("a/b?c%2Fd#[e]&f");
    let reserved = path(Style::SIMPLE.reserved(), &value);
    assert_eq!(reserved.as_deref(), Some("a/b%3Fc%2Fd%23%5Be%5D&f"));
}

#[test]
fn delimiters_within_values_are_encoded() {
    assert_eq!(query(Style::COMMA, &json!(["a,b", "c&d=e"])), "color=a%2Cb,c%26d%3De");
    assert_eq!(
        query(Style::FORM.reserved(), &json!("a/b?c=d&e#f")),
        "color=a/b?c=d%26e%23f"
    );
    assert_eq!(
        query(Style::FORM, &json!([[1], {"a": 2}])),
        "color=%5B1%5D&color=%7B%22a%22%3A2%7D"
    );
}

#[test]
fn headers_are_simple_and_plain() {
    assert_eq!(
        header_text(&tree(&json!(["a b", 2])), Style::SIMPLE).as_deref(),
        Some("a b,2")
    );
    assert_eq!(
        header_text(&tree(&json!({"k": 1})), Style::SIMPLE_EXPLODED).as_deref(),
        Some("k=1")
    );
    assert_eq!(header_text(&tree(&json!(true)), Style::SIMPLE).as_deref(), Some("true"));
    assert_eq!(header_text(&tree(&json!(null)), Style::SIMPLE), None);
}

#[test]
fn members_have_an_order_of_their_own() {
    #[derive(serde::Serialize)]
    struct Filter {
        status: &'static str,
        direction: &'static str,
        by: Value,
    }
    let filter = Filter {
        status: "done",
        direction: "in",
        by: json!({"z": 1, "a": 2}),
    };
    let filter = Tree::of(&filter).unwrap();
    // A struct's as they are declared, a map's sorted, whether or not serde_json keeps the order of maps.
    for (style, expected) in [
        (
            Style::DEEP_OBJECT,
            "f%5Bstatus%5D=done&f%5Bdirection%5D=in&f%5Bby%5D%5Ba%5D=2&f%5Bby%5D%5Bz%5D=1",
        ),
        (
            Style::FORM,
            "status=done&direction=in&by=%7B%22a%22%3A2%2C%22z%22%3A1%7D",
        ),
    ] {
        let mut out = String::new();
        write_query(&mut out, "f", style, &filter);
        assert_eq!(out, expected);
    }
}
