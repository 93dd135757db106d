//! The stable codes of diagnostics: one table, with level and explanation.

use super::Level;

macro_rules! codes {
    ($($variant:ident = $text:literal, $level:ident, $explanation:literal;)*) => {
        /// The stable code of a diagnostic.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Code {
            $(#[doc = $explanation] $variant,)*
        }

        impl Code {
            /// All codes, in the order of the table.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The code as printed: `dangling-ref`.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $text,)*
                }
            }

            /// The code of a text; the opposite of [`Code::as_str`].
            pub fn parse(text: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|code| code.as_str() == text)
            }

            /// The level of its diagnostics.
            pub fn level(self) -> Level {
                match self {
                    $(Self::$variant => Level::$level,)*
                }
            }

            /// What the code means and what to do.
            pub fn explanation(self) -> &'static str {
                match self {
                    $(Self::$variant => $explanation,)*
                }
            }
        }
    };
}

codes! {
    // read
    Syntax = "syntax", Error, "The text is neither JSON (RFC 8259) nor YAML 1.2. Correct it at the marked place.";
    TooDeep = "too-deep", Error, "Nodes are nested deeper than 128 levels, aliases followed. Move inner parts to components.";
    TooLarge = "too-large", Error, "Aliases expand the document far beyond the size of its text. Use `$ref` in place of YAML aliases.";
    NotADocument = "not-a-document", Error, "The root of an OpenAPI document is an object.";
    SeveralDocuments = "several-documents", Error, "The text holds more than one YAML document. Keep one and move the others to their own files.";
    YamlTag = "yaml-tag", Error, "A YAML tag has no meaning in OpenAPI. Remove it; quote the value where it is text.";
    MergeKey = "merge-key", Error, "The value of a YAML merge key `<<` is a mapping or a sequence of mappings.";
    DuplicateKey = "duplicate-key", Error, "A key occurs twice in one object. Only one of its values could be meant: remove or rename the other.";
    RepeatedKey = "repeated-key", Warning, "A key occurs twice in one object, with the same value. Remove one.";
    IntegerKey = "integer-key", Warning, "A key is an integer in YAML, and all keys are strings in OpenAPI. Quote it: `'200':`.";
    UnquotedText = "unquoted-text", Warning, "YAML reads an unquoted value (`3.10`, `+15551234567`, `true`) as a number or boolean where the position wants text. The text is taken as it is written; quote it.";
    BigNumber = "big-number", Warning, "An integer does not fit into 64 bits. The nearest floating point number is taken instead.";
    NotFinite = "not-finite", Error, "JSON has no infinity and no `NaN`. Remove the value, or quote it where it is text.";
    RemoteRef = "remote-ref", Error, "A reference leads to another machine or scheme. Nothing is fetched: save the file beside the document and reference that.";
    OutsideRef = "outside-ref", Error, "A reference leads to a file outside the folder of the root document. Only files inside are read, symbolic links followed.";
    UnreadableRef = "unreadable-ref", Error, "A referenced file does not exist or cannot be read.";
    CyclicRef = "cyclic-ref", Error, "References in a place without components (path items) lead back to themselves.";
    BundledName = "bundled-name", Warning, "Two components from different files would have the same name, so each is named after its file as well. Rename one.";
    // normalise: the document
    NotOpenApi = "not-openapi", Error, "The document does not say `openapi: 3.x`; nothing can be made of it.";
    Swagger2 = "swagger-2", Error, "The document is Swagger 2.0; convert it to OpenAPI 3 first.";
    LaterVersion = "later-version", Warning, "The document is of a later version of OpenAPI than 3.2 and is read as 3.2; what only that version has is left out.";
    LaterKeyword = "later-keyword", Warning, "A key or spelling that a later version of OpenAPI introduced than the one the document declares; it is read as the later version means it.";
    EarlierKeyword = "earlier-keyword", Warning, "A key of OpenAPI 3.0 that 3.1 gave up, in a 3.1 document; it is read as 3.0 means it.";
    SwaggerHabit = "swagger-habit", Warning, "Something is written as in Swagger 2.0; it is read as the OpenAPI 3 form.";
    UnknownKey = "unknown-key", Warning, "OpenAPI does not know this key; what it holds is ignored.";
    SnakeCaseKey = "snake-case-key", Warning, "A key is spelled in another case than OpenAPI spells it; it is read as the key meant.";
    NullValue = "null-value", Warning, "A key or entry has no value; it is read as absent, or as an empty object.";
    WrongType = "wrong-type", Warning, "A value is of another JSON type than OpenAPI asks for and is read as if it had the right one.";
    MissingKey = "missing-key", Warning, "A key that OpenAPI requires is missing; an empty or neutral value is taken.";
    ConflictingKeys = "conflicting-keys", Warning, "Two keys exclude each other; the first is used.";
    // normalise: references
    DanglingRef = "dangling-ref", Error, "A reference points to nothing in the document.";
    DanglingRefUnused = "dangling-ref-unused", Warning, "A reference points to nothing, in a component that no operation reaches.";
    OddRef = "odd-ref", Warning, "A reference that no call depends on, of a header of responses, an example or a link, points to nothing or to an object of another kind; its place is read without it.";
    DanglingMapping = "dangling-mapping", Warning, "A discriminator maps a value to a schema that does not exist or is no alternative; the entry is ignored.";
    ExternalRef = "external-ref", Error, "A reference leaves the document's folder; such references are not followed.";
    WrongRef = "wrong-ref", Error, "A reference points to an object of another kind than its place asks for.";
    RefCycle = "ref-cycle", Error, "References lead in a circle and never to an object.";
    ExplosiveRef = "explosive-ref", Error, "Resolving the references, or composing the schemas, would multiply the document beyond reason.";
    LocalRef = "local-ref", Warning, "A reference is written relative to its schema and not to the document; it is resolved in the enclosing schema.";
    SchemaOfRef = "schema-of-ref", Warning, "A reference asks for a schema and points to an object that has one; that is taken.";
    MisspeltRef = "misspelt-ref", Warning, "A reference leads nowhere as it is written, and one component has the name that it ends with; that is taken.";
    RefSiblings = "ref-siblings", Warning, "OpenAPI 3.0 ignores the keys beside `$ref`; they are read as 3.1 reads them.";
    UnusedDefinition = "unused-definition", Warning, "A definition inside a schema that nothing refers to; it is left out.";
    // normalise: paths and operations
    PathWithoutSlash = "path-without-slash", Warning, "A path does not begin with a slash; one is put in front.";
    PathFragment = "path-fragment", Warning, "A path holds a `#`; what follows is never sent and only tells operations apart.";
    PathQuery = "path-query", Warning, "A path holds a query; it is sent as it stands.";
    PathDots = "path-dots", Warning, "A path holds a segment `.` or `..`, which URLs do not keep; it is resolved, or the client refuses the call where that would remove a parameter.";
    RepeatedOperationId = "repeated-operation-id", Warning, "Two operations have the same `operationId`; the later one is named from its method and path.";
    UnsupportedMethod = "unsupported-method", Warning, "A method that `additionalOperations` cannot have; its operation is left out.";
    FaultyStatus = "faulty-status", Warning, "A key of the responses is no status code, range or `default`.";
    UndeclaredPathParameter = "undeclared-path-parameter", Warning, "A path has a template expression without a parameter; a string parameter is taken.";
    StrayPathParameter = "stray-path-parameter", Warning, "A path parameter does not occur in the path; it is left out, or read as the template expression it resembles.";
    OptionalPathParameter = "optional-path-parameter", Warning, "A path parameter is not declared `required: true`; it always is.";
    RepeatedParameter = "repeated-parameter", Warning, "A parameter is declared twice in one list; the first is used.";
    ParameterWithoutSchema = "parameter-without-schema", Warning, "A parameter or header has neither schema nor content; it is read as a string.";
    FaultyPlace = "faulty-place", Warning, "The place of a parameter is none of path, query, header and cookie.";
    FaultyStyle = "faulty-style", Warning, "The style of a parameter is not allowed at its place; the default style is used.";
    IgnoredHeader = "ignored-header", Note, "A header parameter that OpenAPI says to ignore, `Accept`, `Content-Type` or `Authorization`, or that frames the body.";
    UnknownScheme = "unknown-scheme", Warning, "A security requirement names a scheme that the document does not define; it is ignored.";
    UnrequiredSchemes = "unrequired-schemes", Warning, "The document names security schemes and requires none, at the root or at any operation; credentials that are given are sent with every call.";
    UnsupportedScheme = "unsupported-scheme", Warning, "A security scheme that a request cannot carry, or that does not say how; it is left to the transport, or left out.";
    RelativeUrl = "relative-url", Warning, "A URL of a security scheme is relative; it is relative to the server.";
    // normalise: schemas
    FaultyType = "faulty-type", Warning, "The `type` of a schema is no JSON type; it is read as the type meant.";
    EmptyUnion = "empty-union", Warning, "A `oneOf`, `anyOf` or `allOf` without members says nothing and is left out.";
    FaultyEnum = "faulty-enum", Warning, "The values of an `enum` do not fit: empty, repeated, or of another type than the schema.";
    FaultyBound = "faulty-bound", Warning, "A bound of a schema is no sensible number for its type; it is brought into range or left out.";
    FaultyPattern = "faulty-pattern", Warning, "A `pattern` is no regular expression (ECMA-262). It is shown in documentation and never compiled.";
    FaultyDefault = "faulty-default", Warning, "A `default` is of another type than its schema, and is converted or left out; or it does not fit the schema.";
    FaultyDiscriminator = "faulty-discriminator", Warning, "A discriminator does not name its property, or an alternative does not declare it; it is read as Swagger 2.0 means it, added, or left out.";
    RequiredOnProperty = "required-on-property", Warning, "`required: true` is written on a property; OpenAPI lists required properties in the schema around them.";
    ForeignKeyword = "foreign-keyword", Warning, "A keyword that declares properties or items stands in a schema of another type, where it says nothing.";
    ArrayWithoutItems = "array-without-items", Warning, "An array does not say what it holds; any JSON is taken.";
    AbsentAttributes = "absent-attributes", Warning, "Attributes of a JSON:API resource are required, and the framework that wrote the document leaves out what was not asked for, what does not come by default, and what the caller may not see; they are read as optional ones.";
    RelatedData = "related-data", Warning, "The resources of a JSON:API relationship are described as one resource; they are read as the list, or the one or none, that the relationship says.";
    BareErrors = "bare-errors", Warning, "An error response of JSON:API is described as a list of errors; it is read as the object whose `errors` that list is.";
    Loosened = "loosened", Warning, "A JSON Schema keyword has no counterpart here; values are read by a looser schema.";
    // document
    Unreadable = "unreadable", Error, "A part of the document has not the shape that OpenAPI asks for; it is left out.";
    UnreadableDetail = "unreadable-detail", Warning, "A detail that nothing depends on has not the shape that OpenAPI asks for; it is left out.";
    // lint
    UnusedComponent = "unused-component", Note, "No operation reaches a component.";
    MissingDescription = "missing-description", Note, "Nothing is said about an operation, a parameter, a schema or a property.";
    FaultyExample = "faulty-example", Warning, "An example does not fit the schema that it is an example of.";
    SecretInExample = "secret-in-example", Warning, "An example looks like a real key or token.";
    EnumCase = "enum-case", Warning, "Two values of an enum differ only in case.";
    UnknownRequired = "unknown-required", Warning, "A name in `required` is no property of the schema.";
    OverlappingPaths = "overlapping-paths", Warning, "A URL matches two path templates, and neither is the more concrete one.";
    // lint: the conventions of specs/README.md
    IncompleteDocument = "incomplete-document", Note, "The document has no `info.description` or no `servers`.";
    IncompleteOperation = "incomplete-operation", Note, "An operation lacks one of `operationId`, `summary`, `description`, `externalDocs.url` and one tag that `tags` describes.";
    OperationIdCase = "operation-id-case", Note, "An `operationId` is not in snake case.";
    OptionalBody = "optional-body", Note, "A request body is not `required: true`.";
    TextStyle = "text-style", Note, "A summary begins with a small letter or ends in a full stop; a description ends without one, is too long, or holds HTML or a bare address.";
    MissingExample = "missing-example", Note, "A body has no example.";
    NullInExample = "null-in-example", Note, "The example of a response holds `null` for a property that need not be there.";
    PhoneNumberInExample = "phone-number-in-example", Note, "An example holds a phone number that is not kept for fiction.";
    UnnamedSchema = "unnamed-schema", Note, "An object with properties, or an enum, is nested in another schema or a parameter and has no name of its own.";
    NullInEnum = "null-in-enum", Note, "An enum lists `null`.";
    EmptyObject = "empty-object", Note, "A schema is `type: object` and does not say what it holds.";
    RequiredInResponse = "required-in-response", Note, "A property that only responses have is required, or may not be null.";
    FaultyEvidence = "faulty-evidence", Note, "`x-evidence` is neither `example` nor `inferred`, or lacks its reason.";
    FaultyExtension = "faulty-extension", Note, "An `x-` key has no meaning, has none where it stands, or has a value that is not read.";
    FaultyAllowance = "faulty-allowance", Error, "An entry of `x-lint-allow` has no reason, or names no code that can be allowed.";
    UnusedAllowance = "unused-allowance", Error, "An entry of `x-lint-allow` allows something that is not there, or no longer.";
    // lower
    AmbiguousUnion = "ambiguous-union", Warning, "Nothing tells two alternatives of a union apart: a value may be both, and is read as one of them.";
    NameClash = "name-clash", Warning, "Two items of a document have the same Rust name; one of them is renamed by a rule that depends on the two alone.";
    UnusableServer = "unusable-server", Warning, "The servers of a path or an operation are no addresses: neither absolute nor relative to the API's, or with a variable that is not described, and requests go to the API's server; or those of the document are relative, and clients have to be given one.";
    VersionNotSemantic = "version-not-semantic", Warning, "`info.version` is not a semantic version, so the crates cannot carry it.";
    ChallengeScheme = "challenge-scheme", Warning, "An authentication scheme whose credential depends on the request, or on what the server sent before; the client sends the one that it is given, signs nothing and answers no challenge.";
    HeaderAsText = "header-as-text", Warning, "A header of responses is declared with a type that the text of a header has no form for; it is read as text.";
    RecognisedPages = "recognised-pages", Note, "Names and shapes of an operation leave no doubt that its list comes in pages, and the document does not say so.";
    UnofferedStream = "unoffered-stream", Warning, "The successes of an operation are streams of different items; `stream` gives those of one of them.";
    UnsentContent = "unsent-content", Note, "A response has `content` where HTTP sends none: to `HEAD`, or with a status 1xx, 204, 205 or 304. It is read as one without a body.";
    UnsentPartHeader = "unsent-part-header", Warning, "A header of a part of a form has no value that follows from the document; it is not sent.";
    UntoldWebhook = "untold-webhook", Note, "Nothing in the body of a webhook tells it from others, so that it is no variant of `WebhookEvent`.";
    Weakened = "weakened", Warning, "The document says more about a value than can be expressed in Rust types; the value is raw JSON.";
    // what is made of a document
    StaleFile = "stale-file", Error, "A file is not what the specs make of it: it differs, is missing, or is left over. Run `cargo xtask codegen`.";
    StrayFile = "stray-file", Error, "A file that was not generated lies where generated ones belong. Nothing touches it: move or remove it.";
    RemovedCrate = "removed-crate", Error, "A manifest, or the code that offers clients, names a generated crate that no spec makes any longer. Remove the line, or name the crate that takes its place.";
    UnreadableWorkspace = "unreadable-workspace", Error, "cargo cannot read the manifests around the generated crates. Correct what it names.";
}
