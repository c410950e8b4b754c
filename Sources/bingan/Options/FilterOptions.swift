import ArgumentParser
import BinganService

/// The conditions beside a query. Taken as text, so that command line and HTTP check them in one place.
struct FilterOptions: ParsableArguments {
    @Option(help: "The merchant's name, or a part of it.") var merchant: String?
    @Option(
        help: "12315, 12365, 12331, 12330, 12358, 12345, web, city-site, app, mini-program, letter, visit or other.")
    var channel: String?
    @Option(help: "complaint, report or consultation.") var kind: String?
    @Option(help: "The category: 网购, or one below it: 网购/家电.") var category: String?
    @Option(help: "The district: 洪山区.") var district: String?
    @Option(help: "received, accepted, declined, mediating or closed.") var status: String?
    @Option(help: "The complainant's telephone number.") var phone: String?
    @Option(help: "The order number.") var order: String?
    @Option(help: "Received from this year, month, day or moment on: 2021, 2021-03, 2021-03-15.") var from: String?
    @Option(help: "Received up to this year, month, day or moment, which is included.") var to: String?

    /// The parameters with a query.
    func parameters(query: String) throws -> SearchParameters {
        var parameters = SearchParameters()
        let values: [(SearchParameter, String?)] = [
            (.query, query), (.merchant, merchant), (.channel, channel), (.kind, kind), (.category, category),
            (.district, district), (.status, status), (.phone, phone), (.order, order), (.from, from), (.to, to),
        ]
        for (parameter, value) in values { try parameters.set(parameter, value) }
        return parameters
    }
}
