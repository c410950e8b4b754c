import MerchantClusters
import Testing

@Suite struct LevelTests {
    @Test("a brand stands above its companies and branches")
    func order() {
        #expect(Level.allCases == [.brand, .company, .branch])
    }
}
