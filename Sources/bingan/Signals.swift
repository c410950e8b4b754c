import Foundation

enum Signals {
    /// A reader that goes away and a file-size limit become errors of `write`, which are told and cleaned up after.
    ///
    /// SQLite answers "full" or "I/O error" for the second; without this the process would die of it.
    static func ignoreThoseThatKill() {
        signal(SIGPIPE, SIG_IGN)
        signal(SIGXFSZ, SIG_IGN)
    }
}
