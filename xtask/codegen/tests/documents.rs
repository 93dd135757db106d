//! Documents that pass without a word, and documents with a fault, which is named at its place.
//!
//! They are this project's own; the test documents of the OpenAPI Specification are their model.

use callspec_codegen::emit::{self, Runtime};
use callspec_codegen::pipeline::{self, Options, Outcome};
use callspec_codegen::report::{self, render};
use callspec_codegen::source::Source;

/// Documents of which nothing is to be said.
const PASS: &[(&str, &str)] = &[
    (
        "the smallest of 3.0",
        "openapi: 3.0.3\ninfo: {title: a, version: 1.0.0}\npaths: {}\n",
    ),
    (
        "the smallest of 3.1: components",
        "openapi: 3.1.0\ninfo: {title: a, version: 1.0.0}\ncomponents: {}\n",
    ),
    (
        "the smallest of 3.1: webhooks",
        "openapi: 3.1.1\ninfo: {title: a, version: 1.0.0}\nwebhooks: {}\n",
    ),
    (
        "the smallest of 3.1: paths",
        "openapi: 3.1.0\ninfo: {title: a, version: 1.0.0, summary: b}\npaths: {}\n",
    ),
    (
        "information",
        "openapi: 3.1.0\ninfo:\n  {title: a, version: 1.0.0, summary: b, description: c, termsOfService: 'https://a.example/terms', contact: {name: a, url: 'https://a.example', email: a@a.example}, license: {name: MIT, identifier: MIT}}\npaths: {}\n",
    ),
    (
        "servers",
        "openapi: 3.0.3\ninfo: {title: a, version: 1.0.0}\nservers: [{url: 'https://{env}.a.example:{port}/v1', description: b, variables: {env: {default: live, enum: [live, test]}, port: {default: '443'}}}]\npaths: {}\n",
    ),
    (
        "extensions",
        "openapi: 3.0.3\ninfo: {title: a, version: 1.0.0, x-a: {b: [1]}}\nx-b: null\npaths: {x-c: 1}\ncomponents: {x-d: true}\n",
    ),
    (
        "every component",
        "openapi: 3.1.0\ninfo: {title: a, version: 1.0.0}\nsecurity: [{A: []}]\ncomponents: {schemas: {A: {}}, responses: {A: {description: b}}, parameters: {A: {name: a, in: query, schema: {}}}, examples: {A: {value: 1}}, requestBodies: {A: {content: {}}}, headers: {A: {schema: {}}}, securitySchemes: {A: {type: http, scheme: bearer}}, links: {A: {operationId: a}}, callbacks: {A: {}}, pathItems: {A: {}}}\npaths: {/a: {get: {operationId: a, responses: {'200': {description: ok}}}}}\n",
    ),
    (
        "boolean schemas",
        "openapi: 3.1.0\ninfo: {title: a, version: 1.0.0}\ncomponents: {schemas: {A: true, B: {type: object, properties: {a: true}}}}\n",
    ),
    (
        "every style of parameters",
        "openapi: 3.0.3\ninfo: {title: a, version: 1.0.0}\npaths:\n  /a/{b}/{c}/{d}:\n    get:\n      operationId: a\n      parameters: [{name: b, in: path, required: true, style: matrix, schema: {type: string}}, {name: c, in: path, required: true, style: label, schema: {type: string}}, {name: d, in: path, required: true, style: simple, schema: {type: string}}, {name: e, in: query, style: form, explode: false, schema: {type: array, items: {type: string}}}, {name: f, in: query, style: spaceDelimited, schema: {type: array, items: {type: string}}}, {name: g, in: query, style: pipeDelimited, schema: {type: array, items: {type: string}}}, {name: h, in: query, style: deepObject, schema: {type: object, properties: {a: {type: string}}}}, {name: i, in: header, style: simple, schema: {type: string}}, {name: j, in: cookie, style: form, schema: {type: string}}]\n      responses: {'204': {description: done}}\n",
    ),
    (
        "every status",
        "openapi: 3.0.3\ninfo: {title: a, version: 1.0.0}\npaths: {/a: {get: {operationId: a, responses: {'200': {description: b}, 4XX: {description: c}, default: {description: d}}}}}\n",
    ),
    (
        "a callback",
        "openapi: 3.0.3\ninfo: {title: a, version: 1.0.0}\npaths: {/a: {post: {operationId: a, callbacks: {b: {'{$request.body#/url}': {post: {responses: {'200': {description: c}}}}}}, responses: {'204': {description: d}}}}}\n",
    ),
    (
        "no security for one operation",
        "openapi: 3.0.3\ninfo: {title: a, version: 1.0.0}\nsecurity: [{a: []}]\npaths: {/a: {get: {operationId: a, security: [{}, {a: []}], responses: {'204': {description: d}}}}}\ncomponents: {securitySchemes: {a: {type: oauth2, flows: {implicit: {authorizationUrl: 'https://a.example', scopes: {}}}}}}\n",
    ),
];

/// Documents with one fault, what it is called, and where it is.
const FAIL: &[(&str, &str, &str, &str)] = &[
    (
        "no version",
        "info: {title: a, version: 1.0.0}\npaths: {}\n",
        "not-openapi",
        "",
    ),
    (
        "an unknown major version",
        "openapi: 4.0.0\ninfo: {title: a, version: 1.0.0}\npaths: {}\n",
        "not-openapi",
        "/openapi",
    ),
    (
        "Swagger",
        "swagger: '2.0'\ninfo: {title: a, version: 1.0.0}\npaths: {}\n",
        "swagger-2",
        "/swagger",
    ),
    ("no information", "openapi: 3.0.3\npaths: {}\n", "missing-key", ""),
    (
        "no title",
        "openapi: 3.0.3\ninfo: {version: 1.0.0}\npaths: {}\n",
        "missing-key",
        "/info",
    ),
    (
        "neither paths nor components",
        "openapi: 3.0.3\ninfo: {title: a, version: 1.0.0}\n",
        "missing-key",
        "",
    ),
    (
        "a misspelt key",
        "openapi: 3.0.3\ninfo: {title: a, version: 1.0.0}\npahts: {}\npaths: {}\n",
        "unknown-key",
        "/pahts",
    ),
    (
        "servers that are no list",
        "openapi: 3.0.3\ninfo: {title: a, version: 1.0.0}\nservers: {url: 'https://a.example'}\npaths: {}\n",
        "wrong-type",
        "/servers",
    ),
    (
        "a path without a slash",
        "openapi: 3.0.3\ninfo: {title: a, version: 1.0.0}\npaths: {a: {get: {operationId: a, responses: {'204': {description: b}}}}}\n",
        "path-without-slash",
        "/paths/a",
    ),
    (
        "an unknown place of a parameter",
        "openapi: 3.0.3\ninfo: {title: a, version: 1.0.0}\npaths: {/a: {get: {operationId: a, parameters: [{name: b, in: nowhere, schema: {}}], responses: {'204': {description: b}}}}}\n",
        "faulty-place",
        "/paths/~1a/get/parameters/0",
    ),
    (
        "a parameter of nothing",
        "openapi: 3.0.3\ninfo: {title: a, version: 1.0.0}\npaths: {/a: {get: {operationId: a, parameters: [{name: b, in: query}], responses: {'204': {description: b}}}}}\n",
        "parameter-without-schema",
        "/paths/~1a/get/parameters/0",
    ),
    (
        "a style that its place does not have",
        "openapi: 3.0.3\ninfo: {title: a, version: 1.0.0}\npaths: {/a: {get: {operationId: a, parameters: [{name: b, in: header, style: deepObject, schema: {type: string}}], responses: {'204': {description: b}}}}}\n",
        "faulty-style",
        "/paths/~1a/get/parameters/0",
    ),
    (
        "an optional path parameter",
        "openapi: 3.0.3\ninfo: {title: a, version: 1.0.0}\npaths: {'/{b}': {get: {operationId: a, parameters: [{name: b, in: path, schema: {type: string}}], responses: {'204': {description: b}}}}}\n",
        "optional-path-parameter",
        "/paths/~1{b}/get/parameters/0",
    ),
    (
        "a status that is none",
        "openapi: 3.0.3\ninfo: {title: a, version: 1.0.0}\npaths: {/a: {get: {operationId: a, responses: {6XX: {description: b}, '204': {description: c}}}}}\n",
        "faulty-status",
        "/paths/~1a/get/responses/6XX",
    ),
    (
        "no responses",
        "openapi: 3.0.3\ninfo: {title: a, version: 1.0.0}\npaths: {/a: {get: {operationId: a}}}\n",
        "missing-key",
        "/paths/~1a/get",
    ),
    (
        "a response without a description",
        "openapi: 3.0.3\ninfo: {title: a, version: 1.0.0}\npaths: {/a: {get: {operationId: a, responses: {'204': {}}}}}\n",
        "missing-key",
        "/paths/~1a/get/responses/204",
    ),
    (
        "a dangling reference",
        "openapi: 3.0.3\ninfo: {title: a, version: 1.0.0}\npaths: {/a: {get: {operationId: a, responses: {'204': {$ref: '#/components/responses/A'}}}}}\n",
        "dangling-ref",
        "/paths/~1a/get/responses/204",
    ),
    (
        "a reference to another kind",
        "openapi: 3.0.3\ninfo: {title: a, version: 1.0.0}\npaths: {/a: {get: {operationId: a, responses: {'204': {$ref: '#/components/schemas/A'}}}}}\ncomponents: {schemas: {A: {}}}\n",
        "wrong-ref",
        "/paths/~1a/get/responses/204",
    ),
    (
        "a type that is none",
        "openapi: 3.0.3\ninfo: {title: a, version: 1.0.0}\npaths: {}\ncomponents: {schemas: {A: {type: text}}}\n",
        "faulty-type",
        "/components/schemas/A",
    ),
    (
        "an empty enum",
        "openapi: 3.0.3\ninfo: {title: a, version: 1.0.0}\npaths: {}\ncomponents: {schemas: {A: {type: string, enum: []}}}\n",
        "faulty-enum",
        "/components/schemas/A",
    ),
    (
        "an empty union",
        "openapi: 3.0.3\ninfo: {title: a, version: 1.0.0}\npaths: {}\ncomponents: {schemas: {A: {oneOf: []}}}\n",
        "empty-union",
        "/components/schemas/A",
    ),
    (
        "a 3.1 keyword in 3.0",
        "openapi: 3.0.3\ninfo: {title: a, version: 1.0.0}\npaths: {}\ncomponents: {schemas: {A: {const: a}}}\n",
        "later-keyword",
        "/components/schemas/A",
    ),
    (
        "a 3.0 keyword in 3.1",
        "openapi: 3.1.0\ninfo: {title: a, version: 1.0.0}\npaths: {}\ncomponents: {schemas: {A: {type: string, nullable: true}}}\n",
        "earlier-keyword",
        "/components/schemas/A",
    ),
    (
        "an unknown scheme",
        "openapi: 3.0.3\ninfo: {title: a, version: 1.0.0}\nsecurity: [{a: []}]\npaths: {}\n",
        "unknown-scheme",
        "/security/0",
    ),
    (
        "a negative length",
        "openapi: 3.0.3\ninfo: {title: a, version: 1.0.0}\npaths: {}\ncomponents: {schemas: {A: {type: string, minLength: -1}}}\n",
        "faulty-bound",
        "/components/schemas/A",
    ),
];

fn analysed(text: &str) -> (Outcome, String, bool) {
    let options = Options {
        name: "suites".to_owned(),
        strict: false,
        emit: emit::Options {
            spec: "suite.yaml".to_owned(),
            runtime: Runtime::Workspace,
        },
    };
    let outcome = pipeline::analyse(Source::from_text("suite.yaml", text), &options);
    let shown = render(&outcome.report, &outcome.source, report::Options::default());
    let is_generated = pipeline::generate(&outcome, &options).is_some();
    (outcome, shown, is_generated)
}

#[test]
fn what_is_well_formed_passes_in_silence() {
    let mut found = Vec::new();
    for (name, text) in PASS {
        let (_, shown, is_generated) = analysed(text);
        if !shown.is_empty() || !is_generated {
            found.push(format!("{name}: {shown}"));
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn what_is_faulty_is_named_at_its_place() {
    let mut found = Vec::new();
    for (name, text, code, at) in FAIL {
        let (outcome, shown, _) = analysed(text);
        let is_named = outcome
            .report
            .diagnostics
            .iter()
            .any(|found| found.code.as_str() == *code && found.at.0.starts_with(at));
        if !is_named {
            found.push(format!("{name} is not {code} at {at}:\n{shown}"));
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}
