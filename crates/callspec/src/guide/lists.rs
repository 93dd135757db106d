//! List with a filter, sort, ask for some fields, go through all pages.
//!
//! # All pages, item by item
//!
//! `items` fetches a page when its first item is asked for. Kathan's list of
//! calls has no filter; `limit` is the size of a page.
//!
//! ```
//! use callspec::CallError;
//! use callspec::kathan::Client;
//!
//! async fn ids(kathan: &Client) -> Result<Vec<String>, CallError> {
//!     let mut ids = Vec::new();
//!     let mut calls = kathan.list_calls().limit(100).items();
//!     while let Some(call) = calls.next().await {
//!         ids.push(call?.id);
//!     }
//!     Ok(ids)
//! }
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), CallError> {
//! # use callspec::kathan::{calls::ListCalls, models::CallWithTranscript};
//! # let page = |ids: &[&str]| ids.iter().map(|id| CallWithTranscript::new(*id)).collect::<Vec<_>>();
//! # let server = callspec::testing::InMemory::new()
//! #     .respond::<ListCalls>(&page(&["a", "b"])).respond::<ListCalls>(&page(&["c"])).respond::<ListCalls>(&page(&[]));
//! # let kathan = Client::builder().bearer_auth("key").user_id("user").transport(server.clone()).build()?;
//! # assert_eq!(ids(&kathan).await?, ["a", "b", "c"]);
//! # let queries: Vec<_> = server.sent().iter().map(|sent| sent.query().to_owned()).collect();
//! # assert_eq!(queries, ["limit=100", "limit=100&offset=2", "limit=100&offset=3"]);
//! # Ok(())
//! # }
//! ```
//!
//! The next page is found by counting what arrived, as Kathan may give fewer
//! items than `limit` says; an empty page is the last.
//!
//! [`collect`](core::Items::collect) makes one list of all items, and
//! [`most`](core::Items::most) of so many at most: without a page for more, and
//! without asking for a page of more where the document allows a smaller one.
//! [`take`](core::Items::take) ends the stream after so many.
//!
//! ```
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), callspec::CallError> {
//! # use callspec::kathan::{Client, calls::ListCalls, models::CallWithTranscript};
//! # let page = |ids: &[&str]| ids.iter().map(|id| CallWithTranscript::new(*id)).collect::<Vec<_>>();
//! # let server = callspec::testing::InMemory::new().respond::<ListCalls>(&page(&["a", "b"]));
//! # let kathan = Client::builder().bearer_auth("key").user_id("user").transport(server.clone()).build()?;
//! let newest = kathan.list_calls().items().most(2).await?;
//! # assert_eq!((newest.len(), server.sent().len()), (2, 1));
//! # assert_eq!(server.sent()[0].query(), "limit=2");
//! # Ok(())
//! # }
//! ```
//!
//! # Filter, sort, some fields only
//!
//! At Sippet all three are typed. The next page is the response's `links.next`,
//! which is followed within the client's own origin only.
//!
//! ```
//! use callspec::CallError;
//! use callspec::sippet::Client;
//! use callspec::sippet::models::{
//!     CallField, CallFilter, CallSort, CallStatus, CallStatusFilter,
//! };
//!
//! async fn called(sippet: &Client) -> Result<Vec<String>, CallError> {
//!     let completed = CallStatusFilter::new().eq(CallStatus::Completed);
//!     let mut calls = sippet
//!         .list_calls()
//!         .filter(CallFilter::new().status(completed))
//!         .sort([CallSort::StartedAtDescending])
//!         .fields([CallField::ToNumber])
//!         .items();
//!     let mut numbers = Vec::new();
//!     while let Some(call) = calls.next().await {
//!         numbers.extend(call?.attributes.to_number);
//!     }
//!     Ok(numbers)
//! }
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), CallError> {
//! # use callspec::{sippet::calls::ListCalls, testing::{Answer, InMemory}};
//! # use serde_json::json;
//! # let call = |id: &str, number: &str| json!({"id": id, "type": "Call", "attributes": {"to_number": number}});
//! # let first = json!({"data": [call("a", "+1"), call("b", "+2")], "links": {"next": "/api/calls?page=2"}});
//! # let second = json!({"data": [call("c", "+3")]});
//! # let server = InMemory::new()
//! #     .answer::<ListCalls>(Answer::json(200, &first)).answer::<ListCalls>(Answer::json(200, &second));
//! # let sippet = Client::builder().bearer_auth("token").transport(server.clone()).build()?;
//! # assert_eq!(called(&sippet).await?, ["+1", "+2", "+3"]);
//! # let queries: Vec<_> = server.sent().iter().map(|sent| sent.query().to_owned()).collect();
//! # let first = "filter%5Bstatus%5D%5Beq%5D=completed&sort=-started_at&fields%5BCall%5D=to_number";
//! # assert_eq!(queries, [first, "page=2"]);
//! # Ok(())
//! # }
//! ```
//!
//! The conditions of a filter all hold together. What is read may be missing,
//! but for ids, so that a response with some fields has the same type as one
//! with all.
//!
//! # Page by page
//!
//! `pages` gives each response as a whole; [`most`](core::Pages::most) bounds
//! how many there may be. [`Pages`](core::Pages) and [`Items`](core::Items)
//! are streams too, for the adapters of the crate `futures`.
//!
//! ```
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), callspec::CallError> {
//! # use callspec::kathan::{Client, calls::ListCalls, models::CallWithTranscript};
//! # let server = callspec::testing::InMemory::new()
//! #     .respond::<ListCalls>(&vec![CallWithTranscript::new("a")]).respond::<ListCalls>(&Vec::new());
//! # let kathan = Client::builder().bearer_auth("key").user_id("user").transport(server).build()?;
//! let mut pages = kathan.list_calls().limit(20).pages().most(50);
//! # let mut count = 0;
//! while let Some(page) = pages.next().await {
//!     println!("{} calls", page?.len());
//!     # count += 1;
//! }
//! # assert_eq!(count, 1);
//! # Ok(())
//! # }
//! ```
//!
//! # An item that is not as documented
//!
//! It is [`Error::Decode`](crate::Error::Decode) with its place in the page,
//! and the items after it follow: match instead of `?` to go on.
//!
//! ```
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), callspec::CallError> {
//! # use callspec::kathan::{Client, calls::ListCalls};
//! # use callspec::testing::{Answer, InMemory};
//! # let server = InMemory::new()
//! #     .answer::<ListCalls>(Answer::new(200).body(r#"[{"id": 1}, {"id": "b"}]"#))
//! #     .answer::<ListCalls>(Answer::new(200).body("[]"));
//! # let kathan = Client::builder().bearer_auth("key").user_id("user").transport(server).build()?;
//! let mut calls = kathan.list_calls().items();
//! # let (mut read, mut faults) = (Vec::new(), Vec::new());
//! while let Some(call) = calls.next().await {
//!     match call {
//!         Ok(call) => {
//!             println!("{}", call.id);
//!             # read.push(call.id);
//!         }
//!         Err(callspec::Error::Decode(fault)) => {
//!             eprintln!("{:?}: {}", fault.pointer(), fault.reason());
//!             # faults.push(fault.pointer().map(str::to_owned));
//!         }
//!         Err(error) => return Err(error.into()),
//!     }
//! }
//! # assert_eq!((read, faults), (vec!["b".to_owned()], vec![Some("/0/id".to_owned())]));
//! # Ok(())
//! # }
//! ```
//!
//! # Related resources
//!
//! A JSON:API response may hold related resources:
//! [`included`](crate::jsonapi::Document::included) finds one by type and id,
//! [`related`](crate::jsonapi::Document::related) by relationship, and
//! [`included_as`](crate::jsonapi::Document::included_as) reads them all.
//!
//! ```
//! use callspec::sippet::models::{CallDocument, IncludedResource};
//!
//! fn conversations(document: &CallDocument) -> Vec<String> {
//!     let mut ids = Vec::new();
//!     for resource in document.included_as::<IncludedResource>() {
//!         match resource {
//!             Ok(IncludedResource::Conversation(it)) => ids.push(it.id),
//!             Ok(_) => {} // another type, or one of a newer release
//!             Err(error) => eprintln!("not as documented: {error}"),
//!         }
//!     }
//!     ids
//! }
//! # let document = serde_json::json!({
//! #     "data": {"id": "c1", "type": "Call"},
//! #     "included": [{"id": "v1", "type": "Conversation"}, {"id": "n1", "type": "New"}],
//! # });
//! # let document: CallDocument = serde_json::from_value(document).unwrap();
//! # assert_eq!(conversations(&document), ["v1"]);
//! ```

#[cfg(doc)]
use crate::core;
