import ComplaintModel

/// A complaint with what the index knows of it.
public struct StoredComplaint: Sendable, Equatable {
    public let id: Int64
    public var complaint: Complaint
    public var merchantID: Int64?
    public var loadedAt: Timestamp
    /// Raised with every change; the ETag of HTTP.
    public var version: Int64
    /// Whether the full-text tables hold it; else `reindex` takes it in.
    public var isIndexed: Bool
    /// How `person:` names the complainant: 16 hexadecimal digits of a keyed hash of the phone, or of the ID number.
    public var personHash: String?
    /// The cluster it belongs to, where that was looked up.
    public var clusterID: Int64?
}

/// One change of one field.
public struct HistoryEntry: Sendable, Equatable {
    /// The version of the complaint that the change led to.
    public let version: Int64
    public let field: String
    public let old: String?
    public let new: String?
    public let changedAt: Timestamp
    public let changedBy: String
}

/// What the full-text tables index of a complaint: text, demand, merchant's name and tags, apart by U+001E.
package enum Body {
    package static let fieldBreak: UInt8 = 0x1E

    /// `tags` is as the database holds it.
    package static func bytes(text: String, demand: String?, merchant: String?, tags: String) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count + (demand?.utf8.count ?? 0) + 64)
        bytes += text.utf8
        bytes.append(fieldBreak)
        bytes += (demand ?? "").utf8
        bytes.append(fieldBreak)
        bytes += (merchant ?? "").utf8
        bytes.append(fieldBreak)
        bytes += tags.utf8
        return bytes
    }

    package static func bytes(of complaint: Complaint) -> [UInt8] {
        bytes(
            text: complaint.text, demand: complaint.demand, merchant: complaint.merchant.name,
            tags: joined(complaint.tags))
    }

    package static func joined(_ tags: [String]) -> String { tags.joined(separator: "\u{1E}") }

    package static func tags(_ joined: String) -> [String] {
        joined.isEmpty ? [] : joined.split(separator: "\u{1E}").map(String.init)
    }
}
