import Testing
import TextAnalysis

@testable import ComplaintIndex

@Suite struct SQLNameTests {
    @Test("no two statements have the same name, in whichever file they stand")
    func unique() {
        let files = IndexFile.all.filter { $0.name.hasPrefix("queries/") }
        let names = files.flatMap { file in SQLFiles.named(in: file.text).map(\.name) }
        let twice = Dictionary(grouping: names) { $0 }.filter { $0.value.count > 1 }.keys.sorted()
        #expect(!names.isEmpty)
        #expect(twice.isEmpty, "\(twice)")
    }
}
