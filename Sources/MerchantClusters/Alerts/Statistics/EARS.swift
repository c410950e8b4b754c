import Foundation

/// What the scan is measured against: the rules in common use.
package enum EARS {
    /// EARS C1 (Hutwagner et al., "The bioterrorism preparedness and response Early Aberration Reporting System", Journal of
    /// Urban Health 80, 2003): above the mean of the seven days before by more than three standard deviations.
    package static func isAlertC1(_ counts: ArraySlice<Int32>, deviations: Double = 3) -> Bool {
        guard counts.count >= 8, let today = counts.last else { return false }
        let before = counts.dropLast().suffix(7).map(Double.init)
        let mean = before.reduce(0, +) / 7
        let variance = before.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 6
        // A week without anything has no spread: the smallest deviation that EARS's implementations take.
        return Double(today) > mean + deviations * max(variance.squareRoot(), 0.2)
    }

    /// So many people in the last seven days.
    package static func isAboveThreshold(_ counts: ArraySlice<Int32>, threshold: Int32) -> Bool {
        counts.suffix(7).reduce(0, +) >= threshold
    }
}
