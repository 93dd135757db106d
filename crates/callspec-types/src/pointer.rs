//! From a place to a JSON pointer (RFC 6901). In: a body and the byte at which decoding stopped. Out: the value it lies in.
//!
//! This runs only when decoding has failed, so that decoding itself pays nothing for it.

/// Points to the innermost value that holds the byte `at`. The scan stops at what is not JSON, and below 512 levels.
pub(crate) fn pointer(json: &[u8], at: usize) -> String {
    let mut scan = Scan {
        json,
        next: 0,
        at,
        levels: Vec::new(),
    };
    scan.run();
    let mut pointer = String::new();
    for level in scan.levels.iter().filter(|level| level.open) {
        pointer.push('/');
        match &level.key {
            Some(key) => pointer.push_str(&key.replace('~', "~0").replace('/', "~1")),
            None => pointer.push_str(&level.index.to_string()),
        }
    }
    pointer
}

/// The byte that serde_json had read last when it stopped; white space does not count.
pub(crate) fn offset(json: &[u8], line: usize, column: usize) -> usize {
    let start = match line {
        0 | 1 => 0,
        line => {
            let breaks = json.iter().enumerate().filter(|(_, byte)| **byte == b'\n');
            breaks.map(|(at, _)| at + 1).nth(line - 2).unwrap_or(json.len())
        }
    };
    let read = json.get(..start + column).unwrap_or(json);
    read.iter().rposition(|byte| !byte.is_ascii_whitespace()).unwrap_or(0)
}

/// An array or object that the scan is in.
struct Level {
    keyed: bool,
    index: usize,
    key: Option<String>,
    /// Whether the scan is in the value of a member.
    open: bool,
}

/// Not recursive: what serde_json skips may be nested as deep as the body is long.
struct Scan<'a> {
    json: &'a [u8],
    next: usize,
    at: usize,
    levels: Vec<Level>,
}

/// Whether the scan goes on. Where it does not, the open levels are the answer.
type GoesOn = Option<()>;

const DEEPEST: usize = 512;

impl Scan<'_> {
    fn run(&mut self) -> GoesOn {
        loop {
            match self.peek()? {
                // serde_json looks at the first byte of a value before it reads it: stopping here, it has refused the
                // value that comes next.
                b':' => {
                    self.set_open(true);
                    self.step()?;
                }
                b',' => {
                    self.set_open(self.levels.last().is_some_and(|level| !level.keyed));
                    self.step()?;
                }
                b'}' | b']' => {
                    // Stopping here points to the whole array or object.
                    self.set_open(false);
                    self.step()?;
                    self.levels.pop();
                    self.close();
                }
                b'"' if self
                    .levels
                    .last()
                    .is_some_and(|level| level.keyed && level.key.is_none()) =>
                {
                    let key = self.string()?;
                    self.levels.last_mut()?.key = Some(key);
                }
                first => self.value(first)?,
            }
        }
    }

    fn value(&mut self, first: u8) -> GoesOn {
        self.set_open(true);
        match first {
            b'{' | b'[' => {
                let keyed = first == b'{';
                self.levels.push(Level {
                    keyed,
                    index: 0,
                    key: None,
                    open: !keyed,
                });
                self.step()?;
                return (self.levels.len() < DEEPEST).then_some(());
            }
            b'"' => drop(self.string()?),
            _ => {
                while self
                    .json
                    .get(self.next)
                    .is_some_and(|byte| !b",:]} \t\r\n".contains(byte))
                {
                    self.step()?;
                }
            }
        }
        self.close();
        Some(())
    }

    fn set_open(&mut self, open: bool) {
        if let Some(level) = self.levels.last_mut() {
            level.open = open;
        }
    }

    /// The value of a member has ended.
    fn close(&mut self) {
        if let Some(level) = self.levels.last_mut() {
            level.open = false;
            level.key = None;
            level.index += 1;
        }
    }

    fn peek(&mut self) -> Option<u8> {
        while self.json.get(self.next).is_some_and(u8::is_ascii_whitespace) {
            self.next += 1;
        }
        self.json.get(self.next).copied()
    }

    /// Takes one byte; stops when it is the one that is looked for.
    fn step(&mut self) -> GoesOn {
        self.next += 1;
        (self.next <= self.at).then_some(())
    }

    fn string(&mut self) -> Option<String> {
        let start = self.next;
        loop {
            self.step()?;
            match self.json.get(self.next)? {
                b'"' => break,
                b'\\' => self.step()?,
                _ => {}
            }
        }
        self.step()?;
        let text = self.json.get(start..self.next)?;
        serde_json::from_slice(text).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde::Deserialize;

    #[derive(Debug, Deserialize)]
    #[expect(dead_code, reason = "only decoded")]
    struct Call {
        id: String,
        #[serde(rename = "a/b~c")]
        odd: Option<u8>,
        legs: Option<Vec<Call>>,
    }

    fn fault(json: &str) -> String {
        let error = serde_json::from_str::<Vec<Call>>(json).unwrap_err();
        pointer(json.as_bytes(), offset(json.as_bytes(), error.line(), error.column()))
    }

    #[test]
    fn faults_have_a_place() {
        for (json, place) in [
            (r#"[{"id": 7}]"#, "/0/id"),
            (r#"[{"id": "a"}, {"x": [1, 2]}]"#, "/1"),
            (r#"[{"id": "a", "legs": [{"id": "b"}, {"id": null}]}]"#, "/0/legs/1/id"),
            ("[\n  {\n    \"id\": \"\\\"\",\n    \"a/b~c\": -1\n  }\n]", "/0/a~1b~0c"),
            (r#"[{"id": "a", "legs": {}}]"#, "/0/legs"),
            (r#"[{"id": "a", "a/b~c": 300 }]"#, "/0/a~1b~0c"),
            (r#"{"id": "a"}"#, ""),
            (r#"[{"id": "a", "legs": [true]}]"#, "/0/legs/0"),
            (r#"[{"id": "a", "legs": [{"id": "b"}, "c"]}]"#, "/0/legs/1"),
            (r#"[{"id": []}]"#, "/0/id"),
            ("", ""),
        ] {
            assert_eq!(fault(json), place, "{json}");
        }
    }

    proptest! {
        #[test]
        fn any_bytes_have_some_place(json in "[\\[\\]{}:,\"\\\\a0 \n]*", at in 0_usize..100, line in 0_usize..9, column in 0_usize..99) {
            let _ = pointer(json.as_bytes(), at);
            prop_assert!(offset(json.as_bytes(), line, column) <= json.len());
        }

        #[test]
        fn depth_is_no_danger(depth in 0_usize..100_000) {
            let _ = pointer("[".repeat(depth).as_bytes(), depth);
        }
    }
}
