import ComplaintIndex
import ComplaintModel
import MerchantClusters

/// What may be meant by what was typed so far.
public struct Suggestions: Sendable, Equatable {
    public var merchants: [SuggestedMerchant]
    public var categories: [String]
    /// Words of complaints, the commonest first.
    public var words: [String]

    /// `{"merchants":[{"id","name","complaints"}],"categories":[…],"words":[…]}`.
    public var json: [UInt8] {
        JSONObjectWriter.bytes { object in
            object.array("merchants") { list in
                for merchant in merchants {
                    list.object { entry in
                        entry.field("id", merchant.id)
                        entry.field("name", merchant.name)
                        entry.field("complaints", merchant.complaints)
                    }
                }
            }
            object.field("categories", categories)
            object.field("words", words)
        }
    }
}

extension BinganService {
    /// Merchants, categories and frequent words that begin with `prefix`; for merchants letters may be pinyin or initials.
    /// - Throws: `Failure` for a limit out of range.
    public func suggest(
        _ prefix: String, limit: String? = nil, _ visibility: Visibility = .masked
    ) throws -> Suggestions {
        let limit = try Self.limit(limit, usual: 8)
        var found = Suggestions(
            merchants: try MerchantDirectory(store).suggest(prefix, limit: limit),
            categories: try store.categories(beginning: prefix, limit: limit),
            words: try store.words(beginning: prefix, limit: limit))
        // A shop may be known by its owner's phone. What is masked would find nothing, so words of numbers are left out.
        for place in found.merchants.indices {
            found.merchants[place].name = visibility.shown(found.merchants[place].name)
        }
        found.categories = found.categories.map { visibility.shown($0) }
        found.words = found.words.filter { visibility.shown($0) == $0 }
        return found
    }
}
