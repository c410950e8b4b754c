/// One complaint as the alerts count it.
package struct AlertRow: Sendable, Equatable {
    /// The complaint's id.
    package var id: UInt32
    /// Received on, days since 1970 in China. The day of loading plays no part: a backlog is no burst.
    package var day: Int32
    /// The resolved merchant; 0 for none.
    package var merchant: UInt32
    package var category: UInt16
    package var district: UInt16
    /// The cluster; 0 for none.
    package var cluster: UInt32
    /// The complainant; 0 when not known.
    package var person: UInt32
    /// Whether it repeats or copies an earlier one.
    package var isRepeat: Bool

    package init(
        id: UInt32, day: Int32, merchant: UInt32, category: UInt16 = .max, district: UInt16 = .max, cluster: UInt32 = 0,
        person: UInt32 = 0, isRepeat: Bool = false
    ) {
        (self.id, self.day, self.merchant, self.category) = (id, day, merchant, category)
        (self.district, self.cluster, self.person, self.isRepeat) = (district, cluster, person, isRepeat)
    }
}

/// All dated complaints in the order of merchant, category, district and day, so that a series is a run of rows.
///
/// 24 bytes a complaint. Made anew when rows have changed: O(n), two counting sorts.
package struct AlertRows: Sendable {
    /// A person is counted once within so many days at one merchant: a second call about the same is no second victim.
    package static let personDays: Int32 = 28

    package private(set) var rows: [AlertRow]
    /// Whether the row counts: the first of its person, neither repeat nor copy.
    package private(set) var counts: [Bool]
    /// Where each merchant's rows begin, and the end of all.
    package private(set) var starts: [Int]
    package let days: ClosedRange<Int32>?
    /// The largest codes that occur; nil where none does.
    let largestCategory: Int?
    let largestDistrict: Int?
    let largestCluster: Int

    package init(_ unsorted: [AlertRow]) {
        largestCategory = unsorted.lazy.map(\.category).filter { $0 != .max }.max().map(Int.init)
        largestDistrict = unsorted.lazy.map(\.district).filter { $0 != .max }.max().map(Int.init)
        largestCluster = Int(unsorted.lazy.map(\.cluster).max() ?? 0)
        guard let first = unsorted.lazy.map(\.day).min(), let last = unsorted.lazy.map(\.day).max() else {
            (rows, counts, starts, days) = ([], [], [0], nil)
            return
        }
        days = first...last
        let byDay = Self.sorted(unsorted, buckets: Int(last - first) + 1) { Int($0.day - first) }
        let merchants = Int(unsorted.lazy.map(\.merchant).max() ?? 0) + 1
        rows = Self.sorted(byDay, buckets: merchants) { Int($0.merchant) }
        counts = rows.map { !$0.isRepeat }
        starts = []
        var start = 0
        while start < rows.count {
            starts.append(start)
            var end = start + 1
            while end < rows.count && rows[end].merchant == rows[start].merchant { end += 1 }
            if end - start > 1 { order(start..<end) }
            start = end
        }
        starts.append(rows.count)
    }

    /// Leaves out a person's further complaints and puts the merchant's rows in the order of their issue and district.
    private mutating func order(_ range: Range<Int>) {
        if rows[range.lowerBound].merchant != 0 { countPeopleOnce(range) }
        guard range.contains(where: { rows[$0].issueKey != rows[range.lowerBound].issueKey }) else { return }
        let places = range.sorted { (rows[$0].issueKey, $0) < (rows[$1].issueKey, $1) }
        let (sorted, sortedCounts) = (places.map { rows[$0] }, places.map { counts[$0] })
        rows.replaceSubrange(range, with: sorted)
        counts.replaceSubrange(range, with: sortedCounts)
    }

    private mutating func countPeopleOnce(_ range: Range<Int>) {
        let known = range.filter { counts[$0] && rows[$0].person != 0 }
        guard known.count > 1 else { return }
        var last: [UInt32: Int32] = [:]
        last.reserveCapacity(known.count)
        for place in known {
            let row = rows[place]
            if let day = last[row.person], row.day - day < Self.personDays {
                counts[place] = false
            } else {
                last[row.person] = row.day
            }
        }
    }

    /// A stable counting sort.
    private static func sorted(_ rows: [AlertRow], buckets: Int, _ key: (AlertRow) -> Int) -> [AlertRow] {
        var places = [Int](repeating: 0, count: buckets + 1)
        for row in rows { places[key(row) + 1] += 1 }
        for bucket in 0..<buckets { places[bucket + 1] += places[bucket] }
        return [AlertRow](unsafeUninitializedCapacity: rows.count) { buffer, count in
            for row in rows {
                let bucket = key(row)
                buffer.initializeElement(at: places[bucket], to: row)
                places[bucket] += 1
            }
            count = rows.count
        }
    }
}

extension AlertRow {
    /// Category and district as one number.
    var issueKey: UInt32 { UInt32(category) << 16 | UInt32(district) }
}
