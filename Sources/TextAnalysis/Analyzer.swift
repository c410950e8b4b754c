import CICU
import Crypto
import Synchronization

/// Cuts text into what is indexed and searched, always the same way. The order of the steps:
///
/// 1. fold: width, case and marks (NFKC case folding, NFD without marks), then Traditional and variant characters to
///    one Simplified character (`tables.c`, from ICU and Index/variants.tsv);
/// 2. atoms: a Hanzi each, runs of other letters and digits, numbers in one spelling (`atoms.c`); all else is ignored;
/// 3. words: ICU's dictionary breaks (`dictionary.c`), mended by Index/words.tsv and the user's words (`words.c`);
/// 4. numbers: numerals and joined numbers add the word they stand for (`numbers.c`);
/// 5. bigrams (two Hanzi, or a Hanzi and a short run beside it) and single Hanzi (`analyzer.c`).
///
/// One pass of C over the text, O(size). Safe to call from any thread: each call borrows an analyzer of its own from a
/// pool.
public final class Analyzer: Sendable {
    /// Raised with every change to what the steps give for some text.
    static let steps = 2

    public let version: AnalyzerVersion
    private let tables: Tables
    private let pool = Mutex<[Kernel]>([])

    /// - Throws: `DictionaryError` when a dictionary is broken or ICU has no data.
    public convenience init(userWords: UserWords = .none) throws(DictionaryError) {
        try self.init(userWords: userWords, cutsByICU: false)
    }

    /// - Parameter cutsByICU: leaves all cutting to ICU's break iterator: the same tokens, slower, to be held against.
    package init(userWords: UserWords = .none, cutsByICU: Bool) throws(DictionaryError) {
        let variants = try VariantTable()
        let words = try DictionaryFile(named: "words.tsv", columns: ["word", "note"])
        tables = try Tables(variants: variants)
        if cutsByICU { tables.cutByICU() }
        for entry in words.entries where !tables.add(String(entry.columns[0])) {
            throw .value(file: words.name, line: entry.line, problem: "a word has 2 to 16 characters")
        }
        // A user's one-character word has nothing to join: it is left out rather than refused.
        for word in userWords.words { _ = tables.add(word) }
        version = AnalyzerVersion(
            icu: String(cString: cicu_version()), steps: Self.steps,
            dictionaries: try Self.digest(userWords: userWords))
    }

    private static func digest(userWords: UserWords) throws(DictionaryError) -> String {
        var hash = SHA256()
        for name in ["variants.tsv", "words.tsv"] { hash.update(data: Array(try IndexFile.named(name).text.utf8)) }
        for word in Set(userWords.words).sorted() { hash.update(data: Array((word + "\n").utf8)) }
        return hash.finalize().prefix(8).map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0" + digits : digits
        }.joined()
    }

    /// Analyzes the bytes of a text. Bytes that are no UTF-8 are passed over.
    public func analyze(_ utf8: UnsafeRawBufferPointer, _ mode: AnalysisMode) throws(AnalysisFailure) -> Analysis {
        let kernel = try borrow()
        defer { pool.withLock { $0.append(kernel) } }
        return try kernel.analyze(utf8, mode) { Analysis($0) }
    }

    public func analyze(_ text: String, _ mode: AnalysisMode) throws(AnalysisFailure) -> Analysis {
        var text = text
        let result: Result<Analysis, AnalysisFailure> = text.withUTF8 { bytes in
            do throws(AnalysisFailure) {
                return .success(try analyze(UnsafeRawBufferPointer(bytes), mode))
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }

    /// Calls `body` with the squeezed form of a text, without copying it.
    public func withSqueezed<R>(
        _ utf8: UnsafeRawBufferPointer, _ body: (UnsafeRawBufferPointer) -> R
    ) throws(AnalysisFailure) -> R {
        try withKernel(utf8, .squeeze) { raw in
            body(UnsafeRawBufferPointer(start: raw.pool, count: Int(raw.squeezed_size)))
        }
    }

    /// The most bytes of a run that makes a bigram with a Hanzi beside it.
    public static let pairedRunLimit = Int(CICU_PAIR_RUN)

    /// The most Hanzi that `sought` takes.
    public static let needleLimit = Int(CICU_NEEDLE_MAX)

    /// Folded Hanzi, made ready to be looked for in many texts; none, and more than `needleLimit`, stand nowhere.
    public func sought(_ hanzi: [UInt32]) -> SoughtHanzi {
        var needle = cicu_needle()
        cicu_needle_make(tables.raw, hanzi, Int32(clamping: hanzi.count), &needle)
        return SoughtHanzi(raw: needle)
    }

    /// Whether the squeezed form of a text holds these Hanzi side by side. O(text), without cutting it.
    public func holds(_ sought: SoughtHanzi, in utf8: UnsafeRawBufferPointer) -> Bool {
        let bytes = utf8.assumingMemoryBound(to: CChar.self).baseAddress
        return withUnsafePointer(to: sought.raw) { cicu_holds(tables.raw, $0, bytes, Int32(clamping: utf8.count)) }
    }

    func withKernel<R>(
        _ utf8: UnsafeRawBufferPointer, _ mode: AnalysisMode, _ body: (cicu_analysis) -> R
    ) throws(AnalysisFailure) -> R {
        let kernel = try borrow()
        defer { pool.withLock { $0.append(kernel) } }
        return try kernel.analyze(utf8, mode, body)
    }

    private func borrow() throws(AnalysisFailure) -> Kernel {
        if let kernel = pool.withLock({ $0.popLast() }) { return kernel }
        return try Kernel(tables)
    }

    /// The folded form of one character, such as 款 for 欵.
    public func fold(_ scalar: Unicode.Scalar) -> [Unicode.Scalar] {
        var out = [UInt32](repeating: 0, count: 64)
        let count = cicu_fold(tables.raw, scalar.value, &out, 64)
        return out.prefix(Int(count)).compactMap(Unicode.Scalar.init)
    }
}

/// Hanzi to be looked for by `Analyzer.holds`.
public final class SoughtHanzi: Sendable {
    let raw: cicu_needle

    init(raw: cicu_needle) { self.raw = raw }
}

/// The analysis of a text failed; only a shortage of memory or a broken ICU can cause it.
public struct AnalysisFailure: Error, CustomStringConvertible {
    public var description: String { "a text could not be cut into words: not enough memory, or a broken ICU library" }
}

/// Owns the shared C tables.
///
/// `@unchecked Sendable`: `raw` is written to only by `add` and `cutByICU`, which only `Analyzer.init` calls, before any other
/// thread can hold the analyzer; from then on the C side only reads it.
private final class Tables: @unchecked Sendable {
    let raw: OpaquePointer

    init(variants: VariantTable) throws(DictionaryError) {
        var problem = [CChar](repeating: 0, count: 256)
        let tables = cicu_tables_create(
            variants.from, variants.to, Int32(variants.from.count), &problem, problem.count)
        guard let tables else {
            throw .icu(String(decoding: problem.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self))
        }
        raw = tables
    }

    deinit { cicu_tables_free(raw) }

    func cutByICU() { cicu_tables_cut_by_icu(raw) }

    func add(_ word: String) -> Bool {
        cicu_tables_add_word(raw, word, Int32(word.utf8.count))
    }
}

/// Owns one C analyzer.
///
/// `@unchecked Sendable`: an analyzer is in the pool, where no one uses it, or with the one caller that took it out
/// under the pool's lock.
private final class Kernel: @unchecked Sendable {
    private let raw: OpaquePointer
    private let tables: Tables  // must outlive `raw`

    init(_ tables: Tables) throws(AnalysisFailure) {
        guard let raw = cicu_analyzer_open(tables.raw) else { throw AnalysisFailure() }
        self.raw = raw
        self.tables = tables
    }

    deinit { cicu_analyzer_close(raw) }

    func analyze<R>(
        _ utf8: UnsafeRawBufferPointer, _ mode: AnalysisMode, _ body: (cicu_analysis) -> R
    ) throws(AnalysisFailure) -> R {
        let bytes = utf8.assumingMemoryBound(to: CChar.self).baseAddress
        guard let result = cicu_analyze(raw, bytes, Int32(clamping: utf8.count), mode.raw) else {
            throw AnalysisFailure()
        }
        return body(result.pointee)
    }
}
