//! Pages and items that are not as documented: what else there is arrives.

use super::*;

#[tokio::test]
async fn a_faulty_item_costs_itself() {
    let server = InMemory::new()
        .answer::<Objects>(Answer::new(200).body(r#"[{"id":"a"},{"id":null},{"id":"c"},[]]"#))
        .answer::<Objects>(Answer::json(200, &[json!({"id": "e"})]))
        .answer::<Objects>(Answer::json(200, &[0_u8; 0]));
    let mut items = Objects::on(&server).items();
    let mut found = Vec::new();
    while let Some(item) = items.next().await {
        found.push(item.map(|call| call.id).map_err(|error| match error {
            Error::Decode(error) => error.pointer().unwrap().to_owned(),
            other => panic!("{other}"),
        }));
    }
    let fault = |place: &str| Err(place.to_owned());
    let item = |id: &str| Ok(id.to_owned());
    assert_eq!(found, [item("a"), fault("/1/id"), item("c"), fault("/3"), item("e")]);
    assert_eq!(queries(&server)[1..], ["status=new&offset=7", "status=new&offset=8"]);
}

#[tokio::test]
async fn a_faulty_item_below_members_has_its_place() {
    let server = InMemory::new().answer::<InMember>(Answer::json(200, &json!({"total": 6, "calls": [1, "x", 2]})));
    let found = read(InMember::on(&server).items()).await;
    assert!(found[1].as_ref().unwrap_err().contains("/calls/1"), "{found:?}");
    assert_eq!((found.len(), server.sent().len()), (3, 1));

    let server = InMemory::new()
        .answer::<ByLinks>(Answer::json(
            200,
            &json!({"links": {"next": "?page=2"}, "data": [1, 256, 3]}),
        ))
        .answer::<ByLinks>(page(&[4], Value::Null));
    let found = read(
        ByLinks {
            exchange: exchange(&server),
        }
        .items(),
    )
    .await;
    assert!(found[1].as_ref().unwrap_err().contains("/data/1"), "{found:?}");
    assert_eq!((&found[2..], server.sent().len()), (&[Ok(3), Ok(4)][..], 2));
}

#[tokio::test]
async fn pages_go_on_after_one_that_is_faulty() {
    for data in [json!([256]), json!(null), json!({})] {
        let server = InMemory::new()
            .answer::<ByLinks>(Answer::json(
                200,
                &json!({"data": data, "links": {"next": {"href": "?page=2"}}}),
            ))
            .answer::<ByLinks>(page(&[4], Value::Null));
        let request = || ByLinks {
            exchange: exchange(&server),
        };
        let mut pages = request().pages();
        assert!(matches!(pages.next().await, Some(Err(Error::Decode(_)))));
        assert_eq!(pages.next().await.unwrap().unwrap().data, [4]);
        assert!(pages.next().await.is_none());
    }
    let server = InMemory::new()
        .answer::<ByLinks>(Answer::json(200, &json!({"data": 7, "links": {"next": "?page=2"}})))
        .answer::<ByLinks>(page(&[4], Value::Null));
    let found = read(
        ByLinks {
            exchange: exchange(&server),
        }
        .items(),
    )
    .await;
    assert!(found.len() == 2 && found[0].is_err() && found[1] == Ok(4), "{found:?}");
}

#[tokio::test]
async fn nothing_comes_after_another_error() {
    for answer in [Answer::json(500, &[1]), Answer::new(200).body("[1,")] {
        let server = InMemory::new().answer::<ByOffset>(answer);
        let found = read(ByOffset::on(&server).items()).await;
        assert!(
            found.len() == 1 && found[0].is_err() && server.sent().len() == 1,
            "{found:?}"
        );
    }
}
