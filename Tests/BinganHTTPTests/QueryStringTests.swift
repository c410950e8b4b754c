import Testing

@testable import BinganHTTP

@Suite struct QueryStringTests {
    @Test("pairs are percent-decoded, a plus is a space")
    func pairs() throws {
        let pairs = try QueryString.pairs("q=%E9%80%80+%E6%AC%BE&limit=5&empty")
        #expect(pairs.map(\.name) == ["q", "limit", "empty"])
        #expect(pairs.map(\.value) == ["退 款", "5", ""])
    }
}
