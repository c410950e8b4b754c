import Foundation

/// Rows of one run under their headings, aligned: the first column to the left, figures to the right.
struct Table {
    private var rows: [[String]]

    init(_ headings: String...) { rows = [headings] }

    /// Rows, the headings among them.
    var count: Int { rows.count }

    mutating func add(_ cells: [String]) { rows.append(cells) }

    mutating func add(_ cells: String...) { rows.append(cells) }

    var text: String {
        let count = rows.map(\.count).max() ?? 0
        let widths = (0..<count).map { column in
            rows.map { column < $0.count ? Self.width($0[column]) : 0 }.max() ?? 0
        }
        return rows.map { row in
            let cells = row.enumerated().map { column, cell in
                let blanks = String(repeating: " ", count: widths[column] - Self.width(cell))
                return column == 0 ? cell + blanks : blanks + cell
            }
            return cells.joined(separator: "  ")
        }.joined(separator: "\n")
    }

    func show() { print(text + "\n") }

    /// Columns a terminal gives the text: two to a Hanzi.
    private static func width(_ text: String) -> Int {
        text.unicodeScalars.reduce(0) { $0 + (0x2E80...0xFFEF ~= $1.value || $1.value > 0x1FFFF ? 2 : 1) }
    }
}

extension BinaryFloatingPoint {
    /// With so many digits behind the point.
    func digits(_ count: Int) -> String { String(format: "%.\(count)f", Double(self)) }
}

extension BinaryInteger {
    /// A share of a whole, as a percentage.
    func share(of whole: some BinaryInteger) -> String {
        whole == 0 ? "-" : (100 * Double(self) / Double(whole)).digits(2) + "%"
    }
}
