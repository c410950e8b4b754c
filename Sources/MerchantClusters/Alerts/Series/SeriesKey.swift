/// What is watched: a merchant, one of its issues, that issue in one district; or an issue over all merchants.
package struct SeriesKey: Sendable, Hashable {
    /// 0 stands for all merchants.
    package var merchant: UInt32
    /// The category's code; nil for all.
    package var category: UInt16?
    /// The district's code; nil for all.
    package var district: UInt16?
    /// The cluster, where it is the issue; 0 otherwise.
    package var cluster: UInt32

    package init(merchant: UInt32 = 0, category: UInt16? = nil, district: UInt16? = nil, cluster: UInt32 = 0) {
        (self.merchant, self.category, self.district, self.cluster) = (merchant, category, district, cluster)
    }

    /// `m12`, `m12.c5`, `m12.c5.d3`, `m12.g88`, `c5.d3`: stable as long as the merchant's id is.
    package var text: String {
        var parts: [String] = []
        if merchant != 0 { parts.append("m\(merchant)") }
        if cluster != 0 { parts.append("g\(cluster)") }
        if let category { parts.append("c\(category)") }
        if let district { parts.append("d\(district)") }
        return parts.joined(separator: ".")
    }

    /// Reads what ``text`` writes; nil for anything else.
    package init?(_ text: String) {
        var key = SeriesKey()
        var last = 0
        for part in text.split(separator: ".", omittingEmptySubsequences: false) {
            guard let letter = part.first, let order = Array("mgcd").firstIndex(of: letter), order + 1 > last,
                part.dropFirst().utf8.allSatisfy({ (0x30...0x39).contains($0) }),
                let number = UInt32(part.dropFirst())
            else { return nil }
            last = order + 1
            switch letter {
            case "m": key.merchant = number
            case "g": key.cluster = number
            case "c":
                guard let code = UInt16(exactly: number) else { return nil }
                key.category = code
            default:
                guard let code = UInt16(exactly: number) else { return nil }
                key.district = code
            }
        }
        guard key != SeriesKey(), key.text == text else { return nil }
        self = key
    }
}

/// The kinds of series, each with a prior of its own.
package enum SeriesLevel: Int, Sendable, CaseIterable {
    case merchant, merchantIssue, merchantIssueDistrict, merchantCluster, issue, issueDistrict

    package init(_ key: SeriesKey) {
        switch (key.merchant != 0, key.category != nil, key.district != nil) {
        case (true, _, _) where key.cluster != 0: self = .merchantCluster
        case (true, false, _): self = .merchant
        case (true, true, false): self = .merchantIssue
        case (true, true, true): self = .merchantIssueDistrict
        case (false, _, false): self = .issue
        case (false, _, true): self = .issueDistrict
        }
    }
}
