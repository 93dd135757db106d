//! What the HTML Standard says of event streams (§9.2.6), and any bytes at all, cut anywhere.

use proptest::prelude::*;

use super::*;

const LIMIT: usize = 1_000;

/// The events of a stream that arrives in pieces, as `name|data|id`.
fn read(pieces: &[&[u8]]) -> Vec<String> {
    let mut reader = Reader::new(LIMIT);
    let mut events = Vec::new();
    for piece in pieces {
        reader.push(Bytes::copy_from_slice(piece));
        while let Some(Raw { name, data }) = reader.next().unwrap() {
            events.push(format!("{name}|{data}|{}", reader.id()));
        }
    }
    events
}

/// The same events, however the text is cut.
#[track_caller]
fn assert_events(text: &[u8], expected: &[&str]) {
    assert_eq!(read(&[text]), expected);
    let bytes: Vec<&[u8]> = text.chunks(1).collect();
    assert_eq!(read(&bytes), expected, "byte by byte");
    for at in 0..=text.len() {
        let (one, two) = text.split_at(at);
        assert_eq!(read(&[one, b"", two]), expected, "cut at {at}");
    }
}

#[test]
fn the_examples_of_the_standard() {
    assert_events(b"data: YHOO\ndata: +2\ndata: 10\n\n", &["|YHOO\n+2\n10|"]);
    let ids = b": test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third event\n\n";
    assert_events(ids, &["|first event|1", "|second event|", "| third event|"]);
    assert_events(b"data\n\ndata\ndata\n\ndata:", &["||", "|\n|"]);
    assert_events(b"data:test\n\ndata: test\n\n", &["|test|", "|test|"]);
}

#[test]
fn a_line_ends_in_any_of_three_ways() {
    assert_events(
        b"data: a\rdata: b\r\ndata: c\n\ndata: d\r\rdata: e\r\n\r\n",
        &["|a\nb\nc|", "|d|", "|e|"],
    );
    // The line feed that belongs to a carriage return in the piece before it ends no line.
    assert_eq!(read(&[b"data: a\r", b"\ndata: b\r\n", b"\r", b"\n"]), ["|a\nb|"]);
}

#[test]
fn a_byte_order_mark_is_passed_over_once() {
    assert_events(b"\xEF\xBB\xBFdata: a\n\n\xEF\xBB\xBFdata: b\n\n", &["|a|"]);
}

#[test]
fn an_event_without_data_is_none_and_its_name_is_forgotten() {
    assert_events(b"event: ping\n\ndata: a\n\nevent: b\ndata:\n\n", &["|a|", "b||"]);
}

#[test]
fn an_id_stays_and_one_with_a_null_is_ignored() {
    assert_events(
        b"id: 1\ndata: a\n\ndata: b\n\nid: 2\x003\ndata: c\n\n",
        &["|a|1", "|b|1", "|c|1"],
    );
}

#[test]
fn an_id_counts_once_its_event_is_complete() {
    let mut reader = Reader::new(LIMIT);
    reader.push(Bytes::from_static(b"id: 1\n\nid: 2\nevent: cut\ndata: half\n"));
    assert_eq!((reader.next(), reader.id()), (Ok(None), "1"));
    reader.begin();
    reader.push(Bytes::from_static(b"data: a\n\n"));
    let event = reader.next().unwrap().unwrap();
    assert_eq!((event.name.as_str(), event.data.as_str(), reader.id()), ("", "a", "1"));
}

#[test]
fn retry_is_digits_alone() {
    let mut reader = Reader::new(LIMIT);
    for (line, expected) in [
        ("retry: 1500", 1500),
        ("retry: 1.5", 1500),
        ("retry: +7", 1500),
        ("retry", 1500),
        ("retry: 99999999999999999999", 1500),
        ("retry: 0020", 20),
    ] {
        reader.push(format!("{line}\n").into());
        assert_eq!(reader.next(), Ok(None));
        assert_eq!(reader.retry(), Some(Duration::from_millis(expected)), "{line}");
    }
}

#[test]
fn fields_that_the_standard_does_not_have_and_comments_say_nothing() {
    assert_events(b": data: a\nDATA: b\nfoo: c\ndata : d\ndata: e\n:\n\n", &["|e|"]);
}

#[test]
fn what_is_not_complete_at_the_end_is_dropped() {
    assert_events(b"data: a\n\ndata: b\n", &["|a|"]);
    assert_events(b"data: a\n\ndata: b", &["|a|"]);
}

#[test]
fn what_is_not_utf_8_is_replaced() {
    assert_events(b"data: a\xFFb\n\n", &["|a\u{FFFD}b|"]);
}

#[test]
fn a_line_or_an_event_has_a_limit() {
    let line = "x".repeat(LIMIT + 1);
    let lines = format!("data: {}\n", "x".repeat(90)).repeat(12);
    for text in [line, lines] {
        for size in [1, 7, text.len()] {
            let mut reader = Reader::new(LIMIT);
            let ends = text.as_bytes().chunks(size).map(|piece| {
                reader.push(Bytes::copy_from_slice(piece));
                reader.next()
            });
            assert!(ends.into_iter().any(|end| end == Err(TooLarge)), "in pieces of {size}");
        }
    }
    // As many events as there are, each below it.
    assert_eq!(
        read(&[format!("data: {}\n\n", "x".repeat(900)).repeat(5).as_bytes()]).len(),
        5
    );
}

proptest! {
    #[test]
    fn any_bytes_are_read_alike_however_they_are_cut(
        bytes in proptest::collection::vec(
            prop_oneof![Just(b'\r'), Just(b'\n'), Just(b':'), Just(b' '), Just(b'd'), Just(0), any::<u8>()], 0..300
        ),
        fields in proptest::collection::vec("(data|event|id|retry|):? ?[a\u{0}1\u{FEFF}]{0,3}(\r|\n|\r\n){1,2}", 0..20),
        sizes in proptest::collection::vec(1_usize..20, 1..50),
    ) {
        for text in [bytes, fields.concat().into_bytes()] {
            let mut pieces: Vec<&[u8]> = Vec::new();
            let mut rest = &text[..];
            for size in sizes.iter().cycle() {
                if rest.is_empty() { break; }
                let (piece, other) = rest.split_at((*size).min(rest.len()));
                pieces.push(piece);
                rest = other;
            }
            prop_assert_eq!(read(&pieces), read(&[&text]));
        }
    }
}
