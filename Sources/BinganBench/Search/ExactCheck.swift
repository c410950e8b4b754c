import ArgumentParser
import ComplaintIndex

/// Holds the answers that are timed against looking at every row's text.
struct ExactCheck {
    let store: Store

    /// - Throws: `ExitCode.failure` where any answer differs.
    func run(_ queries: [BenchQuery]) throws {
        let checked = queries.filter(\.isChecked)
        var requests = checked.map(\.request)
        for place in requests.indices { (requests[place].facets, requests[place].deadline) = ([], 0) }
        let expected = try ExactSearch(store: store).answers(requests)
        var wrong = 0
        for (request, exact) in zip(requests, expected) {
            let answer = try store.search(request)
            let isRight =
                answer.total == exact.total && answer.relaxedTotal == exact.relaxedTotal
                && answer.hits.map(\.id) == exact.hits.map(\.id)
                && answer.hits.map { Float($0.score) } == exact.hits.map(\.score)
            if isRight { continue }
            wrong += 1
            print("differs   \(request.query): \(answer.total) rows, exactly \(exact.total)")
        }
        print("checked   \(checked.count) queries against the text of every row: \(wrong) differ\n")
        if wrong > 0 { throw ExitCode.failure }
    }
}
