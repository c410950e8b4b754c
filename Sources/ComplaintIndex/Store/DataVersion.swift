import GRDB

extension Database {
    /// Moves when another connection has written; this connection's own writes don't move it.
    package func dataVersion() throws -> Int64 { try Int64.fetchOne(self, sql: "PRAGMA data_version") ?? 0 }
}
