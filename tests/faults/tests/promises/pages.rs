//! Lists that go on elsewhere, or nowhere.

use callspec_core::{Error, InvalidReason};
use faults::{Fault, Server};
use sippet_client::calls::ListCallsError;
use sippet_client::models::CallField;

use crate::calls::{Call, Settings, resource, sippet};

/// A page with one call, and the address of the next.
fn page(next: &str) -> Fault {
    Fault::Body(format!(r#"{{"data":[{}],"links":{{"next":"{next}"}}}}"#, resource("")).into())
}

fn last() -> Fault {
    Fault::Body(format!(r#"{{"data":[{}],"links":{{"next":null}}}}"#, resource("")).into())
}

/// How many calls came, and what ended the list.
async fn read(server: &Server) -> (usize, Option<Error<ListCallsError>>) {
    let mut items = sippet(&server.url(), &Settings::default()).list_calls().items();
    for count in 0..100 {
        match items.next().await {
            Some(Ok(_)) => {}
            Some(Err(error)) => return (count, Some(error)),
            None => return (count, None),
        }
    }
    panic!("the list has no end");
}

#[tokio::test]
async fn a_next_page_on_another_port_is_an_error_and_reaches_nobody() {
    let server = Server::start(Call::SippetList.content(), []).unwrap();
    server.script([page(&format!("{}/api/calls?page=2", server.other_url()))]);
    let (count, error) = read(&server).await;
    let Some(Error::Invalid(invalid)) = error else {
        panic!("{error:?}")
    };
    assert_eq!((count, invalid.reason()), (1, &InvalidReason::ForeignLink));
    assert_eq!((server.count(), server.other_journal().len()), (1, 0));
}

#[tokio::test]
async fn a_page_that_is_its_own_next_ends_the_list() {
    for absolute in [true, false] {
        let server = Server::start(Call::SippetList.content(), []).unwrap();
        let origin = if absolute { server.url() } else { String::new() };
        server.script([page(&format!("{origin}/api/calls"))]);
        assert!(matches!(read(&server).await, (1, None)));
        assert_eq!(server.count(), 1);
    }
}

#[tokio::test]
async fn pages_that_lead_in_a_circle_end_the_list() {
    let server = Server::start(Call::SippetList.content(), []).unwrap();
    server.script([
        page("/api/calls?page=2"),
        page("/api/calls?page=3"),
        page("/api/calls?page=2"),
    ]);
    assert!(matches!(read(&server).await, (3, None)));
}

#[tokio::test]
async fn a_list_without_end_is_bounded() {
    let server = Server::start(Call::SippetList.content(), []).unwrap();
    server.script((2..10).map(|number| page(&format!("?page={number}"))));
    let pages = sippet(&server.url(), &Settings::default()).list_calls().pages().most(3);
    let mut items = pages.items();
    for _ in 0..3 {
        items.next().await.unwrap().unwrap();
    }
    let Some(Err(Error::Invalid(invalid))) = items.next().await else {
        panic!("a fourth page")
    };
    assert_eq!(invalid.reason(), &InvalidReason::TooManyPages);
    assert!(items.next().await.is_none());
    assert_eq!(server.count(), 3);
}

#[tokio::test]
async fn pages_on_the_same_origin_are_followed_with_the_credential() {
    let server = Server::start(Call::SippetList.content(), []).unwrap();
    server.script([
        page(&format!("{}/api/calls?page=2", server.url())),
        page("?page=3"),
        last(),
    ]);
    assert!(matches!(read(&server).await, (3, None)));
    let journal = server.journal();
    let targets: Vec<&str> = journal.iter().map(|request| request.target.as_str()).collect();
    assert_eq!(targets, ["/api/calls", "/api/calls?page=2", "/api/calls?page=3"]);
    assert!(journal.iter().all(|request| request.header("authorization").is_some()));
}

#[tokio::test]
async fn a_faulty_record_costs_itself() {
    let faulty = resource("").replace(r#""id":"c1""#, r#""id":7"#);
    for sparse in [false, true] {
        let server = Server::start(Call::SippetList.content(), []).unwrap();
        let body = format!(
            r#"{{"links":{{"next":"?page=2"}},"data":[{0},{faulty},null,{0}]}}"#,
            resource("")
        );
        server.script([Fault::Body(body.into()), last()]);
        let request = sippet(&server.url(), &Settings::default()).list_calls();
        let mut found = Vec::new();
        let mut note = |item: Option<Result<String, Error<ListCallsError>>>| {
            found.push(match item? {
                Ok(id) => id,
                Err(Error::Decode(error)) => error.pointer().unwrap().to_owned(),
                Err(error) => panic!("{error}"),
            });
            Some(())
        };
        if sparse {
            let mut items = request.fields([CallField::CallUuid]).items();
            while note(items.next().await.map(|item| item.map(|call| call.id))).is_some() {}
        } else {
            let mut items = request.items();
            while note(items.next().await.map(|item| item.map(|call| call.id))).is_some() {}
        }
        assert_eq!(found, ["c1", "/data/1/id", "/data/2", "c1", "c1"]);
    }
}

#[tokio::test]
async fn links_are_sent_as_browsers_send_them() {
    let server = Server::start(Call::SippetList.content(), []).unwrap();
    server.script([
        page(r#" /api\\calls?filter=a b|\"c\"<é>[d] "#),
        page("/api/a b|c?page=3#top"),
        last(),
    ]);
    assert!(matches!(read(&server).await, (3, None)));
    let journal = server.journal();
    let targets: Vec<&str> = journal.iter().map(|request| request.target.as_str()).collect();
    assert_eq!(
        targets,
        [
            "/api/calls",
            "/api/calls?filter=a%20b|%22c%22%3C%C3%A9%3E[d]",
            "/api/a%20b|c?page=3"
        ]
    );
}

#[tokio::test]
async fn a_sparse_list_goes_on_with_its_fields() {
    let server = Server::start(Call::SippetList.content(), []).unwrap();
    let first = "/api/calls?fields%5BCall%5D=call_uuid";
    server.script([page(&format!("{first}&page=2")), last()]);
    let client = sippet(&server.url(), &Settings::default());
    let mut items = client.list_calls().fields([CallField::CallUuid]).items();
    for _ in 0..2 {
        let call = items.next().await.unwrap().unwrap();
        assert_eq!(call.attributes.call_uuid.as_deref(), Some("u1"));
    }
    assert!(items.next().await.is_none());
    let journal = server.journal();
    let targets: Vec<&str> = journal.iter().map(|request| request.target.as_str()).collect();
    assert_eq!(targets, [first, &format!("{first}&page=2")]);
}
