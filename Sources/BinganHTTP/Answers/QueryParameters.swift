import BinganService

/// The parameters of a route that knows a few of its own. An empty value is the same as none.
struct QueryParameters: Sendable {
    private var values: [String: String] = [:]

    /// - Throws: `Problem` naming the parameter that isn't known, comes twice or holds a NUL.
    init(_ pairs: [(name: String, value: String)], allowed: [String]) throws {
        var seen: Set<String> = []
        for (name, value) in pairs {
            guard allowed.contains(name) else {
                let hint =
                    allowed.isEmpty
                    ? "Leave it out; none is known here." : "Known are: \(allowed.joined(separator: ", "))."
                throw Self.fault(String(name.prefix(40)), "unknown-parameter", hint)
            }
            guard seen.insert(name).inserted else { throw Self.fault(name, "repeated", "Give the parameter once.") }
            guard !value.utf8.contains(0) else {
                throw Self.fault(name, "nul", "Remove the NUL (U+0000) from the value.")
            }
            values[name] = value.isEmpty ? nil : value
        }
    }

    /// A route's own parameters, and the others for whoever reads those.
    static func parted(
        _ pairs: [(name: String, value: String)], own: [String]
    ) throws -> (own: QueryParameters, others: [(name: String, value: String)]) {
        let parameters = try QueryParameters(pairs.filter { own.contains($0.name) }, allowed: own)
        return (parameters, pairs.filter { !own.contains($0.name) })
    }

    subscript(name: String) -> String? { values[name] }

    /// A whole number; `usual` when it isn't given.
    func number(_ name: String, in range: ClosedRange<Int>, usual: Int) throws -> Int {
        guard let text = values[name] else { return usual }
        guard let number = Int(text), range.contains(number), text.utf8.first != UInt8(ascii: "+") else {
            throw Self.fault(
                name, "out-of-range", "Give a whole number from \(range.lowerBound) to \(range.upperBound).")
        }
        return number
    }

    /// True or false; false when it isn't given.
    func flag(_ name: String) throws -> Bool {
        switch values[name] {
        case nil, "false": false
        case "true": true
        default: throw Self.fault(name, "out-of-range", "Give true or false.")
        }
    }

    static func fault(_ name: String, _ code: String, _ detail: String) -> Problem {
        Problem(status: .badRequest, detail: detail, code: code, field: name)
    }
}
