//! What a keyword does, read off what is made of a document with it and without it.

use std::collections::BTreeMap;

use callspec_codegen::emit::{self, Runtime};
use callspec_codegen::keywords::Effect;
use callspec_codegen::pipeline::{self, Counts, Options, Outcome};
use callspec_codegen::source::Source;
use proc_macro2::{Delimiter, TokenStream, TokenTree};
use serde_json::Value;

/// What is made of a document.
pub(crate) struct Made {
    /// The files by path.
    pub(crate) files: BTreeMap<String, String>,
    /// What is told of the document.
    pub(crate) told: Vec<Told>,
}

/// What is told of a document.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Told {
    pub(crate) code: &'static str,
    pub(crate) at: String,
    text: String,
}

impl Told {
    /// Whether a keyword is named, by the place or in words.
    pub(crate) fn names(&self, keyword: &str) -> bool {
        self.at.split('/').any(|segment| segment == keyword) || self.text.contains(keyword)
    }
}

/// How much of the code two documents differ in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Difference {
    /// Types and signatures.
    Rust,
    /// Code behind the same signatures.
    Wire,
    /// Documentation, and what a manifest says for people.
    Docs,
    Nothing,
}

impl Difference {
    /// That which an effect is.
    pub(crate) fn of(effect: Effect) -> Self {
        match effect {
            Effect::Rust => Self::Rust,
            Effect::Wire => Self::Wire,
            Effect::Docs => Self::Docs,
            Effect::Nothing => Self::Nothing,
        }
    }
}

impl Made {
    pub(crate) fn of(document: &Value) -> Self {
        let (outcome, options) = analysed(document);
        let files = pipeline::generate(&outcome, &options).unwrap_or_default();
        let told = outcome.report.diagnostics.iter().map(|told| {
            let hint = told.hint.as_deref().unwrap_or_default();
            Told {
                code: told.code.as_str(),
                at: told.at.0.clone(),
                text: format!("{} {} {hint}", told.message, told.label),
            }
        });
        Self {
            told: told.collect(),
            files: files.into_iter().map(|file| (file.path, file.text)).collect(),
        }
    }

    /// How much of a document arrives.
    pub(crate) fn counts(document: &Value) -> Counts {
        analysed(document).0.counts
    }

    pub(crate) fn differs(&self, other: &Self) -> Difference {
        if self.files == other.files {
            return Difference::Nothing;
        }
        let code = |made: &Self, keep: Keep| -> BTreeMap<String, String> {
            // What the server in memory answers is documentation that runs.
            let is_code = |path: &str| path.ends_with(".rs") && !path.ends_with("/testing.rs");
            let files = made.files.iter().filter(|(path, _)| is_code(path));
            files.map(|(path, text)| (path.clone(), code(text, keep))).collect()
        };
        if code(self, Keep::Surface) != code(other, Keep::Surface) {
            return Difference::Rust;
        }
        match code(self, Keep::Bodies) != code(other, Keep::Bodies) {
            true => Difference::Wire,
            false => Difference::Docs,
        }
    }
}

fn analysed(document: &Value) -> (Outcome, Options) {
    let options = Options {
        name: "things".to_owned(),
        strict: false,
        emit: emit::Options {
            spec: "things.json".to_owned(),
            runtime: Runtime::Path("../crates".to_owned()),
        },
    };
    let outcome = pipeline::analyse(Source::from_text("things.json", &document.to_string()), &options);
    (outcome, options)
}

#[derive(Clone, Copy, PartialEq)]
enum Keep {
    Surface,
    Bodies,
}

/// The code of a file without its documentation; its surface is without imports and what functions, constants and most attributes say.
fn code(text: &str, keep: Keep) -> String {
    let tokens: TokenStream = text.parse().unwrap_or_else(|error| panic!("{error}: {text}"));
    let mut code = String::new();
    write(tokens, keep, &mut code);
    code
}

fn write(tokens: TokenStream, keep: Keep, code: &mut String) {
    let mut tokens = tokens.into_iter().peekable();
    let mut is_function = false;
    let mut is_constant = false;
    let mut is_public = false;
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Punct(punct) if punct.as_char() == '#' => {
                // `#![doc]` and `#[doc]`.
                let bang = tokens.next_if(|token| matches!(token, TokenTree::Punct(punct) if punct.as_char() == '!'));
                let Some(TokenTree::Group(attribute)) = tokens.next() else {
                    continue;
                };
                let text = attribute.stream().to_string();
                let name = text
                    .split(|c: char| !c.is_alphanumeric() && c != '_')
                    .next()
                    .unwrap_or_default();
                let is_kept = match keep {
                    Keep::Surface => ["deprecated", "derive", "non_exhaustive", "cfg"].contains(&name),
                    Keep::Bodies => name != "doc",
                };
                if is_kept {
                    let _ = bang;
                    *code += &format!("#[{text}]\n");
                }
            }
            TokenTree::Group(group) => {
                let is_body = is_function && group.delimiter() == Delimiter::Brace;
                if is_body {
                    is_function = false;
                }
                *code += match group.delimiter() {
                    Delimiter::Brace => "{\n",
                    Delimiter::Bracket => "[",
                    _ => "(",
                };
                if !(is_body && keep == Keep::Surface) {
                    write(group.stream(), keep, code);
                }
                *code += match group.delimiter() {
                    Delimiter::Brace => "}\n",
                    Delimiter::Bracket => "]",
                    _ => ")",
                };
            }
            TokenTree::Punct(punct) if punct.as_char() == ';' => {
                (is_function, is_constant) = (false, false);
                *code += ";\n";
            }
            TokenTree::Punct(punct) if punct.as_char() == '=' && is_constant && keep == Keep::Surface => {
                while tokens
                    .next_if(|token| !matches!(token, TokenTree::Punct(punct) if punct.as_char() == ';'))
                    .is_some()
                {}
            }
            // What a file imports for itself.
            TokenTree::Ident(ident) if ident == "use" && !is_public && keep == Keep::Surface => {
                while tokens
                    .next_if(|token| !matches!(token, TokenTree::Punct(punct) if punct.as_char() == ';'))
                    .is_some()
                {}
            }
            TokenTree::Ident(ident) => {
                is_public = ident == "pub";
                match ident.to_string().as_str() {
                    "fn" => is_function = true,
                    "const" | "static" => is_constant = true,
                    _ => {}
                }
                *code += &format!("{ident} ");
            }
            other => *code += &other.to_string(),
        }
    }
}
