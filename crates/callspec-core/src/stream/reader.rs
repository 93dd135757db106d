//! Server-sent events (HTML Standard §9.2.6). In: bytes, cut anywhere. Out: events.

use std::time::Duration;

use bytes::{Buf, Bytes};

/// An event, as it was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Raw {
    /// `event`; empty if there is none.
    pub(super) name: String,
    /// The lines of `data`, with a line feed between two.
    pub(super) data: String,
}

/// A line or an event is larger than it may be.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct TooLarge;

/// Reads events out of pieces.
#[derive(Debug, Default)]
pub(super) struct Reader {
    limit: usize,
    /// What was not looked at yet.
    piece: Bytes,
    /// What came of a line that is not complete.
    line: Vec<u8>,
    /// Whether the last line ended in a carriage return, which a line feed may follow.
    after_return: bool,
    /// Whether a line was read, before which a byte order mark may stand.
    begun: bool,
    name: String,
    /// The lines of `data`, each with a line feed behind it.
    data: Vec<u8>,
    /// `id` of the event that is being read, or of an earlier one.
    next_id: String,
    id: String,
    retry: Option<Duration>,
}

impl Reader {
    /// A reader of events that have at most this many bytes.
    pub(super) fn new(limit: usize) -> Self {
        Self {
            limit,
            ..Self::default()
        }
    }

    /// `id` of the last event that was read to its end, or of one before it; empty if there is none.
    pub(super) fn id(&self) -> &str {
        &self.id
    }

    /// How long the server wants a client to wait before it asks again, if it said so.
    pub(super) const fn retry(&self) -> Option<Duration> {
        self.retry
    }

    /// Begins another stream, which goes on where this one broke off.
    pub(super) fn begin(&mut self) {
        *self = Self {
            next_id: self.id.clone(),
            id: std::mem::take(&mut self.id),
            retry: self.retry,
            ..Self::new(self.limit)
        };
    }

    /// Takes the next piece. What [`next`](Self::next) gives of the last one has to be taken before.
    pub(super) fn push(&mut self, piece: Bytes) {
        self.piece = piece;
    }

    /// The next event; none if that is not complete yet.
    pub(super) fn next(&mut self) -> Result<Option<Raw>, TooLarge> {
        while self.read_line()? {
            let line = std::mem::take(&mut self.line);
            let line = if std::mem::replace(&mut self.begun, true) {
                &*line
            } else {
                line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&line)
            };
            if !line.is_empty() {
                self.field(line);
            } else if let Some(event) = self.dispatch() {
                return Ok(Some(event));
            }
        }
        Ok(None)
    }

    /// Whether a line is complete, without its end.
    fn read_line(&mut self) -> Result<bool, TooLarge> {
        if self.after_return && !self.piece.is_empty() {
            self.after_return = false;
            if self.piece.first() == Some(&b'\n') {
                self.piece.advance(1);
            }
        }
        let end = self.piece.iter().position(|byte| matches!(byte, b'\r' | b'\n'));
        let part = self.piece.split_to(end.unwrap_or(self.piece.len()));
        if part
            .len()
            .saturating_add(self.line.len())
            .saturating_add(self.data.len())
            > self.limit
        {
            return Err(TooLarge);
        }
        self.line.extend_from_slice(&part);
        if end.is_some() {
            self.after_return = self.piece.first() == Some(&b'\r');
            self.piece.advance(1);
        }
        Ok(end.is_some())
    }

    fn field(&mut self, line: &[u8]) {
        let colon = line.iter().position(|byte| *byte == b':');
        let (name, value) = line.split_at(colon.unwrap_or(line.len()));
        let value = value.strip_prefix(b":").unwrap_or(value);
        let value = value.strip_prefix(b" ").unwrap_or(value);
        let text = || String::from_utf8_lossy(value).into_owned();
        match name {
            b"data" => {
                self.data.extend_from_slice(value);
                self.data.push(b'\n');
            }
            b"event" => self.name = text(),
            b"id" if !value.contains(&0) => self.next_id = text(),
            b"retry" if !value.is_empty() && value.iter().all(u8::is_ascii_digit) => {
                // More than can be counted says nothing.
                self.retry = text().parse().ok().map(Duration::from_millis).or(self.retry);
            }
            // A comment, whose name is empty, and what the standard does not have.
            _ => {}
        }
    }

    /// Ends an event; none if it has no `data` at all.
    fn dispatch(&mut self) -> Option<Raw> {
        self.id.clone_from(&self.next_id);
        let name = std::mem::take(&mut self.name);
        let mut data = std::mem::take(&mut self.data);
        data.pop()?;
        let data = String::from_utf8(data);
        let data = data.unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned());
        Some(Raw { name, data })
    }
}

#[cfg(test)]
mod tests;
