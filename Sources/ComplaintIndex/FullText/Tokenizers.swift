import Foundation
import GRDB
import TextAnalysis

/// Gives FTS5 the tokens of one kind, out of a handed analysis or one made on the spot.
///
/// Pointers live here only as long as one call of FTS5 runs; nothing is kept.
struct TokenFeed {
    let entry: TokenizerRegistry.Entry

    init(_ db: Database) throws {
        guard let entry = TokenizerRegistry.shared.entry(db) else {
            throw DatabaseError(resultCode: .SQLITE_MISUSE, message: "the connection has no analyzer")
        }
        self.entry = entry
    }

    func tokenize(
        _ context: UnsafeMutableRawPointer?, _ text: UnsafePointer<CChar>?, _ size: CInt,
        _ callback: FTS5TokenCallback, where wanted: (TermClass) -> Bool
    ) -> CInt {
        let analysis: Analysis
        if let handed = entry.handed.current {
            analysis = handed
        } else {
            let bytes = UnsafeRawBufferPointer(start: text, count: Int(size))
            guard let made = try? entry.analyzer.analyze(bytes, .index) else { return 7 /* SQLITE_NOMEM */ }
            analysis = made
        }
        return analysis.pool.withUnsafeBytes { pool in
            let base = pool.bindMemory(to: CChar.self).baseAddress
            for token in analysis.tokens where wanted(token.termClass) {
                let term = token.termRange
                let start = base.map { $0 + term.lowerBound }
                let code = callback(
                    context, token.isDerived ? 1 /* FTS5_TOKEN_COLOCATED */ : 0, start, CInt(term.count),
                    CInt(token.range.lowerBound), CInt(token.range.upperBound))
                if code != 0 { return code }
            }
            return 0
        }
    }
}

/// ICU's and the domain's words, and what numerals stand for, with positions.
final class WordsTokenizer: FTS5CustomTokenizer {
    static let name = "bingan_words"
    private let feed: TokenFeed

    init(db: Database, arguments: [String]) throws { feed = try TokenFeed(db) }

    func tokenize(
        context: UnsafeMutableRawPointer?, tokenization: FTS5Tokenization, pText: UnsafePointer<CChar>?, nText: CInt,
        tokenCallback: @escaping FTS5TokenCallback
    ) -> CInt {
        feed.tokenize(context, pText, nText, tokenCallback) { $0 == .word }
    }
}

/// Bigrams and single Hanzi, each once.
final class BigramsTokenizer: FTS5CustomTokenizer {
    static let name = "bingan_bigrams"
    private let feed: TokenFeed

    init(db: Database, arguments: [String]) throws { feed = try TokenFeed(db) }

    func tokenize(
        context: UnsafeMutableRawPointer?, tokenization: FTS5Tokenization, pText: UnsafePointer<CChar>?, nText: CInt,
        tokenCallback: @escaping FTS5TokenCallback
    ) -> CInt {
        feed.tokenize(context, pText, nText, tokenCallback) { $0 != .word }
    }
}
