//! Calls with an idempotency key: what a server sees of them, and how often.

use std::collections::HashSet;

use super::*;

macro_rules! keyed {
    ($name:ident, $key:expr) => {
        struct $name;

        impl Operation for $name {
            type Output = Bytes;
            type Error = ();

            const INFO: &'static OperationInfo = &OperationInfo {
                id: stringify!($name),
                method: Method::POST,
                path: "/calls",
                security: &[],
            };

            fn request(self) -> Result<Request, InvalidRequest> {
                Request::new(Self::INFO)
                    .idempotency_key("Idempotency-Key", $key)
                    .finish()
            }

            fn decode(reply: Reply) -> Result<Bytes, Error<()>> {
                match reply.status() {
                    200 => reply.bytes(),
                    _ => reply.unexpected(),
                }
            }
        }
    };
}

keyed!(Made, &None::<String>);
keyed!(Given, "mine");

fn exchange(server: &InMemory) -> Exchange {
    let builder = ClientBuilder::new(&API).transport(server.clone()).dice(FixedDice(0.0));
    builder.clock(ManualClock::new()).build().unwrap().exchange()
}

fn keys(server: &InMemory) -> Vec<String> {
    let sent = server.sent();
    sent.iter()
        .filter_map(|sent| sent.header("idempotency-key"))
        .map(str::to_owned)
        .collect()
}

#[tokio::test]
async fn a_made_key_is_the_same_on_every_attempt_and_another_in_every_call() {
    let mut seen = HashSet::new();
    for _ in 0..2 {
        let server = InMemory::new()
            .respond_with::<Made>(|_| Err(TransportError::broken("cut")))
            .answer::<Made>(Answer::new(503))
            .answer::<Made>(Answer::new(200));
        exchange(&server).send(Made).await.unwrap();
        let keys = keys(&server);
        assert!(keys.len() == 3 && keys.iter().all(|key| *key == keys[0]), "{keys:?}");
        assert!(seen.insert(keys[0].clone()), "{keys:?}");
    }
}

#[tokio::test]
async fn a_given_key_is_sent_as_it_is() {
    let server = InMemory::new()
        .answer::<Given>(Answer::new(503))
        .answer::<Given>(Answer::new(200));
    exchange(&server).send(Given).await.unwrap();
    assert_eq!(keys(&server), ["mine", "mine"]);

    let server = InMemory::new()
        .answer::<Made>(Answer::new(503))
        .answer::<Made>(Answer::new(200));
    exchange(&server)
        .header("idempotency-key", "yours")
        .send(Made)
        .await
        .unwrap();
    assert_eq!(keys(&server), ["yours", "yours"]);
}

#[tokio::test]
async fn a_keyed_call_that_fails_says_that_it_may_have_been_carried_out() {
    // The second attempt never left, and the first one did.
    let broken_then = |second: fn(&'static str) -> TransportError| {
        let count = AtomicU32::new(0);
        InMemory::new().respond_with::<Made>(move |_| match count.fetch_add(1, Ordering::Relaxed) {
            0 => Err(TransportError::broken("cut")),
            _ => Err(second("cut")),
        })
    };
    for (server, retry, sent) in [
        (broken_then(TransportError::broken), Retry::none(), 1),
        (broken_then(TransportError::broken), Retry::standard(), 3),
        (broken_then(TransportError::connect), Retry::standard(), 3),
    ] {
        let error = exchange(&server).retry(retry).send(Made).await.unwrap_err();
        assert!(
            matches!(error, Error::Ambiguous(_)) && error.may_have_been_carried_out(),
            "{error:?}"
        );
        // Who calls again makes another key.
        assert!(!error.is_retryable(), "{error:?}");
        assert_eq!(keys(&server).len(), sent);
    }
}
