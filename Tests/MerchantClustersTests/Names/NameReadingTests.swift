import TextAnalysis
import Testing

@testable import MerchantClusters

@Suite("How names sound")
struct NameReadingTests {
    @Test(
        "the override list goes before ICU",
        arguments: [
            ("黄陂", "huang pi"), ("长沙", "chang sha"), ("中国银行", "zhong guo yin hang"), ("曾记面馆", "zeng ji mian guan"),
        ])
    func overrides(name: String, reading: String) throws {
        let analyzer = try Analyzer()
        let units = try FoldedName(name, analyzer).units
        #expect(try NameLexicon(analyzer).readings.syllables(units).joined(separator: " ") == reading)
    }

    @Test("the region's mergers are one sound, others are not")
    func mergers() {
        for (a, b) in [("ni", "li"), ("zhang", "zan"), ("chen", "ceng"), ("shi", "si"), ("jin", "jing")] {
            #expect(SoundMerger.merged(a) == SoundMerger.merged(b))
        }
        for (a, b) in [("ni", "ri"), ("bo", "po"), ("jian", "jia")] {
            #expect(SoundMerger.merged(a) != SoundMerger.merged(b))
        }
    }
}
