import ComplaintIndex
import MerchantClusters

extension BinganService {
    /// An enforcement report for a merchant, a cluster or a period: HTML in Chinese, CSV or JSON. The same database and
    /// parameters give the same bytes; personal data in it is masked for everyone.
    /// - Throws: `Failure` for parameters and for a cluster that does not exist; errors of the store as they are.
    public func report(_ parameters: ReportParameters, _ format: ReportFormat) throws -> [UInt8] {
        let report = try report(parameters)
        switch format {
        case .html: return try report.html()
        case .csv: return report.csv
        case .json: return report.json
        }
    }

    /// The report's figures.
    public func report(_ parameters: ReportParameters) throws -> Report {
        var choice = try parameters.clusters.request()
        if let merchant = parameters.clusters[.merchant] {
            let merchants = try ClusterReader(store).merchants(named: merchant)
            guard !merchants.isEmpty else {
                throw Failure(
                    .notFound, field: "merchant", code: "no-such-merchant",
                    detail: "There is no merchant called \(merchant.prefix(40)).")
            }
            choice.merchants = merchants
        }
        let request = ReportRequest(choice: choice, cluster: parameters.cluster, arguments: parameters.given)
        guard let report = try ReportReader(store).report(request) else {
            throw Failure(
                .notFound, field: "cluster", code: "no-such-cluster",
                detail: "There is no cluster \(parameters.cluster ?? 0).")
        }
        return report
    }
}
