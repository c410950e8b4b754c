/// What a complaint is to the earlier ones.
package struct DuplicateAnswer: Sendable {
    package var verdict: Verdict
    package var probability: Double
    package var isDecided = false
    /// The best candidates, best first, also when the verdict is `new`.
    package var matches: [Match]
}
