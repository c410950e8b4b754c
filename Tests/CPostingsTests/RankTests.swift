import CPostings
import Testing

@Suite struct RankTests {
    struct Hit: Equatable { var row: UInt32, score: Float, every: Bool }
    struct Answer {
        var code: cpostings_code, hits: [Hit], ranking: cpostings_ranking, matched: Set<UInt32>, survivors: [UInt32]
    }

    func ask(_ query: Query, every: Bool) -> Answer {
        var hits = [cpostings_hit](repeating: .init(), count: Int(query.limit) + 1)
        var ranking = cpostings_ranking()
        var bits = [UInt64](repeating: 0, count: Int(query.rows) / 64 + 1)
        var survivors = [UInt32](repeating: 0, count: every ? Int(query.rows) : 0)
        let code = bits.withUnsafeMutableBufferPointer { bits in
            query.with(matched: bits.baseAddress) { request in
                every
                    ? cpostings_rank_every(request, &hits, &ranking, &survivors, survivors.count)
                    : cpostings_rank_any(request, &hits, &ranking)
            }
        }
        let matched: Set<UInt32> = Set(
            (0..<query.rows).filter { row in bits[Int(row / 64)] >> UInt64(row % 64) & 1 == 1 })
        let out = hits.prefix(Int(ranking.hit_count)).map { Hit(row: $0.row, score: $0.score, every: $0.every) }
        return Answer(
            code: code, hits: out, ranking: ranking, matched: matched,
            survivors: Array(survivors.prefix(Int(ranking.total))))
    }

    /// Sorting all there is: every word first, then score, then row, all descending.
    func dull(_ rows: [Hit], _ query: Query) -> [Hit] {
        let sorted = rows.sorted {
            if $0.every != $1.every { return $0.every }
            return $0.score != $1.score ? $0.score > $1.score : $0.row > $1.row
        }
        guard let after = query.after else { return Array(sorted.prefix(Int(query.limit))) }
        let at = sorted.firstIndex(of: Hit(row: after.row, score: after.score, every: after.every))!
        return Array(sorted[(at + 1)...].prefix(Int(query.limit)))
    }

    @Test(arguments: 0..<30) func ranksAsScoringEveryRowDoes(_ seed: UInt64) {
        var random = Seeded(seed)
        for round in 0..<5 {
            var query = Query(terms: [1, 2, 3, 6, 30][round % 5], rows: [300, 3_000, 9_000][Int(seed) % 3], &random)
            let scored = query.scored()
            let needed = Set(query.groups).subtracting([-1])
            let all =
                needed.isEmpty
                ? []
                : scored.filter { needed.isSubset(of: $0.value.groups) }.map {
                    Hit(row: $0.key, score: $0.value.score, every: true)
                }
            let every = ask(query, every: true)
            #expect(every.code == CPOSTINGS_OK)
            #expect(every.hits == dull(all, query))
            #expect(every.ranking.total == UInt64(all.count))
            #expect(every.survivors == all.map(\.row).sorted() && every.matched == Set(all.map(\.row)))
            query.every = every.survivors
            let leading = Set(every.survivors)
            let some = scored.map { Hit(row: $0.key, score: $0.value.score, every: leading.contains($0.key)) }
            let any = ask(query, every: false)
            #expect(any.code == CPOSTINGS_OK && any.ranking.rows_seen == 1 << 32)
            #expect(any.hits == dull(some, query))
            #expect(any.ranking.total == UInt64(some.count) && any.matched == Set(some.map(\.row)))
            guard let last = any.hits.last else { continue }
            query.after = cpostings_hit(row: last.row, score: last.score, every: last.every)
            let next = ask(query, every: false)
            #expect(next.hits == dull(some, query))
            #expect(next.ranking.total == UInt64(some.count))
        }
    }

    @Test(arguments: 40..<60) func rowsGivenRankAsScoringThemDoes(_ seed: UInt64) {
        var random = Seeded(seed)
        for round in 0..<5 {
            var query = Query(terms: [1, 2, 3, 6, 30][round], rows: [300, 3_000, 9_000][Int(seed) % 3], &random)
            query.filter = nil
            let given = KernelTests.sorted(Int(query.rows) / [1, 3, 50][round % 3], below: query.rows, &random)
            // a term that every row has, once, is the same with its list and without
            query.lists[0] = given
            query.tf[0] = nil
            let scored = query.scored()
            let all = given.map { Hit(row: $0, score: scored[$0]?.score ?? 0, every: false) }
            for hidden in [false, true] {
                for page in 0..<2 {
                    let found = rank(given, query, everywhere: hidden && !given.isEmpty ? [0] : [])
                    #expect(found.map { Hit(row: $0.row, score: $0.score, every: $0.every) } == dull(all, query))
                    guard page == 0, let last = found.last else { break }
                    query.after = last
                }
                query.after = nil
            }
        }
    }

    /// The given rows, ranked.
    /// - Parameter everywhere: terms that every row has, told without their lists.
    private func rank(_ given: [UInt32], _ query: Query, everywhere: [Int]) -> ArraySlice<cpostings_hit> {
        var hits = [cpostings_hit](repeating: .init(), count: Int(query.limit) + 1)
        var ranking = cpostings_ranking()
        let code = query.with { request in
            var request = request.pointee
            var terms = Array(UnsafeBufferPointer(start: request.terms, count: Int(request.term_count)))
            for place in everywhere { (terms[place].rows, terms[place].count) = (nil, 1) }
            return terms.withUnsafeBufferPointer { terms in
                request.terms = terms.baseAddress
                return cpostings_rank_rows(&request, given, given.count, &hits, &ranking)
            }
        }
        #expect(code == CPOSTINGS_OK && ranking.total == UInt64(given.count))
        return hits.prefix(Int(ranking.hit_count))
    }

    /// One word of the query: its list, terms that all of its rows have, and in every other case another spelling.
    @Test(arguments: 100..<116) func manyRowsOfOneWordRankAsScoringThemDoes(_ seed: UInt64) {
        var random = Seeded(seed)
        var query = Query(terms: 3 + Int(seed / 2 % 2), rows: 24_000, &random)
        query.filter = nil
        let given = KernelTests.sorted(20_000, below: query.rows, &random)
        (query.lists[0], query.lists[2]) = (given, given)
        (query.tf[0], query.tf[2]) = (nil, nil)
        query.lists[1] = given.filter { _ in Int.random(in: 0..<10, using: &random) > 0 }
        query.tf[1] = query.lists[1].map { _ in
            Bool.random(using: &random) ? 1 : UInt16.random(in: 1..<40, using: &random)
        }
        query.limit = [20, 200][Int(seed) % 2]
        let scored = query.scored()
        let all = given.map { Hit(row: $0, score: scored[$0]?.score ?? 0, every: false) }
        for _ in 0..<3 {
            let found = rank(given, query, everywhere: [0, 2])
            #expect(found.map { Hit(row: $0.row, score: $0.score, every: $0.every) } == dull(all, query))
            query.after = found.last
        }
    }

    /// Single Hanzi and pairs: nothing but the length tells their rows apart.
    @Test(arguments: 120..<136) func termsThatAllRowsHaveRankAsScoringThemDoes(_ seed: UInt64) {
        var random = Seeded(seed)
        var query = Query(terms: 1 + Int(seed % 3), rows: 24_000, &random)
        query.filter = nil
        let given = KernelTests.sorted(20_000, below: query.rows, &random)
        let places = Array(query.lists.indices)
        for place in places { (query.lists[place], query.tf[place]) = (given, nil) }
        query.limit = [20, 200][Int(seed) % 2]
        let scored = query.scored()
        let all = given.map { Hit(row: $0, score: scored[$0]?.score ?? 0, every: false) }
        for _ in 0..<3 {
            let found = rank(given, query, everywhere: places)
            #expect(found.map { Hit(row: $0.row, score: $0.score, every: $0.every) } == dull(all, query))
            query.after = found.last
        }
    }

    @Test(arguments: 60..<100) func theBestAreThoseOfRankingAll(_ seed: UInt64) {
        var random = Seeded(seed)
        for round in 0..<5 {
            let rows: UInt32 = [300, 9_000, 60_000][Int(seed) % 3]
            var query = Query(terms: [1, 2, 3, 6, 30][round], rows: rows, &random)
            let all = query.scored().map { Hit(row: $0.key, score: $0.value.score, every: false) }
            for _ in 0..<2 {
                var hits = [cpostings_hit](repeating: .init(), count: Int(query.limit) + 1)
                var ranking = cpostings_ranking()
                #expect(query.with { cpostings_rank_best($0, &hits, &ranking) } == CPOSTINGS_OK)
                let found = hits.prefix(Int(ranking.hit_count))
                #expect(found.map { Hit(row: $0.row, score: $0.score, every: $0.every) } == dull(all, query))
                query.after = found.last
                if found.isEmpty { break }
            }
        }
    }

    @Test func scoresAreTheFormula() {
        let f = cpostings_formula(k1: 1.2, b: 0.9, delta: 1)
        #expect(abs(cpostings_score_one(f, 2, 3, 50, 100) - 2 * (3 * 2.2 / (3 + 1.2 * (0.1 + 0.9 * 0.5)) + 1)) < 1e-5)
        #expect(cpostings_score_one(f, 1, 1, 100, 100) == 2)
    }

    @Test func aPassedDeadlineStopsWithNothingUntrue() {
        var random = Seeded(5)
        var query = Query(terms: 4, rows: 5_000, &random)
        query.filter = nil
        query.groups = [0, 0, 0, 0]
        query.deadline = 1
        for every in [true, false] {
            let answer = ask(query, every: every)
            #expect(answer.code == CPOSTINGS_DEADLINE)
            #expect(answer.ranking.total == UInt64(answer.matched.count))
            #expect(answer.matched.allSatisfy { UInt64($0) < answer.ranking.rows_seen })
        }
    }

    @Test func lastRowsAreNoTrap() {
        var random = Seeded(6)
        var query = Query(terms: 2, rows: 64, &random)
        query.filter = nil
        query.lists = [[.max - 1, .max], [0, .max]]
        query.tf = [nil, [2, 3]]
        query.groups = [0, 1]
        query.limit = 5
        var hits = [cpostings_hit](repeating: .init(), count: 5)
        var ranking = cpostings_ranking()
        #expect(query.with { cpostings_rank_any($0, &hits, &ranking) } == CPOSTINGS_OK)
        #expect(ranking.total == 3 && ranking.hit_count == 3)
        #expect(Set(hits.prefix(3).map(\.row)) == [0, UInt32.max, UInt32.max - 1])
        #expect(query.with { cpostings_rank_every($0, &hits, &ranking, nil, 0) } == CPOSTINGS_OK)
        #expect(ranking.total == 1 && hits[0].row == .max)
    }

    @Test func wrongArgumentsAreRefused() {
        var random = Seeded(7)
        var hits = [cpostings_hit](repeating: .init(), count: 600)
        var ranking = cpostings_ranking()
        func code(_ change: (inout Query) -> Void) -> cpostings_code {
            var query = Query(terms: 2, rows: 300, &random)
            change(&query)
            return query.with { cpostings_rank_any($0, &hits, &ranking) }
        }
        #expect(code { _ in } == CPOSTINGS_OK)
        #expect(code { $0.weights[0] = 0 } == CPOSTINGS_MISUSE)
        #expect(code { $0.weights[1] = .nan } == CPOSTINGS_MISUSE)
        #expect(code { $0.classes[0] = 3 } == CPOSTINGS_MISUSE)
        #expect(code { $0.groups[0] = 64 } == CPOSTINGS_MISUSE)
        #expect(code { $0.averages[1] = -1 } == CPOSTINGS_MISUSE)
    }
}
