//! A document without a finding, as the conventions of our own specs ask for.

/// With as many schemas as wanted, all of which say the version.
pub(crate) fn spec(version: usize, schemas: usize) -> String {
    let mut text = format!(
        "openapi: 3.0.3
info: {{title: Voice, version: 0.1.0, description: Calls. Version {version}.}}
servers: [{{url: 'https://voice.example'}}]
tags: [{{name: calls, description: Calls.}}]
paths:
  /calls:
    get:
      operationId: list_calls
      tags: [calls]
      summary: List calls
      description: Lists calls.
      externalDocs: {{url: 'https://voice.example/calls'}}
      responses:
        '200':
          description: The call.
          content: {{application/json: {{schema: {{$ref: '#/components/schemas/Call0'}}, example: {{id: call_1}}}}}}
components:
  schemas:
"
    );
    for n in 0..schemas {
        let next = if n + 1 < schemas {
            let reference = format!("{{$ref: '#/components/schemas/Call{}'}}", n + 1);
            format!("\n        next: {{allOf: [{reference}], nullable: true, description: The next one.}}")
        } else {
            String::new()
        };
        text += &format!(
            "    Call{n}:\n      type: object\n      description: A call of version {version}.\n      properties:\n        id: {{type: string, description: Its id.}}{next}\n"
        );
    }
    text
}
