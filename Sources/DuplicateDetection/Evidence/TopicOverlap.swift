/// What the subjects of two texts share, in bits.
struct TopicOverlap {
    /// What the lighter one weighs.
    let smaller: Float
    let all: Float
    /// What is in at most 64 of a million texts.
    let rare: Float

    /// Below it a subject says too little.
    private static let least: Float = 30
    private static let rareLevel: UInt8 = 3

    /// Nil where one of them says too little.
    init?(_ a: borrowing Profile, _ b: borrowing Profile, _ frequency: ShingleFrequency) {
        smaller = min(a.topic.weight, b.topic.weight)
        guard smaller >= Self.least else { return nil }
        (all, rare) = a.topic.shared(with: b.topic, rare: Self.rareLevel, frequency)
    }
}
