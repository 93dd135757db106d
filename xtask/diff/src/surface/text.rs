//! Tokens as text: tight as rustfmt writes them, and once more with full paths, which is what is compared.

use std::collections::{HashMap, HashSet};

use proc_macro2::{Spacing, TokenStream, TokenTree};

/// What the short names of one file mean.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// From `use` items: short name to full path.
    pub(super) uses: HashMap<String, String>,
    /// The file's own items, in the models crate, where all are known by the crate's name.
    pub(super) own: HashSet<String>,
    /// Private aliases, with what they stand for: shown and exact.
    pub(super) aliases: HashMap<String, (String, String)>,
}

/// A piece of text and how it stands to its neighbours.
#[derive(Clone, Debug)]
enum Piece {
    Word(String),
    Sign(String),
    Open(char),
    Close(char),
}

/// Tokens as shown, and as compared.
pub(super) fn both(tokens: TokenStream, names: &Names) -> (String, String) {
    let mut pieces = Vec::new();
    flatten(tokens, &mut pieces);
    let (mut shown, mut exact) = (String::new(), String::new());
    for (index, piece) in pieces.iter().enumerate() {
        let before = index.checked_sub(1).and_then(|index| pieces.get(index));
        let gap = before.is_some_and(|before| has_gap(before, piece));
        let (short, full) = match piece {
            Piece::Word(word) => {
                let heads_path = !matches!(before, Some(Piece::Sign(sign)) if sign == "::" || sign == "'");
                let leads_on = matches!(pieces.get(index + 1), Some(Piece::Sign(sign)) if sign == "::");
                match names.aliases.get(word) {
                    Some((short, full)) if heads_path => (short.clone(), full.clone()),
                    _ if heads_path => (word.clone(), full(word, leads_on, names)),
                    _ => (word.clone(), word.clone()),
                }
            }
            Piece::Sign(sign) => (sign.clone(), sign.clone()),
            Piece::Open(c) | Piece::Close(c) => (c.to_string(), c.to_string()),
        };
        for (text, part) in [(&mut shown, short), (&mut exact, full)] {
            if gap {
                text.push(' ');
            }
            text.push_str(&part);
        }
    }
    (shown, exact)
}

/// The full path of the first word of a path.
fn full(word: &str, leads_on: bool, names: &Names) -> String {
    if let Some(path) = names.uses.get(word) {
        return path.clone();
    }
    if !leads_on && names.own.contains(word) {
        return format!("crate::{word}");
    }
    word.to_owned()
}

fn flatten(tokens: TokenStream, pieces: &mut Vec<Piece>) {
    let mut sign = String::new();
    for token in tokens {
        if let TokenTree::Punct(punct) = &token {
            sign.push(punct.as_char());
            let is_part = punct.spacing() == Spacing::Joint && matches!(sign.as_str(), ":" | "-" | "=");
            if !is_part {
                pieces.push(Piece::Sign(std::mem::take(&mut sign)));
            }
            continue;
        }
        if !sign.is_empty() {
            pieces.push(Piece::Sign(std::mem::take(&mut sign)));
        }
        match token {
            TokenTree::Group(group) => {
                let (open, close) = match group.delimiter() {
                    proc_macro2::Delimiter::Parenthesis => ('(', ')'),
                    proc_macro2::Delimiter::Bracket => ('[', ']'),
                    proc_macro2::Delimiter::Brace => ('{', '}'),
                    proc_macro2::Delimiter::None => {
                        flatten(group.stream(), pieces);
                        continue;
                    }
                };
                pieces.push(Piece::Open(open));
                flatten(group.stream(), pieces);
                pieces.push(Piece::Close(close));
            }
            other => pieces.push(Piece::Word(other.to_string())),
        }
    }
    if !sign.is_empty() {
        pieces.push(Piece::Sign(sign));
    }
}

/// Whether a space stands between two pieces.
fn has_gap(before: &Piece, piece: &Piece) -> bool {
    match (before, piece) {
        (Piece::Word(_), Piece::Word(_)) => true,
        (Piece::Sign(sign), Piece::Close(_)) if sign == "," => false,
        (Piece::Sign(sign), _) if matches!(sign.as_str(), "," | "->" | "=>" | "=" | "+" | ":") => true,
        (_, Piece::Sign(sign)) => matches!(sign.as_str(), "->" | "=>" | "=" | "+"),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_are_written_tight_and_in_full() {
        let mut names = Names::default();
        names.uses.insert("Patch".into(), "callspec_types::Patch".into());
        names.uses.insert("models".into(), "crate::models".into());
        names.own.insert("Mine".into());
        for (text, shown, exact) in [
            (
                "Patch < Vec < Mine > >",
                "Patch<Vec<Mine>>",
                "callspec_types::Patch<Vec<crate::Mine>>",
            ),
            ("models :: Call", "models::Call", "crate::models::Call"),
            ("impl Into < String >", "impl Into<String>", "impl Into<String>"),
            (
                "( & self , a : & 'a str ) -> Self",
                "(&self, a: &'a str) -> Self",
                "(&self, a: &'a str) -> Self",
            ),
        ] {
            let tokens: TokenStream = text.parse().unwrap();
            assert_eq!(both(tokens, &names), (shown.to_owned(), exact.to_owned()));
        }
    }
}
