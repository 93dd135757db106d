//! JSON Lines and JSON text sequences, cut anywhere.

use proptest::prelude::*;

use super::*;

fn split(is_sequence: bool, pieces: &[&[u8]]) -> Vec<String> {
    let mut splitter = Splitter::new(is_sequence);
    let mut texts = Vec::new();
    for piece in pieces {
        splitter.piece = Bytes::copy_from_slice(piece);
        texts.extend(std::iter::from_fn(|| splitter.next()));
    }
    texts.extend(splitter.end());
    let text = |text: Bytes| String::from_utf8_lossy(&text).trim().to_owned();
    texts.into_iter().map(text).collect()
}

#[track_caller]
fn assert_texts(is_sequence: bool, text: &[u8], expected: &[&str]) {
    assert_eq!(split(is_sequence, &[text]), expected);
    let bytes: Vec<&[u8]> = text.chunks(1).collect();
    assert_eq!(split(is_sequence, &bytes), expected, "byte by byte");
}

#[test]
fn a_line_is_a_value_and_a_blank_one_is_none() {
    assert_texts(false, b"{\"a\":1}\n\n  \r\n[2]\r\n3", &["{\"a\":1}", "[2]", "3"]);
    assert_texts(false, b"", &[]);
    assert_texts(false, b"\n\n", &[]);
}

#[test]
fn a_separator_or_the_line_feed_behind_it_ends_a_text() {
    assert_texts(
        true,
        b"\x1E{\"a\":\n1}\n\x1E\x1E\"b\n\"\n\x1E3\n",
        &["{\"a\":\n1}", "\"b\n\"", "3"],
    );
    assert_texts(
        true,
        b"\x1E{\"a\":\"}\\\"\n\"}\n\x1E{\"half\":\x1E4",
        &["{\"a\":\"}\\\"\n\"}", "{\"half\":", "4"],
    );
    assert_texts(true, b"\x1E\"a\\\"\nb\"\n", &["\"a\\\"\nb\""]);
    assert_texts(true, b"\x1E\"[{\"\n\x1E[\"]\"\n]\n", &["\"[{\"", "[\"]\"\n]"]);
    let mut splitter = Splitter::new(true);
    splitter.piece = Bytes::from_static(b"\x1E\"[{\"\n");
    assert_eq!(splitter.next().as_deref(), Some(&b"\"[{\""[..]));
}

#[test]
fn a_text_of_a_sequence_is_there_before_the_next_separator() {
    let mut splitter = Splitter::new(true);
    splitter.piece = Bytes::from_static(b"\x1E{\"a\":[\n1]}\n");
    assert_eq!(splitter.next().as_deref(), Some(&b"{\"a\":[\n1]}"[..]));
}

proptest! {
    #[test]
    fn any_bytes_are_split_alike_however_they_are_cut(
        text in proptest::collection::vec(
            prop_oneof![Just(0x1E), Just(b'\n'), Just(b'"'), Just(b'\\'), Just(b'{'), Just(b'}'), any::<u8>()], 0..200
        ),
        at in 0_usize..200,
    ) {
        let (one, two) = text.split_at(at.min(text.len()));
        for is_sequence in [false, true] {
            prop_assert_eq!(split(is_sequence, &[one, two]), split(is_sequence, &[&text]));
        }
    }
}
