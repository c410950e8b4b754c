import Foundation

extension ParsedQuery {
    /// The query in one form: half-width signs, the contract's names and values, filters last. Parsed again it gives
    /// the same root and filters (as long as it stays below the limits), so it also serves as a key of a query.
    public var canonicalDescription: String {
        var parts: [String] = []
        if let root {
            if case .or = root, !filters.isEmpty {
                parts.append("(\(root.canonicalDescription))")
            } else {
                parts.append(root.canonicalDescription)
            }
        }
        return (parts + filters.map(\.canonicalDescription)).joined(separator: " ")
    }
}

extension QueryNode {
    /// The node as a query, with parentheses only where they are needed.
    public var canonicalDescription: String {
        switch self {
        case .words(let text): text
        case .phrase(let text): Quoting.quoted(text)
        case .prefix(let text): text + "*"
        case .near(let first, let second, let distance): Quoting.quoted("\(first) \(second)") + "~\(distance)"
        case .and(let nodes):
            nodes.map { node in
                if case .or = node { "(\(node.canonicalDescription))" } else { node.canonicalDescription }
            }.joined(separator: " ")
        case .or(let nodes): nodes.map(\.canonicalDescription).joined(separator: " OR ")
        case .not(let node):
            switch node {
            case .and, .or: "-(\(node.canonicalDescription))"
            default: "-" + node.canonicalDescription
            }
        case .filter(let filter): filter.canonicalDescription
        }
    }
}

extension Filter {
    /// The filter as a query: `-status:closed`.
    public var canonicalDescription: String {
        "\(negated ? "-" : "")\(field.rawValue):\(condition.canonicalDescription)"
    }
}

extension FilterCondition {
    /// What stands after the colon.
    var canonicalDescription: String {
        switch self {
        case .text(let text): Quoting.bareOrQuoted(text)
        case .value(let value): value
        case .amount(let range):
            range.lower == range.upper
                ? Self.yuan(range.lower) : "\(Self.yuan(range.lower))..\(Self.yuan(range.upper))"
        case .received(let range):
            "\(Self.day(range.lower))..\(Self.day(range.upper.map { $0 - 1 }))"
        }
    }

    private static func yuan(_ cents: Int64?) -> String {
        guard let cents else { return "" }
        let rest = cents % 100
        return rest == 0 ? "\(cents / 100)" : "\(cents / 100).\(rest < 10 ? "0" : "")\(rest)"
    }

    private static func day(_ epochSeconds: Int64?) -> String {
        guard let epochSeconds else { return "" }
        let date = CivilDate(epochSeconds: epochSeconds)
        return [(date.year, 4), (date.month, 2), (date.day, 2)].map { number, width in
            let digits = "\(number)"
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }.joined(separator: "-")
    }
}

/// Text as it may stand in a query.
private enum Quoting {
    /// Between quotes that don't occur in it; where all do, `"` and spaces for those within.
    static func quoted(_ text: String) -> String {
        let characters = text.unicodeScalars.map { QueryCharacter($0) }
        if !characters.contains(.doubleQuote) { return "\"\(text)\"" }
        if !characters.contains(.cornerClose) { return "「\(text)」" }
        if !characters.contains(.whiteCornerClose) { return "『\(text)』" }
        let spaced = text.unicodeScalars.map { QueryCharacter($0) == .doubleQuote ? " " : $0 }
        return "\"\(String(String.UnicodeScalarView(spaced)))\""
    }

    /// Bare when it is letters, digits and harmless signs.
    static func bareOrQuoted(_ text: String) -> String {
        let isBare = text.unicodeScalars.allSatisfy { scalar in
            switch scalar {
            case "-", "/", ".", "_", "+": true
            default: scalar.properties.isAlphabetic || scalar.properties.numericType != nil
            }
        }
        return isBare ? text : quoted(text)
    }
}
