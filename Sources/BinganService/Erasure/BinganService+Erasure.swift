import ComplaintIndex
import ComplaintModel

extension BinganService {
    /// What erasing a person would remove.
    public struct ErasurePreview: Sendable {
        /// The person's complaints, by rising id.
        public var complaints: [Int64]
        /// Complaints of others that name the person's number in their text.
        public var mentions: [Int64]
    }

    /// Mentions that a preview names.
    private static let mostMentions = 1000

    /// - Parameter text: a phone, an ID number, or the hash that `person:` takes.
    /// - Throws: `Failure` for anything else.
    public func erasurePreview(of text: String) throws -> ErasurePreview {
        let person = try Self.person(text)
        return ErasurePreview(
            complaints: try store.complaints(of: person),
            mentions: try store.complaints(mentioning: person, limit: Self.mostMentions))
    }

    /// Removes the person's complaints for good.
    /// - Parameter mentions: whether complaints of others that name the person's number go too.
    public func erase(_ text: String, mentions: Bool) throws -> ErasureReport {
        let preview = try erasurePreview(of: text)
        return try store.erase(preview.complaints + (mentions ? preview.mentions : []))
    }

    private static func person(_ text: String) throws(Failure) -> PersonReference {
        guard let person = PersonReference(text) else {
            throw .parameter("person", "not-a-person", "Give a phone, an ID number, or the hash that person: takes.")
        }
        return person
    }
}
