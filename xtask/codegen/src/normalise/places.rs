//! Where parameters go, and the styles that they have there.
//!
//! In: a parameter, or a header. Out: its place as OpenAPI spells it, and no style but one of that place.

use serde_json::{Map, Value, json};

use super::context::Context;
use crate::report::{Code, Diagnostic};

/// A place of parameters, and the styles that they may have there (OpenAPI 3.2 §4.12.2).
pub(crate) type ParameterPlace = (&'static str, &'static [&'static str]);

/// All of them; the first is that of a parameter which does not say where it goes.
pub(crate) const PLACES: &[ParameterPlace] = &[
    ("query", &["form", "spaceDelimited", "pipeDelimited", "deepObject"]),
    ("path", &["simple", "label", "matrix"]),
    ("header", &["simple"]),
    ("cookie", &["form", "cookie"]),
    ("querystring", &[]),
];

/// The parameter's place, spelled as OpenAPI does.
pub(super) fn place(map: &mut Map<String, Value>, cx: &mut Context<'_>) -> &'static ParameterPlace {
    let written = map.get("in").and_then(Value::as_str).unwrap_or_default();
    let folded = written.to_lowercase();
    let meant = PLACES.iter().find(|(place, _)| *place == folded).unwrap_or(&PLACES[0]);
    if written != meant.0 {
        let message = format!("`{written}` is no place for a parameter");
        let label = format!("read as `{}`", meant.0);
        cx.push(Diagnostic::new(Code::FaultyPlace, cx.place.child("in"), message).label(label));
        map.insert("in".into(), json!(meant.0));
    }
    meant
}

/// Takes a style away that the place does not have.
pub(super) fn style(map: &mut Map<String, Value>, allowed: &[&str], cx: &mut Context<'_>) {
    let Some(style) = map.get("style") else {
        return;
    };
    if !style.as_str().is_some_and(|style| allowed.contains(&style)) {
        let message = format!("the style {style} is not allowed here");
        let hint = match allowed {
            [] => "what is the query as a whole has none".to_owned(),
            allowed => format!("allowed is {}", allowed.join(", ")),
        };
        cx.push(
            Diagnostic::new(Code::FaultyStyle, cx.place.child("style"), message)
                .label("the default is used")
                .hint(hint),
        );
        map.remove("style");
    }
}
