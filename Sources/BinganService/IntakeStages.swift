import ComplaintIndex
import DuplicateDetection
import MerchantClusters

/// What happens to a complaint as it is stored, beside the row and its index, in this order: each stage may use what
/// those before it found.
enum IntakeStages {
    /// Merchants (商家), then duplicates (重复), clusters (聚类) and alerts (预警).
    static func all() throws -> [any IntakeStage] {
        [MerchantStage(), try DuplicateStage(), ClusterStage()]
    }
}
