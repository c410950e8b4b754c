import ComplaintModel
import Foundation

/// What a person could be known by where their complaints are not: numbers and names, in queries, reasons and rejects.
struct PersonTraces {
    private(set) var texts: Set<String> = []

    /// A given name of two characters stands for too many people to blank out what others wrote.
    private static let shortestName = 3

    mutating func add(_ complaint: Complaint) {
        let person = complaint.complainant
        for number in [person.phone, person.phone.flatMap { PhoneNumber.normalized($0) }, person.idNumber] {
            add(number)
        }
        add(person.idNumber.flatMap { IDNumber.normalized($0) })
        add(complaint.number)
        add(complaint.orderNumber)
        if let name = person.name, name.unicodeScalars.count >= Self.shortestName { add(name) }
    }

    private mutating func add(_ text: String?) {
        if let text, text.unicodeScalars.count >= Self.shortestName { texts.insert(text) }
    }

    /// Whether any of them stands in the bytes.
    func occur(in bytes: Data) -> Bool {
        texts.contains { bytes.range(of: Data($0.utf8)) != nil }
    }
}

/// The file of rejects beside a database: lines that could not be stored, with all that was in them.
enum RejectsEraser {
    /// Rewrites the file without the lines that hold a trace; the old bytes are overwritten first.
    /// - Returns: how many lines went.
    static func erase(_ traces: PersonTraces, at path: String) throws -> Int {
        guard FileManager.default.fileExists(atPath: path) else { return 0 }
        let url = URL(fileURLWithPath: path)
        let old = try Data(contentsOf: url, options: .mappedIfSafe)
        let lines = old.split(separator: 0x0A)
        let kept = lines.filter { !holds($0, traces) }
        guard kept.count < lines.count else { return 0 }
        var new = Data()
        for line in kept { new.append(contentsOf: line + [0x0A]) }
        let size = old.count
        let handle = try FileHandle(forUpdating: url)
        defer { try? handle.close() }
        try handle.write(contentsOf: new + Data(count: size - new.count))
        try handle.synchronize()
        try handle.truncate(atOffset: UInt64(new.count))
        return lines.count - kept.count
    }

    /// A record that is no UTF-8 lies there in base 64.
    private static func holds(_ line: Data, _ traces: PersonTraces) -> Bool {
        if traces.occur(in: line) { return true }
        guard case .object(let object)? = try? JSONValue(parsing: Array(line)),
            case .string(let packed)? = object["record_base64"], let record = Data(base64Encoded: packed)
        else { return false }
        return traces.occur(in: record)
    }
}
