//! Error documents: an object whose `errors` is the list (JSON:API 1.0 §5.1), where frameworks describe the list alone.

use serde_json::{Value, json};

use super::{Body, properties};
use crate::ir::Pointer;
use crate::normalise::context::Context;
use crate::report::{Code, Diagnostic};
use crate::{pointer, reference};

/// The members of an error object (JSON:API 1.0 §5.6).
const MEMBERS: [&str; 8] = ["id", "links", "status", "code", "title", "detail", "source", "meta"];

/// Those of which one at least says what is wrong.
const WORDS: [&str; 3] = ["code", "title", "detail"];

/// The bodies of responses that are lists of error objects, by the places of their schemas.
pub(super) fn found(root: &Value, bodies: &[Body<'_>]) -> Vec<String> {
    let responses = bodies.iter().filter(|body| !body.is_request);
    let lists = responses.filter(|body| is_list(root, body.schema) == Some(true));
    lists.map(|body| body.at.clone()).collect()
}

/// Whether a schema is a list of error objects; `None` for what is no list of objects.
fn is_list(root: &Value, schema: &Value) -> Option<bool> {
    let items = reference::resolve(root, schema)?.get("items")?;
    let members = properties(reference::resolve(root, items)?)?;
    let has_words = WORDS.iter().any(|key| members.contains_key(*key));
    Some(has_words && members.keys().all(|key| MEMBERS.contains(&key.as_str())))
}

/// Puts such lists into documents.
pub(super) fn wrap(root: &mut Value, lists: &[String], cx: &mut Context<'_>) {
    for at in lists {
        let Some(schema) = root.pointer_mut(at) else { continue };
        let list = schema.take();
        *schema = json!({"type": "object", "required": ["errors"], "properties": {"errors": list}});
        let inside = pointer::join(&pointer::join(at, "properties"), "errors");
        let message = "an error response of JSON:API is an object, and this is a list of errors";
        cx.push(Diagnostic::new(Code::BareErrors, Pointer(at.clone()), message).label("read as its member `errors`"));
        cx.report.origins.moved(at.clone(), inside);
    }
}
