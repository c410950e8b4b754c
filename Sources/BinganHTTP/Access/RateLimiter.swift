import Synchronization

/// Holds each token to its rate: a bucket that fills steadily and holds what ten seconds fill.
final class RateLimiter: Sendable {
    private struct Bucket {
        var fill: Double
        var at: ContinuousClock.Instant
    }

    private static let burstSeconds = 10.0

    private let buckets = Mutex<[Int64: Bucket]>([:])

    /// - Parameter rate: requests a minute.
    /// - Returns: nil when the request may pass, else the seconds until the next one may.
    func wait(token: Int64, rate: Int, now: ContinuousClock.Instant = .now) -> Int? {
        let perSecond = Double(rate) / 60
        let most = max(1, perSecond * Self.burstSeconds)
        return buckets.withLock { buckets in
            var bucket = buckets[token] ?? Bucket(fill: most, at: now)
            bucket.fill = min(most, bucket.fill + perSecond * ((now - bucket.at) / .seconds(1)))
            bucket.at = now
            defer { buckets[token] = bucket }
            guard bucket.fill < 1 else {
                bucket.fill -= 1
                return nil
            }
            return max(1, Int(((1 - bucket.fill) / perSecond).rounded(.up)))
        }
    }
}
