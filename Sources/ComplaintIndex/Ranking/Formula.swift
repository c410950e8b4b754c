import CPostings
import Foundation
import TextAnalysis

/// How a complaint is scored for a query: BM25+ (Lv & Zhai, Lower-Bounding Term Frequency Normalization, CIKM 2011) per
/// class of token, the classes weighted.
///
///     score = Σ over distinct query terms:  class · query weight · idf · [ tf·(k1+1) / (tf + k1·(1 − b + b·L/avgL)) + δ ]
///     idf   = ln(1 + (N − df + ½) / (df + ½))
///
/// tf is 1 for bigrams and single Hanzi, L the row's number of tokens of the term's class. The constants were measured on
/// four sets of real texts (BinganBench quality). This is their only home: ranking, its bound and the explanation of a
/// rank all come here. Scores are single precision, summed in the order of the terms, so that they are equal bit by bit
/// wherever they are computed.
package struct Formula: Sendable {
    package var k1: Float = 1.2
    package var b: Float = 0.9
    package var delta: Float = 1
    package var classWeights: [TermClass: Float] = [.word: 1, .bigram: 0.8, .hanzi: 0.5]
    /// Of boilerplate (Index/weak-words.tsv).
    package var weakWeight: Float = 0.3
    /// Of a run of letters and digits, which has no pairs of its own: it counts as the word and the pair that two Hanzi are.
    package var runWeight: Float = 1.8
    /// Of a bigram that stands in for one of the same sound.
    package var homophoneWeight: Float = 0.9
    /// Of the heaviest term's weight, below which a term is left out that no row owes its place to: of twenty terms of a
    /// title those that stand everywhere cost most and say least.
    package var faintShare: Float = 0.1
    /// Whether rows that hold every word come before rows that hold some; only measurements turn it off.
    package var ranksWholeMatchesFirst = true
    /// What the row of a phone, an order or a number gains that the query names as such: more than any text can.
    static let identifierBonus: Float = 1000

    package static let standard = Formula()

    /// How rare a term is among `rows` rows of which `frequency` hold it. Never negative.
    func inverseFrequency(rows: Int, frequency: Int) -> Float {
        let (n, df) = (Double(max(rows, frequency)), Double(frequency))
        return Float(log(1 + (n - df + 0.5) / (df + 0.5)))
    }

    /// The weight of one term: class × query weight × idf.
    func weight(_ termClass: TermClass, queryWeight: Float, rows: Int, frequency: Int) -> Float {
        (classWeights[termClass] ?? 0) * queryWeight * inverseFrequency(rows: rows, frequency: frequency)
    }

    /// Whether a term is left out beside the heaviest.
    func isFaint(_ weight: Float, beside heaviest: Float) -> Bool { weight < heaviest * faintShare }

    /// What one term adds to one row's score.
    func contribution(weight: Float, frequency: Int, length: Int, average: Float) -> Float {
        cpostings_score_one(kernel, weight, UInt32(frequency), UInt32(length), average)
    }

    /// The most a term can add to any row: its contribution as tf grows without end.
    func bound(weight: Float) -> Float { weight * (k1 + 1 + delta) }

    var kernel: cpostings_formula { cpostings_formula(k1: k1, b: b, delta: delta) }
}

/// What ranking needs to know of the whole index; carried in cursors, so that a later page ranks as the first one did.
struct Statistics: Sendable, Equatable {
    /// N: rows in the full-text tables.
    var rows: Int
    var averageWords: Float
    var averageBigrams: Float
    var averageHanzi: Float

    init(_ columns: Columns) {
        rows = columns.indexedCount
        let n = Float(max(1, rows))
        averageWords = max(1, Float(columns.wordTotal) / n)
        averageBigrams = max(1, Float(columns.bigramTotal) / n)
        averageHanzi = max(1, Float(columns.hanziTotal) / n)
    }

    init(rows: Int, averageWords: Float, averageBigrams: Float, averageHanzi: Float) {
        self.rows = rows
        self.averageWords = averageWords
        self.averageBigrams = averageBigrams
        self.averageHanzi = averageHanzi
    }

    func average(_ termClass: TermClass) -> Float {
        switch termClass {
        case .word: averageWords
        case .bigram: averageBigrams
        case .hanzi: averageHanzi
        }
    }
}
