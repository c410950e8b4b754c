import Foundation

/// Tokens to a tree, with a stack of its own instead of recursion.
enum QueryTree {
    private struct Frame {
        var negated = false
        var branches: [[QueryNode]] = [[]]

        mutating func append(_ node: QueryNode?, negated: Bool) {
            guard let node else { return }
            branches[branches.count - 1].append(negated ? node.turned : node)
        }

        /// An empty branch is left out: what stood there was cut or held nothing to search for.
        var node: QueryNode? {
            .disjunction(branches.compactMap { .conjunction($0) })
        }
    }

    /// The tree of `tokens`, whose parentheses must be paired; nil when no operand is left.
    static func build(_ tokens: [QueryToken]) -> QueryNode? {
        var stack = [Frame()]
        for token in tokens {
            switch token {
            case .item(let item):
                stack[stack.count - 1].append(.conjunction(item.leaves.map(\.node)), negated: item.negated)
            case .open(let negated): stack.append(Frame(negated: negated))
            case .or: stack[stack.count - 1].branches.append([])
            case .close:
                guard stack.count > 1, let done = stack.popLast() else { continue }
                stack[stack.count - 1].append(done.node, negated: done.negated)
            }
        }
        return stack[0].node
    }

    /// Where the text leaves were typed, in the order of the tree's leaves.
    static func textRanges(_ tokens: [QueryToken]) -> [Range<Int>] {
        tokens.flatMap { token -> [Range<Int>] in
            guard case .item(let item) = token else { return [] }
            return item.leaves.compactMap { leaf in
                if case .filter = leaf.node { nil } else { leaf.range }
            }
        }
    }
}

extension QueryNode {
    /// The nodes that must all hold for this one to hold.
    var conjuncts: [QueryNode] {
        if case .and(let nodes) = self { nodes } else { [self] }
    }
}
