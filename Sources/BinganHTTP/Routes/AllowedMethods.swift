import HTTPTypes

/// Which methods a path takes, for those who try another.
struct AllowedMethods: Sendable {
    private var paths: [(parts: [Substring], methods: [String])] = []

    init(_ endpoints: [Endpoint]) {
        var methods: [String: [String]] = [:]
        for endpoint in endpoints { methods[endpoint.path, default: []].append(endpoint.method.rawValue) }
        for (path, methods) in methods {
            let all = methods.contains("GET") ? methods + ["HEAD"] : methods
            paths.append((path.split(separator: "/"), all.sorted()))
        }
        // A path without parameters goes before one that could be read as it.
        paths.sort { $0.parts.count { $0.hasPrefix("{") } < $1.parts.count { $0.hasPrefix("{") } }
    }

    /// The value of `Allow`; nil for a path that is none.
    func value(for path: String) -> String? {
        let parts = path.split(separator: "/")
        let found = paths.first { known in
            known.parts.count == parts.count && zip(known.parts, parts).allSatisfy { $0.hasPrefix("{") || $0 == $1 }
        }
        return found?.methods.joined(separator: ", ")
    }
}
