import Foundation

/// A piece of a query as the lexer hands it on.
enum QueryToken {
    case item(QueryItem)
    case open(negated: Bool)
    case close
    /// `OR` (`isWord`), which may turn out to be a plain word, or `|`; with its place in the query.
    case or(isWord: Bool, range: Range<Int>)
}

/// An operand: one leaf or, where something was taken apart into plain words, several that must all match.
struct QueryItem {
    var leaves: [(node: QueryNode, range: Range<Int>)]
    var negated: Bool

    /// Terms it counts for under the limit.
    var weight: Int {
        leaves.reduce(0) { sum, leaf in
            if case .near = leaf.node { sum + 2 } else { sum + 1 }
        }
    }
}

extension QueryNode {
    /// The text of a leaf, empty for other nodes.
    var leafText: String {
        switch self {
        case .words(let text), .phrase(let text), .prefix(let text): text
        default: ""
        }
    }

    /// Whether a leaf holds anything to search for (a near and a filter always do).
    var hasAtoms: Bool {
        switch self {
        case .words, .phrase, .prefix: leafText.hasAtoms
        default: true
        }
    }
}
