import CICU

/// An analysis as it lies in the kernel's own memory, for a look that copies nothing. Valid only within the call of
/// `Analyzer.withAnalysis` that hands it out.
public struct AnalysisView: ~Copyable {
    private let raw: cicu_analysis

    init(_ raw: cicu_analysis) { self.raw = raw }

    public var squeezed: UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: raw.pool, count: Int(raw.squeezed_size))
    }

    private var atoms: UnsafeBufferPointer<cicu_atom> {
        UnsafeBufferPointer(start: raw.atoms, count: Int(raw.atom_count))
    }

    /// Appends where a piece of squeezed text occurs, in bytes of the original text. O(text + occurrences · log atoms).
    public func appendPlaces(of needle: [UInt8], to places: inout [Range<Int>]) {
        var from = 0
        while let at = ByteSearch.first(needle, in: squeezed, from: from) {
            if let first = atom(at) {
                let last = atom(at + needle.count - 1) ?? first
                let (start, end) = (Int(atoms[first].start), Int(atoms[last].end))
                if start < end { places.append(start..<end) }
            }
            from = at + 1
        }
    }

    /// Appends where one of the words stands, in bytes of the original text; of an analysis that has words only.
    public func appendPlaces(ofWords words: Set<String>, to places: inout [Range<Int>]) {
        let pool = UnsafeRawBufferPointer(start: raw.pool, count: Int(raw.pool_size))
        for token in UnsafeBufferPointer(start: raw.tokens, count: Int(raw.token_count))
        where token.term_class == Int32(TermClass.word.rawValue) {
            let term = pool[Int(token.term_start)..<Int(token.term_end)]
            if words.contains(String(decoding: term, as: UTF8.self)) {
                places.append(Int(token.start)..<Int(token.end))
            }
        }
    }

    /// The atom that covers a byte of the squeezed form.
    private func atom(_ byte: Int) -> Int? {
        let atoms = atoms
        var (low, high) = (0, atoms.count)
        while low < high {
            let middle = (low + high) / 2
            if Int(atoms[middle].squeezed_end) <= byte { low = middle + 1 } else { high = middle }
        }
        guard low < atoms.count, atoms[low].squeezed_start <= byte else { return nil }
        return low
    }
}

extension Analyzer {
    /// Calls `body` with the analysis of a text, without copying it.
    public func withAnalysis<R>(
        _ utf8: UnsafeRawBufferPointer, _ mode: AnalysisMode, _ body: (borrowing AnalysisView) -> R
    ) throws(AnalysisFailure) -> R {
        try withKernel(utf8, mode) { body(AnalysisView($0)) }
    }
}
