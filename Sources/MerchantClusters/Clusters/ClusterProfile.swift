import Foundation

/// What a complaint is compared with: the sum of its members' issue vectors, cut to the strongest terms, so that the
/// likeness to it is the average over the members (average link) at the cost of one.
package struct ClusterProfile: Sendable {
    /// The complaint that founded it.
    package var id: Int64
    package var size = 0
    /// Sum over the members, by rising key.
    package var sum: [IssueVector.Element] = []
    /// Members by category, commonest first; at most `categoryLimit`.
    package var categories: [(key: UInt32, count: Int)] = []
    /// The lowest likeness at which a member joined, and which it was.
    package var weakest: Float = 1
    package var weakestMember: Int64 = 0

    static let termLimit = 160
    static let categoryLimit = 6

    package init(founder: Int64, _ vector: IssueVector) {
        id = founder
        weakestMember = founder
        add(vector)
    }

    /// The profile of a group, members by rising id.
    init(_ members: [(id: Int64, vector: IssueVector)]) {
        id = members.first?.id ?? 0
        weakestMember = id
        for (member, vector) in members {
            let link = likeness(vector)
            add(vector)
            if size > 1, size == 2 || link < weakest { (weakest, weakestMember) = (link, member) }
        }
    }

    /// The average likeness of the members to `vector`. O(terms).
    package func likeness(_ vector: IssueVector) -> Float {
        size == 0 ? 0 : Self.dot(sum, vector.elements) / Float(size)
    }

    /// The average likeness between the members of two clusters.
    package func likeness(_ other: ClusterProfile) -> Float {
        size == 0 || other.size == 0 ? 0 : Self.dot(sum, other.sum) / (Float(size) * Float(other.size))
    }

    /// The average likeness of two of its members; 1 for a single one.
    package var cohesion: Float {
        guard size > 1 else { return 1 }
        let n = Float(size)
        let squares = sum.reduce(Float(0)) { $0 + $1.weight * $1.weight }
        return max(0, (squares - n) / (n * (n - 1)))
    }

    /// The share of members whose category is `key`; nil where it or theirs is unknown.
    package func categoryShare(_ key: UInt32) -> Float? {
        let known = categories.reduce(0) { $0 + $1.count }
        guard key != 0, known > 0 else { return nil }
        return Float(categories.first { $0.key == key }?.count ?? 0) / Float(known)
    }

    package mutating func add(_ vector: IssueVector) {
        size += 1
        sum = Self.merged(sum, vector.elements, sign: 1)
        count(vector.category, 1)
        cut()
    }

    /// Takes a member out again whose content was replaced.
    package mutating func remove(_ vector: IssueVector) {
        size -= 1
        sum = Self.merged(sum, vector.elements, sign: -1).filter { $0.weight > 0.001 }
        count(vector.category, -1)
    }

    package mutating func absorb(_ other: ClusterProfile, link: Float) {
        size += other.size
        sum = Self.merged(sum, other.sum, sign: 1)
        for category in other.categories { count(category.key, category.count) }
        if other.weakest < weakest { (weakest, weakestMember) = (other.weakest, other.weakestMember) }
        if link < weakest { (weakest, weakestMember) = (link, other.id) }
        cut()
    }

    private mutating func count(_ category: UInt32, _ n: Int) {
        guard category != 0 else { return }
        if let place = categories.firstIndex(where: { $0.key == category }) {
            categories[place].count += n
        } else if n > 0 {
            categories.append((category, n))
        }
        categories = Array(
            categories.filter { $0.count > 0 }.sorted { ($1.count, $0.key) < ($0.count, $1.key) }
                .prefix(Self.categoryLimit))
    }

    private mutating func cut() {
        guard sum.count > Self.termLimit + 40 else { return }
        let least = Self.largest(Self.termLimit, of: sum.map(\.weight))
        // Of those that weigh the same, the lower keys.
        var room = Self.termLimit - sum.reduce(0) { $0 + ($1.weight > least ? 1 : 0) }
        sum = sum.filter { element in
            if element.weight == least { room -= 1 }
            return element.weight > least || (element.weight == least && room >= 0)
        }
    }

    /// The weight that so many reach, by quickselect (Hoare, Algorithm 65: Find, 1961). O(weights).
    private static func largest(_ count: Int, of weights: [Float]) -> Float {
        var weights = weights
        return weights.withUnsafeMutableBufferPointer { weights in
            var (low, high) = (0, weights.count - 1)
            let place = count - 1
            while low < high {
                let pivot = weights[(low + high) / 2]
                var (i, j) = (low, high)
                while i <= j {
                    while weights[i] > pivot { i += 1 }
                    while weights[j] < pivot { j -= 1 }
                    guard i <= j else { break }
                    weights.swapAt(i, j)
                    (i, j) = (i + 1, j - 1)
                }
                if place <= j { high = j } else if place >= i { low = i } else { break }
            }
            return weights[place]
        }
    }

    private static func dot(_ a: [IssueVector.Element], _ b: [IssueVector.Element]) -> Float {
        var total: Float = 0
        var (i, j) = (0, 0)
        a.withUnsafeBufferPointer { a in
            b.withUnsafeBufferPointer { b in
                while i < a.count && j < b.count {
                    let (x, y) = (a[i].key, b[j].key)
                    if x == y { total += a[i].weight * b[j].weight }
                    if x <= y { i += 1 }
                    if y <= x { j += 1 }
                }
            }
        }
        return total
    }

    private static func merged(
        _ a: [IssueVector.Element], _ b: [IssueVector.Element], sign: Float
    ) -> [IssueVector.Element] {
        var out: [IssueVector.Element] = []
        out.reserveCapacity(a.count + b.count)
        var (i, j) = (0, 0)
        while i < a.count || j < b.count {
            if j == b.count || (i < a.count && a[i].key < b[j].key) {
                out.append(a[i])
                i += 1
            } else if i == a.count || b[j].key < a[i].key {
                out.append(.init(key: b[j].key, weight: sign * b[j].weight))
                j += 1
            } else {
                out.append(.init(key: a[i].key, weight: a[i].weight + sign * b[j].weight))
                i += 1
                j += 1
            }
        }
        return out
    }
}
