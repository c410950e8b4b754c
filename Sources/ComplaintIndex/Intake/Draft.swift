import ComplaintModel
import Crypto
import Foundation
import TextAnalysis

/// A complaint with all that can be worked out before the write lock is taken.
struct Draft: Sendable {
    let complaint: Complaint
    /// What the full-text tables get: the body and its analysis.
    let body: [UInt8]
    let analysis: Analysis
    let contentHash: Data
    let merchantKey: Data?
    let orderKey: Data?
    let phoneKey: Data?
    let idNumberKey: Data?

    /// - Throws: `AnalysisFailure` when memory is short.
    init(_ complaint: Complaint, _ analyzer: Analyzer, _ personKeys: PersonKeys) throws(AnalysisFailure) {
        self.complaint = complaint
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
    static func key(_ text: String?, _ analyzer: Analyzer) throws(AnalysisFailure) -> Data? {
        guard let text else { return nil }
        let squeezed = try analyzer.analyze(text, .squeeze).squeezed
        return squeezed.isEmpty ? nil : Data(squeezed)
    }
}
