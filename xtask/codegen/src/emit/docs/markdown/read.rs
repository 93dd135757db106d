//! Reading: CommonMark with tables, and the HTML within it, in; a tree out.

use pulldown_cmark::{BrokenLink, CowStr, Event, LinkType, Options, Parser, Tag, TagEnd};

use super::build::{Builder, Element};
use super::clean;
use super::html::{self, Token};
use super::node::{Mark, Node};

/// Reads a description.
pub(super) fn read(text: &str) -> Vec<Node> {
    let mut reader = Reader {
        builder: Builder::new(),
        html: String::new(),
        placeholder: false,
    };
    for event in parser(&clean::source(text)) {
        match event {
            Event::Html(html) => reader.html.push_str(&html),
            Event::InlineHtml(html) => reader.html(&html),
            Event::Start(Tag::HtmlBlock) => {
                reader.builder.end_paragraph();
                reader.html.clear();
            }
            Event::End(TagEnd::HtmlBlock) => {
                let html = std::mem::take(&mut reader.html);
                reader.html(&html);
            }
            event => reader.event(event),
        }
    }
    reader.builder.finish()
}

/// A parser with the extensions that rustdoc reads as well, as far as they change what is said.
fn parser(text: &str) -> impl Iterator<Item = Event<'_>> {
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
    Parser::new_with_broken_link_callback(text, options, Some(item))
}

/// Takes a name in backticks and brackets, which links to an item in the sources of Rust services, as a link to nowhere:
/// the name is left. Other words in brackets are words in brackets.
fn item<'a>(link: BrokenLink<'a>) -> Option<(CowStr<'a>, CowStr<'a>)> {
    let code = link.link_type == LinkType::Shortcut && link.reference.starts_with('`') && link.reference.ends_with('`');
    code.then_some((CowStr::Borrowed(""), CowStr::Borrowed("")))
}

struct Reader {
    builder: Builder,
    /// The open HTML block, which the parser hands out line by line.
    html: String,
    /// Whether an autolink is open that is none.
    placeholder: bool,
}

impl Reader {
    fn event(&mut self, event: Event<'_>) {
        let builder = &mut self.builder;
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(TagEnd::Link) if std::mem::take(&mut self.placeholder) => {
                builder.end();
                builder.text(">");
            }
            Event::End(_) => builder.end(),
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => builder.text(&text),
            Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => builder.code(&text),
            Event::FootnoteReference(label) => builder.text(&format!("[^{label}]")),
            // A line feed, so that a heading of several lines can be told.
            Event::SoftBreak => builder.text("\n"),
            Event::HardBreak => builder.line_break(),
            Event::Rule => builder.end_paragraph(),
            Event::TaskListMarker(done) => builder.text(if done { "[x] " } else { "[ ] " }),
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        let element = match tag {
            Tag::Paragraph => Element::Paragraph,
            Tag::Heading { .. } => Element::Heading,
            Tag::BlockQuote(_) => Element::Quote,
            Tag::CodeBlock(_) => Element::Block,
            Tag::List(first) => Element::List(first),
            Tag::Item => Element::Item,
            Tag::Table(alignments) => Element::Table(alignments),
            Tag::TableHead | Tag::TableRow => Element::Row,
            Tag::TableCell => Element::Cell,
            Tag::Emphasis => Element::Span(Mark::Emphasis),
            Tag::Strong => Element::Span(Mark::Strong),
            Tag::Strikethrough => Element::Span(Mark::Strike),
            Tag::Link {
                link_type: LinkType::Autolink,
                dest_url,
                ..
            } => return self.autolink(&dest_url),
            Tag::Link { dest_url, .. } => Element::Link(dest_url.into_string()),
            Tag::FootnoteDefinition(label) => {
                self.builder.end_paragraph();
                self.builder.enter();
                return self.builder.label(format!("[^{label}]: "));
            }
            Tag::Image { .. } => return self.builder.enter_inline(),
            _ => return self.builder.enter(),
        };
        self.builder.start(element);
    }

    /// Starts an autolink. Only those to the web are links; `<token:string>` is a placeholder.
    fn autolink(&mut self, to: &str) {
        if super::escape::url(to).is_some() {
            return self.builder.start(Element::Link(to.to_owned()));
        }
        self.builder.text("<");
        self.builder.enter_inline();
        self.placeholder = true;
    }

    /// Reads an HTML block, or one inline tag.
    fn html(&mut self, html: &str) {
        for token in html::tokens(html) {
            match token {
                Token::Text(text) if self.builder.in_block() => self.builder.text(&html::decode(text)),
                Token::Text(text) => self.between(text),
                Token::Tag(tag) => self.tag(&tag),
            }
        }
    }

    /// Reads text between tags of an HTML block. CommonMark takes it as it is; people expect Markdown.
    fn between(&mut self, text: &str) {
        if text.trim().is_empty() {
            return self.builder.text(" ");
        }
        let lines: Vec<&str> = text
            .split('\n')
            .enumerate()
            .map(|(at, line)| if at == 0 { line } else { line.trim_start() })
            .collect();
        // The full stop keeps the first line from being read as the start of a block; it is taken away below.
        let source = format!(".{}", lines.join("\n"));
        let mut first = true;
        for event in parser(&source) {
            match event {
                Event::Start(Tag::Paragraph | Tag::HtmlBlock) => {
                    if !first {
                        self.builder.text(" ");
                    }
                    self.builder.enter_inline();
                }
                Event::Text(text) if first => {
                    first = false;
                    self.builder.text(text.strip_prefix('.').unwrap_or(&text));
                }
                event => self.event(event),
            }
        }
        if text.ends_with(char::is_whitespace) {
            self.builder.text(" ");
        }
    }

    fn tag(&mut self, tag: &html::Tag<'_>) {
        let builder = &mut self.builder;
        if builder.in_block() && tag.name != "pre" {
            if tag.name != "code" {
                builder.text(tag.raw);
            }
            return;
        }
        let element = match tag.name.as_str() {
            "br" => return builder.line_break(),
            "hr" | "p" | "div" | "section" | "article" | "header" | "footer" | "center" | "details" | "summary"
            | "dl" | "dt" | "dd" | "figure" | "figcaption" | "caption" => {
                return builder.end_paragraph();
            }
            "span" | "font" | "u" | "small" | "big" | "sub" | "mark" | "wbr" | "nobr" | "abbr" | "thead" | "tbody"
            | "tfoot" | "colgroup" | "col" => return,
            "sup" if tag.end => return,
            "sup" => return builder.text("^"),
            "img" => return builder.text(&tag.attribute("alt").unwrap_or_default()),
            "b" | "strong" => Element::Span(Mark::Strong),
            "i" | "em" | "cite" | "dfn" => Element::Span(Mark::Emphasis),
            "s" | "del" | "strike" => Element::Span(Mark::Strike),
            "code" | "tt" | "kbd" | "samp" => Element::Code,
            "a" => Element::Link(tag.attribute("href").unwrap_or_default()),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Element::Heading,
            "pre" => Element::Block,
            "blockquote" => Element::Quote,
            "ul" => Element::List(None),
            "ol" => Element::List(Some(1)),
            "li" => Element::Item,
            "table" => Element::Table(Vec::new()),
            "tr" => Element::Row,
            "td" | "th" => Element::Cell,
            _ => return builder.text(tag.raw),
        };
        match tag.end {
            true => builder.close(&element),
            false => builder.open(element),
        }
    }
}
