//! How many characters stand before a byte of a text, without counting them all each time.
//!
//! A document that a program wrote may be one line of megabytes, with thousands of problems in it.

/// Bytes between two places whose characters are counted once.
const BLOCK: usize = 4096;

/// The characters before the first byte of each block.
#[derive(Debug)]
pub(super) struct Columns(Vec<usize>);

impl Columns {
    pub(super) fn of(text: &str) -> Self {
        let mut counts = Vec::new();
        let mut count = 0;
        let mut from = 0;
        for block in (0..=text.len()).step_by(BLOCK) {
            let to = super::floor(text, block);
            count += text[from..to].chars().count();
            counts.push(count);
            from = to;
        }
        Self(counts)
    }

    /// The characters between two places of the text, both at the beginning of one.
    pub(super) fn between(&self, text: &str, from: usize, to: usize) -> usize {
        self.before(text, to) - self.before(text, from)
    }

    fn before(&self, text: &str, at: usize) -> usize {
        let block = at / BLOCK;
        let start = super::floor(text, block * BLOCK);
        self.0.get(block).copied().unwrap_or_default() + text[start..at].chars().count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_counted_from_any_place() {
        for unit in ["a", "é", "→", "𝄞", "aé→𝄞"] {
            let text = unit.repeat(3 * BLOCK / unit.len() + 7);
            let columns = Columns::of(&text);
            let places: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
            for (count, &at) in places.iter().enumerate() {
                assert_eq!(columns.between(&text, 0, at), count);
                let half = places[count / 2];
                assert_eq!(columns.between(&text, half, at), count - count / 2);
            }
        }
    }
}
