//! Pages that a server has in other forms than JSON too: JSON alone is asked for.

use bytes::Bytes;

use super::*;

struct List {
    exchange: Exchange,
}

enum ListResponse {
    Ok(Vec<u8>),
    OkProtobuf(Bytes),
}

impl Operation for List {
    type Output = ListResponse;
    type Error = ();

    const INFO: &'static OperationInfo = &OperationInfo {
        id: "list",
        method: Method::GET,
        path: "/calls",
        security: &[],
    };

    fn request(self) -> Result<Request, InvalidRequest> {
        Request::new(Self::INFO)
            .accept("application/json, application/protobuf")
            .finish()
    }

    fn decode(reply: Reply) -> Result<Self::Output, Error<()>> {
        match reply.is("application/protobuf") {
            true => reply.bytes_as(ListResponse::OkProtobuf),
            false => reply.json_as(ListResponse::Ok),
        }
    }
}

crate::paged!(List => u8, by offset("offset") of ListResponse::Ok as "application/json");

#[tokio::test]
async fn the_form_that_is_a_page_is_asked_for_on_every_page() {
    let server = InMemory::new()
        .answer::<List>(Answer::json(200, &json!([1, 2])))
        .answer::<List>(Answer::json(200, &json!([])));
    let list = || List {
        exchange: exchange(&server),
    };
    assert_eq!(list().items().collect().await.unwrap(), [1, 2]);
    let accepts: Vec<_> = server
        .sent()
        .iter()
        .map(|sent| sent.header("accept").map(str::to_owned))
        .collect();
    assert_eq!(
        accepts,
        [Some("application/json".to_owned()), Some("application/json".to_owned())]
    );
    // Whoever sends the call itself may have any form.
    exchange(&server).send(list()).await.unwrap();
    assert_eq!(
        server.sent()[2].header("accept"),
        Some("application/json, application/protobuf")
    );
}

#[tokio::test]
async fn another_form_is_an_error_and_no_empty_page() {
    let other = Answer::new(200)
        .header("Content-Type", "application/protobuf")
        .body("k8s");
    let server = InMemory::new().answer::<List>(other);
    let list = || List {
        exchange: exchange(&server),
    };
    let whole = exchange(&server).send(list()).await.unwrap();
    assert!(matches!(whole, ListResponse::OkProtobuf(bytes) if bytes == "k8s"));
    let error = list().items().collect().await.unwrap_err();
    assert!(
        matches!(error, Error::Decode(_)) && error.to_string().contains("`application/protobuf` came"),
        "{error}"
    );
}
