//! What is refused before the YAML parser sees it: deep nesting, tags, several documents.
//!
//! The parser needs time that grows with the square of the depth of brackets, drops some tags without a
//! word, and cannot say where a second document begins. (Depth that costs it no time is the reader's affair.) Most texts are cleared by one pass over their bytes that
//! may only err on the side of suspicion; a suspicious text is checked exactly by another parser's events.

use granit_parser::{ErrorKind, Event, Parser, Span as YamlSpan, options};

use super::MAX_DEPTH;
use crate::ir::Pointer;
use crate::report::{Code, Diagnostic, Span};
use crate::source::FileId;

/// Brackets left open, as counted by [`Brackets`], that cost the parser nothing worth mentioning.
const MAX_BRACKETS: usize = 64;

/// Checks a YAML text.
pub(super) fn check(text: &str, file: FileId) -> Result<(), Box<Diagnostic>> {
    let fault = if is_suspicious(text) { fault(text, file) } else { None };
    fault.map_or(Ok(()), |fault| Err(Box::new(fault)))
}

/// Whether a text may hold what is refused.
fn is_suspicious(text: &str) -> bool {
    let mut brackets = Brackets::default();
    let mut begun = false;
    for line in text.lines() {
        let marker =
            matches!(line.get(..3), Some("---" | "...")) && line[3..].chars().next().is_none_or(char::is_whitespace);
        if marker && begun || has_tag(line) {
            return true;
        }
        begun |= marker || !line.trim_start().is_empty() && !line.starts_with(['#', '%']);
        brackets.line(line);
    }
    brackets.depth() > MAX_BRACKETS
}

/// An upper bound of the nesting of brackets.
///
/// Brackets that open and close on one line with neither quote nor comment sign between cancel out, whatever
/// that line is part of; all others count as left open for good.
#[derive(Default)]
struct Brackets {
    left_open: usize,
    deepest_line: usize,
}

impl Brackets {
    fn line(&mut self, line: &str) {
        let mut open = 0;
        for byte in line.bytes() {
            match byte {
                b'[' | b'{' => {
                    open += 1;
                    self.deepest_line = self.deepest_line.max(open);
                }
                b']' | b'}' => open = open.saturating_sub(1),
                b'"' | b'\'' | b'#' => self.left_open += std::mem::take(&mut open),
                _ => {}
            }
        }
        self.left_open += open;
    }

    fn depth(&self) -> usize {
        self.left_open + self.deepest_line
    }
}

/// Whether an exclamation mark stands where a tag may.
fn has_tag(line: &str) -> bool {
    let may_start = |at: usize| at == 0 || matches!(line.as_bytes()[at - 1], b' ' | b'\t' | b'[' | b'{' | b',' | b':');
    line.match_indices('!').any(|(at, _)| may_start(at))
}

/// What is to be refused about a text, if anything.
fn fault(text: &str, file: FileId) -> Option<Diagnostic> {
    let options = options! {
        emit_comments: false,
        simple_key_max_lookahead: 1 << 20,
        flow_nesting_limit: MAX_DEPTH,
        block_nesting_limit: MAX_DEPTH,
    };
    let at = |diagnostic: Diagnostic, (start, end)| diagnostic.span(Span { file, start, end });
    let new = |code, message: &str| Diagnostic::new(code, Pointer::default(), message);
    let mut depth = 0;
    let mut documents = 0;
    for event in Parser::new_from_str_with_options(text, options) {
        let (event, span) = match event {
            Ok(event) => event,
            Err(error) => {
                let start = error.marker().byte_offset().unwrap_or(0);
                let is_deep = matches!(error.kind(), ErrorKind::RecursionLimitExceeded);
                let fault = if is_deep {
                    too_deep()
                } else {
                    new(Code::Syntax, &error.info())
                };
                return Some(at(fault, (start, start + 1)));
            }
        };
        match event {
            Event::DocumentStart(..) => documents += 1,
            Event::SequenceStart(..) | Event::MappingStart(..) => depth += 1,
            Event::SequenceEnd | Event::MappingEnd => depth -= 1,
            _ => {}
        }
        if documents > 1 {
            return Some(at(
                new(Code::SeveralDocuments, "a second YAML document begins here"),
                bytes(&span),
            ));
        }
        if depth > MAX_DEPTH {
            let (start, _) = bytes(&span);
            return Some(at(too_deep(), (start, start + 1)));
        }
        if let Some(tag) = span.tag_span() {
            let name = tag.slice(text).unwrap_or_default();
            let fault = new(Code::YamlTag, &format!("the tag `{name}` has no meaning in OpenAPI"));
            return Some(at(fault, bytes(&tag)).hint("remove it; quote the value where it is text"));
        }
    }
    None
}

/// What is said of nesting beyond [`MAX_DEPTH`].
pub(super) fn too_deep() -> Diagnostic {
    Diagnostic::new(
        Code::TooDeep,
        Pointer::default(),
        format!("nodes are nested deeper than {MAX_DEPTH} levels"),
    )
}

fn bytes(span: &YamlSpan) -> (usize, usize) {
    let range = span.byte_range().unwrap_or_default();
    (range.start, range.end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_texts_are_cleared_at_once() {
        for text in [
            "---\nopenapi: 3.0.3\npaths:\n  /calls/{id}:\n    get: {tags: [a, b]}\n",
            "# comment\n%YAML 1.2\n---\ndescription: stop! Really!\n",
            "description: |\n  a list [of, things] and \"quoted\" text\n",
        ] {
            assert!(!is_suspicious(text), "{text}");
        }
    }

    #[test]
    fn whatever_hides_depth_is_suspected() {
        let comment = "[ # ]\n".repeat(200);
        let quoted = "[\"\n]\n\",\n".repeat(200);
        for text in [
            comment,
            quoted,
            "[".repeat(100),
            "a: !x b".to_owned(),
            "a: 1\n---\nb: 1\n".to_owned(),
            "a: 1\n...\n".to_owned(),
        ] {
            assert!(is_suspicious(&text), "{text}");
        }
    }
}
