//! Forms, byte by byte.

use super::*;
use crate::style::Style;
use serde_json::json;

fn written(form: Form) -> String {
    let (media_type, payload) = form.finish_with("B").unwrap();
    assert_eq!(media_type, "multipart/form-data; boundary=B");
    let Payload::Bytes(bytes) = payload else {
        panic!("not in one piece")
    };
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[test]
fn files_and_fields_are_parts() {
    let file = File::new("name\n").name("a \"b\"\r\n.csv").content_type("text/csv");
    let form = Form::new()
        .file("file", file)
        .field("replace", &true)
        .field("note", &None::<&str>);
    assert_eq!(
        written(form),
        "--B\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a %22b%22%0D%0A.csv\"\r\n\
         Content-Type: text/csv\r\n\r\nname\n\r\n\
         --B\r\nContent-Disposition: form-data; name=\"replace\"\r\n\r\ntrue\r\n--B--\r\n"
    );
}

#[test]
fn a_file_is_told_from_a_field_even_without_a_name() {
    assert_eq!(
        written(Form::new().file("rows", File::new("1"))),
        "--B\r\nContent-Disposition: form-data; name=\"rows\"; filename=\"rows\"\r\n\
         Content-Type: application/octet-stream\r\n\r\n1\r\n--B--\r\n"
    );
}

#[test]
fn arrays_are_repeated_and_objects_are_json() {
    let text = written(Form::new().field("tag", &["a", "b"]).field("meta", &json!({"k": 1})));
    assert_eq!(text.matches("name=\"tag\"").count(), 2);
    assert!(text.contains("name=\"meta\"\r\nContent-Type: application/json\r\n\r\n{\"k\":1}\r\n"));
}

#[test]
fn members_are_written_as_the_document_says() {
    let form = Form::new()
        .encode("meta", Encoding::style(Style::DEEP_OBJECT))
        .encode("tags", Encoding::style(Style::SPACE))
        .encode("note", Encoding::content_type("text/html"))
        .encode("image", Encoding::content_type("image/png").headers(&[("X-Kind", "a")]))
        .field("meta", &json!({"a b": 1, "c": [2]}))
        .fields(&json!({"tags": ["x y", "z"], "note": "<p>"}))
        .files("image", [File::new("1"), File::new("2").content_type("image/gif")]);
    let text = written(form);
    for part in [
        "name=\"meta[a b]\"\r\n\r\n1\r\n",
        "name=\"meta[c][]\"\r\n\r\n2\r\n",
        "name=\"tags\"\r\n\r\nx y z\r\n",
        "name=\"note\"\r\nContent-Type: text/html\r\n\r\n<p>\r\n",
        "name=\"image\"; filename=\"image\"\r\nContent-Type: image/png\r\nX-Kind: a\r\n\r\n1\r\n",
        "name=\"image\"; filename=\"image\"\r\nContent-Type: image/gif\r\nX-Kind: a\r\n\r\n2\r\n",
    ] {
        assert!(text.contains(part), "{part} in {text}");
    }
}

#[test]
fn an_object_is_its_fields_and_nothing_else_is_a_form() {
    let text = written(Form::new().fields(&json!({"tag": ["a", "b"], "none": null, "note": "x"})));
    let names: Vec<&str> = text
        .split("name=")
        .skip(1)
        .filter_map(|rest| rest.lines().next())
        .collect();
    assert_eq!(names, [r#""note""#, r#""tag""#, r#""tag""#]);
    assert!(Form::new().fields(&7).finish().is_err());
}

#[test]
fn several_files_may_have_one_name_or_each_its_own() {
    let named = [("c".to_owned(), File::new("3"))];
    let form = Form::new()
        .files("rows", [File::new("1"), File::new("2")])
        .named_files(named);
    let text = written(form);
    assert_eq!(text.matches("name=\"rows\"; filename=\"rows\"").count(), 2);
    assert_eq!(text.matches("name=\"c\"; filename=\"c\"").count(), 1);
}

/// RFC 2387 §5.1: the first part is the root, whose type the whole tells; parts are found by their `Content-ID`.
#[test]
fn other_types_have_no_form_names() {
    let form = Form::of("multipart/related")
        .field("meta", &json!({"k": 1}))
        .file("file", File::new("x").content_type("image/png"));
    let (media_type, payload) = form.finish_with("B").unwrap();
    assert_eq!(media_type, "multipart/related; boundary=B; type=\"application/json\"");
    let Payload::Bytes(bytes) = payload else {
        panic!("not in one piece")
    };
    assert_eq!(
        String::from_utf8_lossy(&bytes),
        "--B\r\nContent-ID: <meta>\r\nContent-Type: application/json\r\n\r\n{\"k\":1}\r\n\
         --B\r\nContent-ID: <file>\r\nContent-Type: image/png\r\n\r\nx\r\n--B--\r\n"
    );
    let (media_type, _) = Form::of("multipart/mixed").finish_with("B").unwrap();
    assert_eq!(media_type, "multipart/mixed; boundary=B");
}

/// As browsers do it; without its end a server waits for more.
#[test]
fn a_form_without_parts_is_closed() {
    assert_eq!(written(Form::new()), "--B--\r\n");
}

#[test]
fn a_media_type_with_a_line_break_is_refused() {
    let form = Form::new().file("file", File::new("").content_type("a\r\nb"));
    assert_eq!(form.finish().unwrap_err(), InvalidReason::Header);
}

#[test]
fn boundaries_differ() {
    assert_ne!(boundary(), boundary());
}
