//! Forms and chats.

use callspec_core::types::File;
use kathan_client::models::{CreateRecipientListRequest, SendChatMessageRequest, UploadRecipientsRequest};
use peers::Result;
use serde_json::json;

use super::User;

/// Bytes that a careless encoder would change: line ends of both kinds, a boundary's look, no UTF-8, no line end at the end.
const ROWS: &[u8] = b"phone_number,name\r\n+14155550103,\"Zo\xc3\xab\"\n--boundary--\r\n\xff\xfe\x00,";

#[tokio::test]
#[ignore = "needs FastAPI: run tests/peers/run"]
async fn a_file_arrives_byte_for_byte() -> Result {
    let user = User::new("file")?;
    let file = File::new(ROWS).name("last spring é.csv").content_type("text/csv");
    let body = UploadRecipientsRequest::new(file).replace(false);
    user.client.upload_recipients("list_1", body).send().await?;

    let seen = user.requests()?.pop().ok_or("nothing arrived")?;
    let hex: String = ROWS.iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(
        seen["file"],
        json!({"name": "last spring é.csv", "content_type": "text/csv", "hex": hex})
    );
    assert_eq!(seen["form"], json!({"replace": false, "use_template": false}));
    Ok(())
}

/// A quotation mark would end the name. It is written as browsers write it, and Starlette leaves it so.
#[tokio::test]
#[ignore = "needs FastAPI: run tests/peers/run"]
async fn a_file_name_cannot_leave_its_header() -> Result {
    let user = User::new("file_name")?;
    let file = File::new("").name("a\"; name=\"replace\r\nX-User-ID: eve");
    user.client
        .upload_recipients("list_1", UploadRecipientsRequest::new(file))
        .send()
        .await?;
    let seen = user.requests()?.pop().ok_or("nothing arrived")?;
    assert_eq!(seen["file"]["name"], "a%22; name=%22replace%0D%0AX-User-ID: eve");
    assert_eq!(seen["form"]["replace"], true);
    Ok(())
}

#[tokio::test]
#[ignore = "needs FastAPI: run tests/peers/run"]
async fn a_list_needs_neither_a_name_nor_a_file() -> Result {
    let user = User::new("list")?;
    user.client
        .create_recipient_list(CreateRecipientListRequest::new())
        .send()
        .await?;
    let seen = user.requests()?.pop().ok_or("nothing arrived")?;
    assert_eq!((&seen["form"]["name"], seen.get("file")), (&json!(null), None));

    let list = CreateRecipientListRequest::new()
        .name("Größe")
        .file(File::new("phone_number\n"));
    user.client
        .create_recipient_list(list.use_template(true))
        .send()
        .await?;
    let seen = user.requests()?.pop().ok_or("nothing arrived")?;
    assert_eq!(seen["form"], json!({"name": "Größe", "use_template": true}));
    assert_eq!(seen["file"]["hex"], "70686f6e655f6e756d6265720a");
    Ok(())
}

#[tokio::test]
#[ignore = "needs FastAPI: run tests/peers/run"]
async fn a_chat_is_answered_and_found_again() -> Result {
    let user = User::new("chat")?;
    let message = SendChatMessageRequest::new("assistant_1").input("Open on Friday? ☎");
    let reply = user.client.send_chat_message(message).send().await?;
    assert_eq!(reply.output.as_deref(), Some("You said: Open on Friday? ☎"));
    let chat = user.client.get_chat(reply.session_id.ok_or("no id")?).send().await?;
    assert_eq!((chat.status.as_deref(), chat.message), (Some("success"), None));
    Ok(())
}
