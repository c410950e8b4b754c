import ComplaintIndex
import ComplaintModel
import DuplicateDetection
import GRDB
import MerchantClusters

extension BinganService {
    /// The most matches `similar` lists.
    public static let mostSimilar = 100

    /// What a complaint is to the stored ones; nothing is stored.
    ///
    /// - Parameter partial: any part of a complaint, as an operator types it.
    public func check(
        _ complaint: Complaint, partial: Bool = false, _ visibility: Visibility = .masked
    ) throws -> ShownDuplicate {
        let checker = try checker
        let masks = visibility == .masked
        return ShownDuplicate(
            try partial || complaint.text.isEmpty
                ? checker.checkPart(complaint, masks: masks, merchant: merchantID)
                : checker.check(complaint, masks: masks, merchant: merchantID))
    }

    /// What a stored complaint was found to be; nil when it was not looked at yet, or isn't there.
    public func duplicate(of id: Int64, _ visibility: Visibility = .masked) throws -> ShownDuplicate? {
        try checker.verdict(of: id, masks: visibility == .masked).map { ShownDuplicate($0) }
    }

    /// The complaints most like a stored one, each with what it is to it, best first; nil when there is none.
    public func similar(id: Int64, limit: Int = 20, _ visibility: Visibility = .masked) throws -> [ShownMatch]? {
        guard (1...Self.mostSimilar).contains(limit) else {
            throw Failure.parameter("limit", "out-of-range", "Give a number from 1 to \(Self.mostSimilar).")
        }
        return try checker.similar(to: id, limit: limit, masks: visibility == .masked)?.map {
            ShownMatch($0)
        }
    }

    /// The merchant that a complaint which is not stored is about; nil where none is known.
    private func merchantID(of complaint: Complaint, _ db: Database) throws -> Int64? {
        try Self.guesser.get().entity(of: complaint, knownBlocks, db)
    }

    private static let guesser = Result { try MerchantGuesser() }
}
