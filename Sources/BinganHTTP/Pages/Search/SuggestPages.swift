import BinganService
import ComplaintIndex
import ComplaintModel
import Foundation
import Hummingbird

/// What the search box suggests while somebody types: merchants by name, pinyin or initials, categories,
/// districts and words.
struct SuggestPages: Sendable {
    let desk: PageDesk

    var endpoints: [Endpoint] {
        [desk.page("/suggest", .search) { try await suggest($0) }]
    }

    private func suggest(_ call: PageCall) async throws -> Response {
        let typed = try call.parameters("q")["q"] ?? ""
        let (service, visibility) = (desk.service, call.visitor.visibility)
        return try await desk.lanes.check.run {
            call.fragment(.suggestions, SuggestionsView(try Self.items(typed, service, visibility)))
        }
    }

    private static let merchants = 6
    private static let values = 4

    private static func items(
        _ typed: String, _ service: BinganService, _ visibility: Visibility
    ) throws -> [SuggestionsView.Item] {
        let text = typed.trimmingCharacters(in: .whitespacesAndNewlines)
        guard !text.isEmpty, text.unicodeScalars.count <= 40, !text.contains(":"), !text.contains("\"") else {
            return []
        }
        // What is shown masked would find nothing: so only what holds no number is offered.
        let isClear = { (value: String) in visibility.shown(value) == value }
        let found = try service.suggest(text, limit: "\(merchants)", .personal)
        let names = found.merchants.filter { isClear($0.name) }.map { merchant in
            (value: "商家:" + quoted(merchant.name), label: merchant.name, kind: "商家 \(merchant.complaints) 件")
        }
        let categories = found.categories.filter(isClear).prefix(values).map {
            (value: "类别:" + quoted($0), label: $0, kind: "类别")
        }
        let districts = try service.store.districts(beginning: text, limit: values).filter(isClear).map {
            (value: "区:" + quoted($0), label: $0, kind: "区")
        }
        let words = found.words.filter { isClear($0) && $0 != text }.prefix(values).map {
            (value: quoted($0), label: $0, kind: "词")
        }
        return (names + categories + districts + words).enumerated().map { place, item in
            SuggestionsView.Item(place: place, value: item.value, label: item.label, kind: item.kind)
        }
    }

    /// A value that holds what the query language would take for its end stands in quotes.
    private static func quoted(_ value: String) -> String {
        let isPlain = value.unicodeScalars.allSatisfy { $0.properties.isAlphabetic || $0.properties.numericType != nil }
        return isPlain ? value : "\"" + value.replacing("\"", with: " ") + "\""
    }
}

/// What the template of the suggestions shows.
struct SuggestionsView {
    struct Item {
        let place: Int
        let value: String
        let label: String
        let kind: String
    }

    let items: [Item]

    init(_ items: [Item]) {
        self.items = items
    }
}
