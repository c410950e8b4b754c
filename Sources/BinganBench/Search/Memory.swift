import Foundation

/// What this process holds, in megabytes. Pages of the index file that are mapped count as resident but belong to the
/// kernel's cache, so they stand apart.
struct Memory {
    let anonymous: Double
    let mapped: Double
    let peak: Double

    static var now: Memory {
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        func value(_ name: String) -> Double {
            let line = status.split(separator: "\n").first { $0.hasPrefix(name) } ?? ""
            return (Double(line.split(whereSeparator: { $0 == " " || $0 == "\t" }).dropFirst().first ?? "") ?? 0) / 1024
        }
        return Memory(anonymous: value("RssAnon:"), mapped: value("RssFile:"), peak: value("VmHWM:"))
    }

    var text: String {
        "\(anonymous.digits(0)) MB of its own, \(mapped.digits(0)) MB of mapped files (index, program, libraries)"
    }
}
