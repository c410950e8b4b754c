/// What a person said two complaints are to each other. It binds until it is undone or decided anew.
package struct Decision: Sendable, Equatable {
    package var id: Int64
    /// The later complaint.
    package var complaintID: Int64
    package var otherID: Int64
    /// `new` stands for "different".
    package var verdict: Verdict
    package var reason: String?
    package var by: String
    /// Seconds since 1970.
    package var at: Int64
    /// Who undid it or decided anew, and when; nil while it binds.
    package var endedBy: String?
    package var endedAt: Int64?
}

/// Why a decision can't be taken.
package enum DecisionError: Error, Sendable, Equatable {
    case samePair
    case noComplaint(Int64)
    case noDecision
    /// Two complaints would be one matter by some decisions and not by this one: the one to undo first is named.
    case contradiction(with: Decision)
}
