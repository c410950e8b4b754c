import ComplaintModel
import Crypto
import Foundation
import TextAnalysis

/// A complaint with all that can be worked out before the write lock is taken.
package struct Draft: Sendable {
    package let complaint: Complaint
    /// What the full-text tables get: the body and its analysis.
    package let body: [UInt8]
    package let analysis: Analysis
    package let contentHash: Data
    package let merchantKey: Data?
    package let orderKey: Data?
    package let phoneKey: Data?
    package let idNumberKey: Data?
    /// With what a stage cuts further text and hashes further numbers.
    package let analyzer: Analyzer
    package let personKeys: PersonKeys
    /// What the stages worked out beforehand, in their order.
    private var preparations: [any Sendable] = []

    /// - Throws: `AnalysisFailure` when memory is short.
    package init(_ complaint: Complaint, _ analyzer: Analyzer, _ personKeys: PersonKeys) throws(AnalysisFailure) {
        self.complaint = complaint
        self.analyzer = analyzer
        self.personKeys = personKeys
        let body = Body.bytes(of: complaint)
        self.body = body
        analysis = try Self.analyze(body, analyzer)
        var content: [UInt8] = []
        complaint.contentBytes(into: &content)
        contentHash = Data(SHA256.hash(data: content).prefix(16))
        merchantKey = try Self.key(complaint.merchant.name, analyzer)
        orderKey = try Self.key(complaint.orderNumber, analyzer)
        phoneKey = personKeys.phone(complaint.complainant.phone)
        idNumberKey = personKeys.idNumber(complaint.complainant.idNumber)
    }

    /// The draft with what every stage can work out before the write lock is taken.
    /// - Parameter checks: false passes over the stages that check.
    func prepared(for stages: [any IntakeStage], checks: Bool) throws -> Draft {
        var copy = self
        copy.preparations = try stages.map { checks || !$0.isCheck ? try $0.prepare(self) : () }
        return copy
    }

    /// What the stage at `place` worked out; nothing where the draft met no stages.
    func prepared(_ place: Int) -> any Sendable { place < preparations.count ? preparations[place] : () }

    /// Takes what the stage at `place` makes of what it worked out.
    mutating func prepareAgain(_ place: Int, _ change: (any Sendable) throws -> any Sendable) rethrows {
        if place < preparations.count { preparations[place] = try change(preparations[place]) }
    }

    private static func analyze(_ body: [UInt8], _ analyzer: Analyzer) throws(AnalysisFailure) -> Analysis {
        let result: Result<Analysis, AnalysisFailure> = body.withUnsafeBytes { bytes in
            do throws(AnalysisFailure) {
                return .success(try analyzer.analyze(bytes, .index))
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }

    /// The squeezed form: equal for names and numbers that differ only in width, case, script, spaces or punctuation.
    /// Nil where nothing is left.
    package static func key(_ text: String?, _ analyzer: Analyzer) throws(AnalysisFailure) -> Data? {
        guard let text else { return nil }
        let squeezed = try analyzer.analyze(text, .squeeze).squeezed
        return squeezed.isEmpty ? nil : Data(squeezed)
    }
}
