//! Streams of FastAPI and Starlette, by the client of the document that FastAPI writes of them: `streams/app.py`.

use callspec_core::Error;
use peers::{Result, address};
use streams_client::Client;
use streams_client::lines::ExportError;
use streams_client::recording::RecordingError;

/// As the app makes it: larger than a body may be.
fn file() -> Vec<u8> {
    (0..=u8::MAX).cycle().take(256 * 20 * 1024 * 4).collect()
}

fn client() -> Result<Client> {
    Ok(Client::builder()
        .base_url(address::of("CALLSPEC_PEER_STREAMS")?)
        .build()?)
}

#[tokio::test]
#[ignore = "needs FastAPI: run tests/peers/run"]
async fn events_are_typed_by_the_schema_of_their_data() -> Result {
    let mut events = client()?.follow(50).stream().await?;
    let mut number = 0;
    while let Some(event) = events.next().await {
        let delta = event?.into_data();
        number += 1;
        assert_eq!((delta.text.as_str(), delta.number), ("née\nof two lines", number));
    }
    assert_eq!(number, 50);
    Ok(())
}

#[tokio::test]
#[ignore = "needs FastAPI: run tests/peers/run"]
async fn lines_are_typed_and_errors_are_those_of_any_call() -> Result {
    let mut lines = client()?.export(50).stream().await?;
    let mut numbers = Vec::new();
    while let Some(line) = lines.next().await {
        numbers.push(line?.number);
    }
    assert_eq!(numbers, (1..=50).collect::<Vec<_>>());
    let wrong = client()?.export(0).extra_query("count", "x").stream().await;
    let error = wrong.err().ok_or("FastAPI takes a count that is none")?;
    assert!(
        matches!(error.api(), Some(ExportError::UnprocessableContent(_))),
        "{error:?}"
    );
    Ok(())
}

#[tokio::test]
#[ignore = "needs FastAPI: run tests/peers/run"]
async fn events_go_on_behind_the_last_one() -> Result {
    let call = client()?.follow_named(6).break_behind(3);
    let mut events = call.clone().stream().await?.reconnect();
    let mut seen = Vec::new();
    while let Some(event) = events.next().await {
        let event = event?;
        assert_eq!(event.name(), "delta");
        seen.push((event.id().map(str::to_owned), event.into_data()));
    }
    let expected = (1..=6).map(|number| (Some(number.to_string()), format!("{{\"number\": {number}}}")));
    assert_eq!(seen, expected.collect::<Vec<_>>());
    // FastAPI ends a response whose generator fails as if it were whole.
    let mut events = call.stream().await?;
    for _ in 0..3 {
        events.next().await.ok_or("no event")??;
    }
    assert!(events.next().await.is_none());
    Ok(())
}

#[tokio::test]
#[ignore = "needs FastAPI: run tests/peers/run"]
async fn a_file_larger_than_a_body_may_be_is_written_and_resumed() -> Result {
    let mut whole = client()?.recording();
    for broken_after in [None, Some("1000000"), Some("20000000")] {
        if let Some(bytes) = broken_after {
            whole = whole.header("x-break-after", bytes);
        }
        let recording = whole.clone().stream().await?;
        assert_eq!(recording.content_length(), Some(file().len() as u64));
        let mut written = Vec::new();
        recording.write_to(&mut written).await?;
        assert!(written == file(), "broken after {broken_after:?}");
    }
    let error = client()?.recording().send().await.err().ok_or("no limit")?;
    assert!(matches!(error, Error::TooLarge(_)), "{error:?}");
    let unknown = client()?.recording().known(false).stream().await;
    let error = unknown.err().ok_or("no error")?;
    assert!(matches!(error.api(), Some(RecordingError::NotFound(_))), "{error:?}");
    Ok(())
}

/// What is compressed on the way has neither the length nor the places of the file.
#[tokio::test]
#[ignore = "needs FastAPI: run tests/peers/run"]
async fn a_compressed_file_is_read_and_not_resumed() -> Result {
    let call = client()?.recording().header("accept-encoding", "gzip");
    let recording = call.clone().stream().await?;
    assert_eq!(recording.content_length(), None);
    let mut written = Vec::new();
    recording.write_to(&mut written).await?;
    assert!(written == file());
    let broken = call.header("x-break-after", "1000").stream().await?;
    assert!(broken.write_to(std::io::sink()).await.is_err());
    Ok(())
}
