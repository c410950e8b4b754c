import ComplaintModel

/// The document at /openapi.json, made from the endpoints themselves: what isn't served isn't in it.
struct OpenAPIDocument {
    let endpoints: [Endpoint]

    var bytes: [UInt8] {
        JSONObjectWriter.bytes { document in
            document.field("openapi", "3.1.0")
            document.object("info") { info in
                info.field("title", "Bingan 并案")
                info.field("version", "1")
                info.field("description", "Search, duplicates and merchant clusters of consumer complaints.")
            }
            document.object("paths") { paths in
                for path in order {
                    paths.object(path) { item in
                        for endpoint in endpoints where endpoint.path == path { write(endpoint, into: &item) }
                    }
                }
            }
            document.object("components") { components in
                components.object("schemas") { schemas in
                    for (name, schema) in Schemas.all { schemas.field(name, schema) }
                }
                components.object("securitySchemes") { schemes in
                    schemes.field("token", ["type": "http", "scheme": "bearer"] as JSONValue)
                }
            }
        }
    }

    /// The paths, each once.
    private var order: [String] {
        var seen: Set<String> = []
        return endpoints.map(\.path).filter { seen.insert($0).inserted }
    }

    private func write(_ endpoint: Endpoint, into item: inout JSONObjectWriter) {
        guard let operation = Operations.all[endpoint.name] else { return }
        item.object(endpoint.method.rawValue.lowercased()) { object in
            object.field("summary", operation.summary)
            object.field("operationId", endpoint.name)
            if !endpoint.roles.isEmpty {
                let roles = endpoint.roles.map(\.rawValue).joined(separator: ", ")
                object.field("description", "For tokens of role: \(roles).")
                object.field("security", .array([["token": .array([])]]))
            }
            object.array("parameters") { list in
                for name in endpoint.pathParameters { list.value(Self.pathParameter(name)) }
                for parameter in operation.parameters { list.object { Self.write(parameter, into: &$0) } }
            }
            if !operation.body.isEmpty {
                object.object("requestBody") { body in
                    body.field("required", true)
                    body.object("content") { content in
                        for kind in operation.body { content.field(kind.type, ["schema": kind.schema] as JSONValue) }
                    }
                }
            }
            object.object("responses") { Self.write(operation, endpoint, into: &$0) }
        }
    }

    private static func pathParameter(_ name: String) -> JSONValue {
        ["name": .string(name), "in": "path", "required": .bool(true), "schema": Schema.id]
    }

    private static func write(_ parameter: Operation.Parameter, into object: inout JSONObjectWriter) {
        object.field("name", parameter.name)
        object.field("in", parameter.place.rawValue)
        object.field("required", parameter.isRequired)
        if let description = parameter.description { object.field("description", description) }
        // Lists stand in one value, separated by commas.
        if case .object(let schema) = parameter.schema, schema["type"] == "array" {
            object.field("style", "form")
            object.field("explode", false)
        }
        let takesEmpty = parameter.place == .query && !parameter.isRequired
        object.field("schema", takesEmpty ? Schema.orEmpty(parameter.schema) : parameter.schema)
    }

    private static func write(_ operation: Operation, _ endpoint: Endpoint, into object: inout JSONObjectWriter) {
        for answer in operation.answers {
            object.object("\(answer.status)") { response in
                response.field("description", answer.description)
                if !answer.headers.isEmpty {
                    response.object("headers") { headers in
                        for name in answer.headers {
                            headers.field(name, ["required": .bool(true), "schema": Schema.string] as JSONValue)
                        }
                    }
                }
                if let type = answer.type {
                    response.object("content") { content in
                        for name in [type] + answer.otherTypes {
                            content.field(name, ["schema": answer.schema] as JSONValue)
                        }
                    }
                }
            }
        }
        for status in Set(operation.problems + usualProblems(endpoint)).sorted() {
            object.object("\(status)") { response in
                response.field("description", reason(status))
                response.object("content") { content in
                    content.field("application/problem+json", ["schema": Schema.reference("Problem")] as JSONValue)
                }
            }
        }
    }

    /// What any route may answer.
    private static func usualProblems(_ endpoint: Endpoint) -> [Int] {
        [400, 414, 429, 431, 500, 503] + (endpoint.roles.isEmpty ? [] : [401, 403])
    }

    private static func reason(_ status: Int) -> String {
        switch status {
        case 400: "A parameter is unknown or can't be so; `field` names it."
        case 401: "No valid token."
        case 403: "The token's role may not do this."
        case 404: "There is none."
        case 408: "The body didn't arrive in time."
        case 409: "Another complaint has this number."
        case 422: "A field breaks a rule; `field` names it."
        case 412: "It was changed meanwhile."
        case 413: "The body is too large."
        case 414: "The address is too long."
        case 431: "The headers are too large."
        case 415: "The body is of another type."
        case 429: "Too much at once; Retry-After says when to come again."
        case 503: "The service is stopping."
        default: "A fault of the service; its log says more."
        }
    }
}

extension Endpoint {
    /// `GET /v1/search`.
    var name: String { "\(method.rawValue) \(path)" }

    /// The names in braces.
    var pathParameters: [String] {
        path.split(separator: "/").filter { $0.hasPrefix("{") }.map { String($0.dropFirst().dropLast()) }
    }
}
