import Foundation

/// A query as understood: what the rows must hold, what they are filtered by, and what the reader should be told.
/// Comes only from `QueryParser.parse`; knows nothing of segmentation or of the index.
public struct ParsedQuery: Sendable, Equatable {
    /// What the text of a row must satisfy; nil means every row (nothing typed, or filters alone).
    /// A query of symbols alone (`***`) is not nil: it is one `words` leaf without an atom, which matches nothing.
    /// Beside other leaves such a leaf never occurs.
    public var root: QueryNode?
    /// Field filters that stand side by side at the top of the query: all must hold. Never part of `root`.
    public var filters: [Filter]
    /// What was cut, mended or searched as plain words; empty when all was understood. A few of each code at most.
    public var notes: [Note]
    /// The text leaves of `root` in order, each with the place in the query it was typed at.
    public var leaves: [QueryLeaf]

    /// `ranges` are the places of the text leaves of `root`, in order.
    init(root: QueryNode?, filters: [Filter], ranges: [Range<Int>]) {
        self.root = root
        self.filters = filters
        notes = []
        let found = root?.textLeaves ?? []
        leaves = zip(found, ranges).map { QueryLeaf(node: $0.node, isNegated: $0.isNegated, range: $1) }
    }

    /// The leaves a hit may show (to be highlighted and explained): those under no `-`, in order.
    public var positiveLeaves: [QueryLeaf] { leaves.filter { !$0.isNegated } }
}

/// A text leaf of a query with where it was typed.
public struct QueryLeaf: Sendable, Equatable {
    /// `words`, `phrase`, `prefix` or `near`.
    public var node: QueryNode
    /// Whether it stands under an odd number of `-`.
    public var isNegated: Bool
    /// Half-open UTF-8 offsets into the text given to `QueryParser.parse`, quotes and `*` included, `-` not.
    public var range: Range<Int>
}

/// What a row's text must satisfy. `and` and `or` hold two or more nodes, none of its own kind; `not` holds neither a
/// `not` nor a filter (that is a negated filter).
public indirect enum QueryNode: Sendable, Equatable {
    /// A bare run without spaces, as typed: it is cut into words by the analyzer, and all of them must match.
    case words(String)
    /// The text between quotes, as typed, without spaces at its ends: its atoms must stand side by side.
    case phrase(String)
    /// `word*`, without the star: an atom or word that begins so.
    case prefix(String)
    /// `"a b"~5`: both, in either order, at most `distance` (0...999) atoms between them.
    case near(String, String, distance: Int)
    case and([QueryNode])
    case or([QueryNode])
    case not(QueryNode)
    /// A field filter inside OR or a negated parenthesis; those at the top are in `ParsedQuery.filters`.
    case filter(Filter)
}

extension QueryNode {
    /// The text leaves below (filters left out), in the order of the query, each with whether a `-` turns it round.
    public var textLeaves: [(node: QueryNode, isNegated: Bool)] {
        switch self {
        case .words, .phrase, .prefix, .near: [(self, false)]
        case .filter: []
        case .and(let nodes), .or(let nodes): nodes.flatMap(\.textLeaves)
        case .not(let node): node.textLeaves.map { ($0.node, !$0.isNegated) }
        }
    }

    /// All of `nodes`: nested `and`s opened, a single node as it is, nil for none.
    static func conjunction(_ nodes: [QueryNode]) -> QueryNode? {
        let flat = nodes.flatMap { node -> [QueryNode] in
            if case .and(let inner) = node { inner } else { [node] }
        }
        return flat.count > 1 ? .and(flat) : flat.first
    }

    /// Any of `nodes`: nested `or`s opened, a single node as it is, nil for none.
    static func disjunction(_ nodes: [QueryNode]) -> QueryNode? {
        let flat = nodes.flatMap { node -> [QueryNode] in
            if case .or(let inner) = node { inner } else { [node] }
        }
        return flat.count > 1 ? .or(flat) : flat.first
    }

    /// The node turned round; two turns cancel.
    var turned: QueryNode {
        switch self {
        case .not(let node): node
        case .filter(let filter):
            .filter(Filter(field: filter.field, condition: filter.condition, negated: !filter.negated))
        default: .not(self)
        }
    }
}
