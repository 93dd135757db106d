//! Upload a file, such as the recipients of a campaign.
//!
//! A [`File`](crate::File) is made of bytes; a name and a media type are sent
//! with it. The columns of the CSV are not documented.
//!
//! ```
//! use callspec::kathan::Client;
//! use callspec::kathan::models::UploadRecipientsRequest;
//! use callspec::{CallError, File};
//!
//! async fn upload(kathan: &Client, csv: Vec<u8>) -> Result<(), CallError> {
//!     let file = File::new(csv)
//!         .name("recipients.csv")
//!         .content_type("text/csv");
//!     let rows = UploadRecipientsRequest::new(file).replace(false);
//!     let report = kathan.upload_recipients("list_123", rows).await?;
//!     println!("{report:?}"); // a JSON object, of no documented shape
//!     Ok(())
//! }
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # use callspec::kathan::{models::UploadRecipientsResponse, recipient_lists::UploadRecipients};
//! # let server = callspec::testing::InMemory::new()
//! #     .respond::<UploadRecipients>(&UploadRecipientsResponse::new());
//! # let kathan = Client::builder().bearer_auth("key").user_id("user").transport(server.clone()).build()?;
//! # let path = std::env::temp_dir().join("callspec-guide-recipients.csv");
//! # std::fs::write(&path, "name\nAda\n")?;
//!
//! # if false {
//! upload(&kathan, std::fs::read("recipients.csv")?).await?;
//! # }
//! # upload(&kathan, std::fs::read(&path)?).await?;
//! # std::fs::remove_file(path)?;
//! # let sent = server.sent()[0].clone();
//! # assert_eq!(sent.path(), "/recipient-lists/list_123/recipients/upload-csv");
//! # for part in ["filename=\"recipients.csv\"", "text/csv", "name\nAda\n", "name=\"replace\"", "false"] {
//! #     assert!(sent.text().contains(part), "{part}");
//! # }
//! # Ok(())
//! # }
//! ```
//!
//! [`File::stream`](crate::File::stream) takes what is too large for memory, as
//! a stream of bytes. It can be read once, so such a request is sent at most
//! once, whatever happens.
//!
//! `replace` is true when left out: the file then takes the place of the rows
//! that the list has.
