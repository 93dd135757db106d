//! The faults: what a server may do to a client instead of answering it. Everything that is only data is here; how each
//! one reads on the wire is in `response`.

/// What the server answers when nothing is wrong.
#[derive(Clone, Debug)]
pub struct Content {
    pub(crate) media_type: &'static str,
    pub(crate) body: String,
}

impl Content {
    /// A body of this media type.
    pub fn new(media_type: &'static str, body: impl Into<String>) -> Self {
        Self {
            media_type,
            body: body.into(),
        }
    }

    /// The body.
    pub fn body(&self) -> &str {
        &self.body
    }

    /// A body of the type `application/json`.
    pub fn json(body: impl Into<String>) -> Self {
        Self::new("application/json", body)
    }
}

/// Where a redirection leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// To the address that was asked for.
    Itself,
    /// To the same path on the second listener.
    Other,
    /// To a host with this name.
    Host(&'static str),
    /// To an address that leads to the next, for ever.
    Loop,
}

/// What happens to one request. A fault that cuts the response off closes the connection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// None: 200 with the server's content.
    Sound,
    /// This status, with `content` of the shape of an error of either provider.
    Status(u16),
    /// This status and `Retry-After` with this text.
    RetryAfter(u16, String),
    /// This status with this text, as JSON.
    ErrorResponse(u16, String),
    /// 200 with these bytes in the place of the content.
    Body(Vec<u8>),

    // The connection.
    /// The connection ends before the first byte of a response.
    Close,
    /// The connection is reset (RST) before the first byte of a response.
    Reset,
    /// The connection is reset within the body.
    ResetBody,
    /// The connection ends as soon as the head of the request is there, whatever body is still to come.
    CloseEarly,

    // Stalls. The connection stays open.
    /// Not a byte.
    StallHead,
    /// The head, one byte every 20 ms, without end.
    SlowHead,
    /// The head and half of the body.
    StallBody,
    /// The head, then a byte of the body each second.
    Drip,
    /// The head, then the body, one byte every 20 ms, to its end.
    SlowBody,

    // The head.
    /// One header field of this many bytes.
    BigHeader(usize),
    /// This many header fields.
    ManyHeaders(usize),
    /// Text that is not HTTP.
    NotHttp,
    /// A status line with a status of letters.
    BadStatus,
    /// The connection ends within the head.
    HalfHead,
    /// This many interim responses (100, 102, 103 in turn) before a sound one.
    Informational(usize),
    /// Interim responses without end, one every 20 ms.
    InformationalEndless,
    /// This status and a `Location`.
    Redirect(u16, Target),

    // The framing of the body.
    /// One byte less than `Content-Length`, then the end.
    Short,
    /// More bytes than `Content-Length`: another response, which nobody asked for.
    Long,
    /// Two different values of `Content-Length`.
    TwoLengths,
    /// A body that ends with the connection.
    NoLength,
    /// A sound body in chunks of one byte, with an extension and a trailer.
    Chunked,
    /// A chunk whose size is no number.
    BadChunk,
    /// The connection ends between two chunks.
    CutChunk,

    // The size of the body.
    /// `Content-Length` of this size, and that many bytes.
    Huge(usize),
    /// Bytes without end.
    Endless,

    // The coding of the body.
    /// This status and the content backwards, which is said to be in this coding.
    Coded(u16, &'static str),
    /// The content, compressed.
    Gzip,
    /// What is not gzip, called gzip.
    GzipBad,
    /// The first half of the compressed content, with the `Content-Length` of that half.
    GzipCut,
    /// So many mebibytes of zeros, compressed about 1024:1.
    GzipBomb(usize),
    /// Zeros without end, compressed.
    GzipEndless,
    /// Compressed blocks without end that hold nothing.
    GzipSilent,

    // The text of the body. Those that add something need content that is a JSON object.
    /// A byte order mark before the content.
    Bom,
    /// A member in ISO 8859-1.
    Latin1,
    /// Every member twice.
    DuplicateKeys,
    /// A member with an escaped NUL.
    Nul,
    /// A NUL behind the content.
    NulAfter,
    /// A member nested this deep.
    Deep(usize),
    /// 200 with a page for people.
    Html200,
    /// 200 with an empty body.
    Empty200,
    /// 200 with JSON of another shape.
    WrongShape200,
    /// 204, which has no body.
    NoContent204,
}

impl Fault {
    /// This status so many times, and then nothing wrong.
    pub fn flaky(times: usize, status: u16) -> Vec<Self> {
        let mut script = vec![Self::Status(status); times];
        script.push(Self::Sound);
        script
    }
}
