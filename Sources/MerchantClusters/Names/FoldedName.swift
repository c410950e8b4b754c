import TextAnalysis

/// A name as it is compared: folded characters with what the signs between them said.
///
/// Folding is that of the full-text index (``Analyzer``): width, case, Traditional and variant characters are one.
struct FoldedName: Sendable {
    /// Folded code points; Hanzi, and the letters and digits of runs.
    var units: [UInt32] = []
    /// For each unit: whether a run of letters or digits goes on into it, so that no cut may stand before it.
    var goesOn: [Bool] = []
    /// For each unit: whether it stood within brackets.
    var inBrackets: [Bool] = []
    /// For each unit: whether a sign or a space stood before it.
    var afterSign: [Bool] = []

    /// The squeezed form of the index: equal for names that differ in width, case, script, spaces or punctuation only.
    var squeezed: [UInt8] = []

    var isEmpty: Bool { units.isEmpty }

    /// - Throws: `AnalysisFailure` when memory is short.
    init(_ text: String, _ analyzer: Analyzer) throws(AnalysisFailure) {
        let analysis = try analyzer.analyze(text, .squeeze)
        squeezed = Array(analysis.squeezed)
        let bytes = Array(text.utf8)
        var end = 0
        var depth = 0
        for atom in analysis.atoms {
            let start = max(end, atom.range.lowerBound)
            let gap = bytes[min(end, bytes.count)..<min(start, bytes.count)]
            for scalar in String(decoding: gap, as: UTF8.self).unicodeScalars {
                if Self.opening.contains(scalar) { depth += 1 }
                if Self.closing.contains(scalar) { depth = max(0, depth - 1) }
            }
            end = max(end, atom.range.upperBound)
            let runs = String(decoding: analysis.squeezed[atom.squeezedRange], as: UTF8.self).unicodeScalars
            var isFirst = true
            for scalar in runs where scalar.value > 0x1F {
                units.append(scalar.value)
                goesOn.append(!isFirst)
                inBrackets.append(depth > 0)
                afterSign.append(isFirst && !gap.isEmpty)
                isFirst = false
            }
        }
    }

    /// Part of a name.
    init(_ name: FoldedName, _ places: [Int]) {
        units = places.map { name.units[$0] }
        goesOn = places.map { name.goesOn[$0] }
        inBrackets = places.map { name.inBrackets[$0] }
        afterSign = places.map { name.afterSign[$0] }
    }

    private static let opening: Set<Unicode.Scalar> = ["(", "（", "[", "［", "【", "〔", "〈", "《", "{", "｛"]
    private static let closing: Set<Unicode.Scalar> = [")", "）", "]", "］", "】", "〕", "〉", "》", "}", "｝"]
}

/// The letters of a name as text.
func text(of units: some Sequence<UInt32>) -> String {
    var scalars = String.UnicodeScalarView()
    for unit in units { if let scalar = Unicode.Scalar(unit) { scalars.append(scalar) } }
    return String(scalars)
}

extension UInt32 {
    /// Whether the code point is a Hanzi; names have letters and digits beside them.
    var isHanzi: Bool { self >= 0x2E80 }
}
