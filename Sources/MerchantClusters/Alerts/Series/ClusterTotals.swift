/// How many clusters there are besides merchants, and how many people they had in the time that priors are fitted on.
struct ClusterTotals {
    /// Clusters heard of, less one for each merchant that has any.
    let count: Int
    /// How many clusters had so many people.
    let histogram: [Int: Int]

    /// O(rows + largest id of a cluster), which is the id of a complaint.
    init(_ rows: AlertRows, _ periods: AlertPeriods) {
        var people = [Int32](repeating: -1, count: rows.largestCluster + 1)
        var merchants = 0
        var lastMerchant: UInt32 = 0
        for (place, row) in rows.rows.enumerated() where row.cluster != 0 && row.merchant != 0 {
            guard rows.counts[place], row.day >= periods.start, row.day <= periods.asOf else { continue }
            if row.merchant != lastMerchant { merchants += 1 }
            lastMerchant = row.merchant
            let cluster = Int(row.cluster)
            people[cluster] = max(0, people[cluster]) + (row.day < periods.fitEnd ? 1 : 0)
        }
        var histogram: [Int: Int] = [:]
        var seen = 0
        for count in people where count >= 0 {
            seen += 1
            if count > 0 { histogram[Int(count), default: 0] += 1 }
        }
        count = max(0, seen - merchants)
        self.histogram = histogram
    }
}
