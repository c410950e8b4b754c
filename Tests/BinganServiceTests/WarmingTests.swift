import Testing

@testable import BinganService

@Suite("What the service asks itself at its start")
struct WarmingTests {
    @Test("pieces of the newest complaints are searched for, as long as there is time")
    func stops() throws {
        try CorpusIndex.with(checks: false) { service, counts in
            let (whole, none) = (
                try service.warmSearches(within: .seconds(600)), try service.warmSearches(within: .zero)
            )
            #expect(whole == min(64, counts.imported))
            #expect(none == 0)
        }
    }
}
