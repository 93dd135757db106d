//! Media types that are compared: which of two stands for which, ranges among them (RFC 9110 §12.5.1).

use callspec_codegen::media_type::{Serialization, essence, includes, parameters, sent, serialization};

use super::bodies;
use super::doc::{Doc, Node};
use crate::finding::Direction;

/// How a new media type stands to an old one; the later, the nearer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Relation {
    Other,
    /// A range, or a wider one, that the old one is in.
    Wider,
    /// One of the old range, which clients ask for or send.
    Narrower,
    /// The same but for parameters that only one of them has.
    Same,
    Equal,
}

/// How a new media type stands to an old one, whose content is `content`.
pub(super) fn relation<'a>(
    old: &str,
    new: &str,
    content: &Node<'a>,
    (doc, direction): (Doc<'a>, Direction),
) -> Relation {
    let (given, new_given) = (sorted(old), sorted(new));
    if essence(old) == essence(new) {
        return match given == new_given {
            true => Relation::Equal,
            // Two that are both there tell versions and profiles apart.
            false if given.is_empty() || new_given.is_empty() => Relation::Same,
            false => Relation::Other,
        };
    }
    let is_read = || match direction {
        Direction::Request => essence(&sent(old)) == essence(new),
        Direction::Response => reads(old, new, content, doc),
    };
    match (includes(old, new), includes(new, old)) {
        (true, _) if is_read() => Relation::Narrower,
        (_, true) => Relation::Wider,
        _ => Relation::Other,
    }
}

/// Whether clients that ask for a range read a media type of it.
fn reads<'a>(range: &str, media_type: &str, content: &Node<'a>, doc: Doc<'a>) -> bool {
    let schema = doc.resolve(bodies::schema(content));
    let is_any = matches!(essence(range).as_str(), "*/*" | "application/*");
    let is_bytes = schema.text("format") == Some("binary") || is_any && content.get("schema").is_none();
    let is_text = is_any && matches!(schema.text("type"), None | Some("string")) && schema.get("properties").is_none();
    is_bytes
        || serialization(range) == serialization(media_type)
        || is_text && serialization(media_type) == Serialization::Text
}

fn sorted(media_type: &str) -> Vec<(String, String)> {
    let mut parameters = parameters(media_type);
    parameters.sort();
    parameters
}
