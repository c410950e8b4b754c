import Testing

@testable import ComplaintIndex

@Suite("Counts of terms that connections share")
struct TermCountTests {
    @Test("a count serves while at most a hundredth of its rows have changed, before or after")
    func tolerance() {
        let counts = TermCounts()
        counts.note(500, "退款", 1000)
        #expect(counts.count("退款", 1005) == 500)
        #expect(counts.count("退款", 995) == 500)
        #expect(counts.count("退款", 1006) == nil)
        #expect(counts.count("退款", 994) == nil)
        #expect(counts.count("退货", 1000) == nil)
    }

    @Test("a rare word is counted again after each change")
    func rare() {
        let counts = TermCounts()
        counts.note(3, "瑕疵", 10)
        #expect(counts.count("瑕疵", 10) == 3)
        #expect(counts.count("瑕疵", 11) == nil)
        counts.forget()
        #expect(counts.count("瑕疵", 10) == nil)
    }
}
