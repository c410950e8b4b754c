/// Columns of text that stand below each other on a terminal.
enum Table {
    /// - Parameter rightAligned: places of the columns of numbers.
    static func lines(_ header: [String], _ rows: [[String]], rightAligned: Set<Int> = []) -> [String] {
        let widths = header.indices.map { place in
            ([header] + rows).map { place < $0.count ? width($0[place]) : 0 }.max() ?? 0
        }
        return ([header] + rows).map { row in
            let cells = row.enumerated().map { place, text in
                let space = String(repeating: " ", count: max(0, widths[place] - width(text)))
                return rightAligned.contains(place) ? space + text : text + space
            }
            return String(cells.joined(separator: "  ").trimmingEnd())
        }
    }

    /// Columns that a terminal needs: two for Hanzi and full-width signs.
    static func width(_ text: String) -> Int {
        text.unicodeScalars.reduce(0) { sum, scalar in
            switch scalar.value {
            case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
                0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
                sum + 2
            default: sum + (scalar.properties.generalCategory == .nonspacingMark ? 0 : 1)
            }
        }
    }
}

extension String {
    fileprivate func trimmingEnd() -> Substring {
        self[..<(lastIndex { $0 != " " }.map { index(after: $0) } ?? startIndex)]
    }
}
