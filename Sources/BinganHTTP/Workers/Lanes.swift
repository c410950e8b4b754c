import Foundation

/// One lane a kind of work, so that none waits behind another: intake is never behind searches, a check never behind an
/// export.
struct Lanes: Sendable {
    private static let cores = max(2, ProcessInfo.processInfo.activeProcessorCount)

    /// Searches and what reads about as much. More threads than cores would only wait for each other. Most of what there
    /// is to do, so the short work of other lanes goes before it.
    let search = Lane("search", threads: cores, longestQueue: 64, nice: 4)
    /// What people wait for while they type: checks, suggestions, one complaint.
    let check = Lane("check", threads: 2, longestQueue: 64)
    /// All that writes, one after the other.
    let write = Lane("write", threads: 1, longestQueue: 256, patience: .seconds(20))
    /// Exports, reports, statistics: long, and in no hurry.
    let bulk = Lane("bulk", threads: 2, longestQueue: 32, patience: .seconds(30), nice: 8)
    /// Tokens and sessions: a look-up before every request.
    let access = Lane("access", threads: 1, longestQueue: 1024)

    var all: [Lane] { [search, check, write, bulk, access] }
}
