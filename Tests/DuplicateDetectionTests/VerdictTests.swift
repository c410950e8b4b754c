import DuplicateDetection
import Testing

@Suite struct VerdictTests {
    @Test("the verdicts have the names of the contract")
    func names() {
        #expect(Verdict.allCases.map(\.rawValue) == ["duplicate", "copy", "related", "new"])
    }
}
