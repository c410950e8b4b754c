// Set kernels against Swift's own sets, and the rankings against scoring every row by hand.
import CPostings
import Testing

@Suite struct KernelTests {
    static func sorted(_ count: Int, below limit: UInt32, _ random: inout Seeded) -> [UInt32] {
        Set((0..<count).map { _ in UInt32.random(in: 0..<limit, using: &random) }).sorted()
    }

    @Test func setsAreWhatSwiftsSetsAre() {
        var random = Seeded(1)
        for round in 0..<256 {
            let limit: UInt32 = [20, 1_000, 100_000, .max][round % 4]
            let a = Self.sorted([0, 3, 40, 900][round / 4 % 4], below: limit, &random)
            let b = Self.sorted([0, 2, 60, 5_000][round / 16 % 4], below: limit, &random)
            let inB = Set(b)
            var both = [UInt32](repeating: 0, count: min(a.count, b.count) + 1)
            both.removeLast(both.count - 1 - cpostings_intersect(a, a.count, b, b.count, &both))
            #expect(both.dropLast() == a.filter(inB.contains)[...])
            var either = [UInt32](repeating: 0, count: a.count + b.count + 1)
            either.removeLast(either.count - cpostings_union(a, a.count, b, b.count, &either))
            #expect(either == Set(a).union(b).sorted())
            var rest = [UInt32](repeating: 0, count: a.count + 1)
            rest.removeLast(rest.count - cpostings_subtract(a, a.count, b, b.count, &rest))
            #expect(rest == a.filter { !inB.contains($0) })
            var place = a
            place.removeLast(
                a.count
                    - place.withUnsafeMutableBufferPointer {
                        cpostings_intersect($0.baseAddress, a.count, b, b.count, $0.baseAddress)
                    })
            #expect(place == a.filter(inB.contains))
        }
    }

    @Test func bitsAreSets() {
        var random = Seeded(2)
        for count in [0, 1, 63, 64, 65, 1000] as [UInt32] {
            let a = Self.sorted(300, below: 1200, &random), b = Self.sorted(200, below: 1200, &random)
            var bits = [UInt64](repeating: 0, count: Int(count + 63) / 64 + 1)
            cpostings_set_bits(a, a.count, true, &bits, count)
            cpostings_set_bits(b, b.count, false, &bits, count)
            let set = Set(a).subtracting(b).filter { $0 < count }
            let all = Array(0..<UInt32(1200))
            var out = [UInt32](repeating: 0, count: all.count)
            out.removeLast(out.count - cpostings_intersect_bits(all, all.count, bits, count, &out))
            #expect(out == set.sorted())
        }
    }
}

/// A query over random lists, with everything it points to.
struct Query {
    var lists: [[UInt32]] = []
    var tf: [[UInt16]?] = []
    var weights: [Float] = []
    var classes: [Int] = []
    var groups: [Int32] = []
    var lengths: [[UInt16]?] = []
    var averages: [Float] = []
    var filter: [UInt64]?
    var every: [UInt32] = []
    var limit: UInt32 = 20
    var after: cpostings_hit?
    var deadline: Int64 = 0
    let rows: UInt32
    let formula = cpostings_formula(k1: 1.2, b: 0.9, delta: 1)

    init(terms: Int, rows: UInt32, _ random: inout Seeded) {
        self.rows = rows
        for c in 0..<3 {
            let values: [UInt16] = (0..<rows).map { _ in
                let long = Int.random(in: 0..<40, using: &random) == 0
                return UInt16.random(in: 0..<(long ? 2000 : 200), using: &random)
            }
            lengths.append(c == 2 ? nil : values)
            averages.append([93.7, 12.25, 0][c])
        }
        if Bool.random(using: &random) { lengths[0]!.removeLast(Int(rows) / 4) }
        for i in 0..<terms {
            let count = Int(rows) * [1, 10, 40, 200][Int.random(in: 0..<4, using: &random)] / 100
            lists.append(KernelTests.sorted(count, below: rows, &random))
            let rare = Bool.random(using: &random)
            let counts: [UInt16] = lists[i].map { _ in
                Bool.random(using: &random) ? 1 : UInt16.random(in: 1..<9, using: &random)
            }
            tf.append(rare ? nil : counts)
            weights.append([0.3, 1, 4.75, 0.01][Int.random(in: 0..<4, using: &random)])
            classes.append(Int.random(in: 0..<3, using: &random))
            groups.append(Int32.random(in: -1..<Int32(max(1, terms - 1)), using: &random))
        }
        if Int.random(in: 0..<3, using: &random) == 0 {
            filter = (0..<(Int(rows) / 64 + 1)).map { _ in .random(in: 0 ... .max, using: &random) }
        }
        limit = [0, 1, 5, 20, 500][Int.random(in: 0..<5, using: &random)]
    }

    var filterCount: UInt32 { rows - rows / 5 }
    func exists(_ row: UInt32) -> Bool {
        guard let filter else { return true }
        return row < filterCount && filter[Int(row / 64)] >> (row % 64) & 1 == 1
    }

    /// Every row's score, one term after the other.
    func scored() -> [UInt32: (score: Float, groups: Set<Int32>)] {
        var out: [UInt32: (score: Float, groups: Set<Int32>)] = [:]
        for i in lists.indices {
            for (k, row) in lists[i].enumerated() {
                let values = lengths[classes[i]], average = averages[classes[i]]
                let length =
                    values.flatMap { Int(row) < $0.count ? UInt32($0[Int(row)]) : nil } ?? UInt32(average.rounded())
                let part = cpostings_score_one(formula, weights[i], tf[i].map { UInt32($0[k]) } ?? 1, length, average)
                out[row, default: (0, [])].score += part
                out[row]!.groups.insert(groups[i])
            }
        }
        return out.filter { exists($0.key) }
    }

    /// Calls `body` with the request; the pointers in it last as long.
    func with<R>(matched: UnsafeMutablePointer<UInt64>? = nil, _ body: (UnsafePointer<cpostings_request>) -> R) -> R {
        var free: [UnsafeMutableRawPointer] = []
        defer { free.forEach { $0.deallocate() } }
        func copy<T>(_ values: [T]) -> UnsafePointer<T> {
            let p = UnsafeMutablePointer<T>.allocate(capacity: max(1, values.count))
            p.initialize(from: values, count: values.count)
            free.append(UnsafeMutableRawPointer(p))
            return UnsafePointer(p)
        }
        let terms = lists.indices.map { i in
            cpostings_scored_term(
                rows: copy(lists[i]), tf: tf[i].map(copy), count: lists[i].count, weight: weights[i],
                lengths: Int32(classes[i]), group: groups[i])
        }
        let measures = lengths.indices.map { c in
            cpostings_lengths(values: lengths[c].map(copy), count: UInt32(lengths[c]?.count ?? 0), average: averages[c])
        }
        var request = cpostings_request()
        request.terms = copy(terms)
        request.term_count = Int32(terms.count)
        request.lengths = copy(measures)
        request.lengths_count = Int32(measures.count)
        request.formula = formula
        request.filter = filter.map(copy)
        request.filter_count = filterCount
        request.every = every.isEmpty ? nil : copy(every)
        request.every_count = every.count
        request.matched = matched
        request.matched_count = matched == nil ? 0 : rows
        request.after = after.map { copy([$0]) }
        request.limit = limit
        request.deadline = deadline
        return withUnsafePointer(to: request, body)
    }
}
