import Foundation
import GRDB
import Testing

@testable import ComplaintIndex

@Suite("Columns of a complaint")
struct ComplaintColumnTests {
    @Test("columns read by their place are those of the table, in its order")
    func places() throws {
        let names = try TestIndex().store.read { db in try db.columns(in: "complaints").map(\.name) }
        #expect(ComplaintColumn.allCases.map { Self.columnName("\($0)") } == names)
    }

    /// idNumberKey is id_number_key.
    private static func columnName(_ name: String) -> String {
        name.replacingOccurrences(of: "ID", with: "Id").reduce(into: "") { result, character in
            result += character.isUppercase ? "_" + character.lowercased() : String(character)
        }
    }
}
