//! Operations tagged `recipient-lists`: the forms.

use callspec_core::types::File;
use kathan_client::models::{CreateRecipientListRequest, UploadRecipientsRequest};
use wire::{Part, Result};

use super::api::{Api, request};

pub(crate) async fn create_recipient_list(mut api: Api) -> Result {
    // A file of which nothing else is known is bytes, named after its field: FastAPI takes a part without a file name for
    // text and answers 422.
    let rows = "phone_number\n+14155550103\n";
    let file = Part::file("file", "file", "application/octet-stream", rows);
    let full = vec![
        Part::field("name", "Patients of last spring"),
        file,
        Part::field("use_template", "false"),
    ];
    api.expect(request("POST", "/recipient-lists").form(full));
    let list = CreateRecipientListRequest::new()
        .name("Patients of last spring")
        .file(File::new(rows))
        .use_template(false);
    api.client.create_recipient_list(list).send().await?;

    // Nothing is required: what is not set is no part.
    api.expect(request("POST", "/recipient-lists").form(Vec::new()));
    let list = CreateRecipientListRequest::new();
    let report = api.client.create_recipient_list(list).send().await?;
    api.finish(&report)
}

pub(crate) async fn upload_recipients(mut api: Api) -> Result {
    let form = vec![
        Part::file("file", "rows.csv", "text/csv", "phone_number\r\n--\r\n"),
        Part::field("replace", "false"),
    ];
    let target = "/recipient-lists/list_123/recipients/upload-csv";
    api.expect(request("POST", target).form(form));
    let file = File::new("phone_number\r\n--\r\n")
        .name("rows.csv")
        .content_type("text/csv");
    let body = UploadRecipientsRequest::new(file).replace(false);
    let report = api.client.upload_recipients("list_123", body).send().await?;
    api.finish(&report)
}
