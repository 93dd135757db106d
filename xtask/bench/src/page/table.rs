//! A table in Markdown, the first column to the left and the others to the right.

use std::fmt::Write as _;

/// A table.
#[derive(Debug)]
pub(super) struct Table {
    heads: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Table {
    /// A table without rows.
    pub(super) fn new(heads: impl IntoIterator<Item = impl Into<String>>) -> Self {
        Self {
            heads: heads.into_iter().map(Into::into).collect(),
            rows: Vec::new(),
        }
    }

    /// One more row.
    pub(super) fn row(&mut self, cells: impl IntoIterator<Item = impl Into<String>>) {
        self.rows.push(cells.into_iter().map(Into::into).collect());
    }

    /// As text; nothing where there is no row.
    pub(super) fn text(&self) -> String {
        if self.rows.is_empty() {
            return String::new();
        }
        let line = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
        let mut text = line(&self.heads);
        let rule = self.heads.iter().enumerate();
        let rule: String = rule
            .map(|(index, _)| if index == 0 { "---|" } else { "---:|" })
            .collect();
        // Writing to a `String` cannot fail.
        let _ = writeln!(text, "|{rule}");
        text.extend(self.rows.iter().map(|cells| line(cells)));
        text
    }
}
