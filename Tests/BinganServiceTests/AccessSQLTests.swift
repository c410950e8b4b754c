import Testing

@testable import BinganService

@Suite struct AccessSQLTests {
    @Test("every statement has its text", arguments: AccessSQL.allCases)
    func text(statement: AccessSQL) {
        #expect(!statement.text.isEmpty)
    }
}
