import ComplaintModel
import Foundation

/// All that is compared of one complaint. Worked out from its fields alone, so that a stored complaint gives the same
/// profile as it gave at intake.
package struct Profile: Sendable {
    /// 0 for one that is not stored.
    package var id: Int64 = 0
    package var text = TextProfile.empty
    /// The text's bigrams without those of the merchant's name: what it is about, wherever it happened.
    var topic = ShingleSet.empty
    /// What kind of trouble the text speaks of.
    var issue = IssueProfile.unknown
    /// Order and other long numbers, in the field, the text or the demand; sorted.
    var numbers: [String] = []
    /// Sums of money in the text and the demand, in fen; sorted.
    var sums: [Int64] = []
    /// The sum in dispute, in fen.
    var amount: Int64?
    /// The first 8 bytes of the keyed hashes.
    var phone: UInt64?
    var idNumber: UInt64?
    /// Keyed hashes of phones in the text that are not the merchant's.
    var textPhones: [UInt64] = []
    var name: PersonName?
    /// The merchant's row, after joins.
    var merchantID: Int64?
    var merchantName = TextProfile.empty
    var creditCode: UInt64?
    var merchantPhone: UInt64?
    /// Days since 1970.
    var occurred: Int32?
    /// Seconds since 1970.
    var received: Int64?

    /// The same without the tables by which sets are held against many others: what is kept of earlier complaints.
    var compact: Profile {
        var profile = self
        (profile.text, profile.topic) = (text.compact, topic.compact)
        profile.merchantName = merchantName.compact
        return profile
    }

    /// Whether there is anything a candidate could be found by.
    var isEmpty: Bool {
        text.units.isEmpty && numbers.isEmpty && phone == nil && idNumber == nil && textPhones.isEmpty
            && merchantID == nil && merchantName.units.isEmpty && amount == nil
    }
}

extension Data {
    /// The first 8 bytes of a keyed hash as a number.
    var leadingNumber: UInt64 { prefix(8).reduce(0) { $0 << 8 | UInt64($1) } }
}
