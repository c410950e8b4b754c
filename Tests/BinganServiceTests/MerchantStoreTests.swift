import ComplaintIndex
import ComplaintModel
import Foundation
import Testing

@testable import BinganService
@testable import MerchantClusters

/// Merchants in a database: redirects, decisions, look-ups.
@Suite("Merchants of an index")
struct MerchantStoreTests {
    private func service(_ names: [String]) throws -> BinganService {
        let path = FileManager.default.temporaryDirectory.appending(path: "merchants-\(UUID().uuidString).sqlite").path
        let service = try BinganService(path: path, access: .create)
        for name in names {
            _ = try service.store.add(Complaint(merchant: MerchantPart(name: name), text: "办卡后不退款"), by: "test")
        }
        return service
    }

    private func merchant(_ service: BinganService, _ complaint: Int64) throws -> Int64? {
        try service.complaint(id: complaint)?.merchantID
    }

    @Test("complaints show the merchant as it is today, and its list counts them all")
    func resolved() throws {
        let service = try service(["武汉优健健身服务有限公司", "优健健身", "優健健身（光谷店）", "沐力健身"])
        #expect(try (1...4).map { try merchant(service, $0) } == [1, 1, 1, 4])
        let list = try service.merchants("")
        #expect(list.total == 2 && list.merchants.map(\.complaints) == [3, 1])
        #expect(list.merchants[0].name == "武汉优健健身服务有限公司")
        let detail = try #require(try service.merchant(id: 3))
        #expect(detail.summary.id == 1 && detail.redirectedFrom == 3 && detail.mentions.count == 3)
        #expect(detail.branches.map(\.name) == ["光谷"])
    }

    @Test("a decision to join binds, and its undoing brings the evidence back")
    func join() throws {
        let service = try service(["优健健身", "力动健身"])
        #expect(try service.joinMerchants(1, 2, by: "li", reason: "同一老板") == 1)
        #expect(try merchant(service, 2) == 1)
        #expect(try MerchantResolver(service.store).resolve().merchants == 1)
        #expect(try merchant(service, 2) == 1)
        #expect(try service.merchant(id: 2)?.decisions.map(\.reason) == ["同一老板"])
        _ = try service.undoMerchant(1, by: "wang")
        #expect(try merchant(service, 2) == 2)
        #expect(throws: Failure.self) { try service.undoMerchant(1, by: "wang") }
    }

    @Test("a name that was parted stays apart, also where it comes again and when all is resolved anew")
    func part() throws {
        let service = try service(["武汉优健健身服务有限公司", "优健健身", "优健健身房"])
        let parted = try service.partMerchant(1, name: "优健健身房", by: "li")
        #expect(parted == 3)
        _ = try service.store.add(
            Complaint(merchant: MerchantPart(name: "优健健身房"), category: "健身", text: "又来了"), by: "test")
        _ = try MerchantResolver(service.store).resolve()
        #expect(try (1...4).map { try merchant(service, $0) } == [1, 1, 3, 3])
        _ = try service.undoMerchant(3, by: "li")
        #expect(try (1...4).map { try merchant(service, $0) } == [1, 1, 1, 1])
    }

    @Test("a check knows a merchant under another name as soon as it came, joined or parted")
    func checked() throws {
        let service = try service(["沐力健身"])
        let asked = Complaint(merchant: MerchantPart(name: "武汉优健健身服务有限公司"), text: "")
        func merchants() throws -> [String?] {
            try service.check(asked, partial: true).of.map { match in
                match.evidence.first { $0.kind == "merchant" }?.level
            }
        }
        #expect(try merchants().isEmpty)
        _ = try service.store.add(
            Complaint(merchant: MerchantPart(name: "优健健身"), text: "办卡后不退款"), by: "test")
        #expect(try merchants() == ["same_rare"])
        #expect(try merchants() == ["same_rare"])
        _ = try service.joinMerchants(1, 2, by: "li", reason: nil)
        #expect(try merchants().count == 2)
    }

    @Test("merchants are suggested by Hanzi, by a part of the name, by pinyin and by initials")
    func suggest() throws {
        let service = try service(["武汉优健健身服务有限公司", "曾记面馆", "中国银行武汉分行"])
        for prefix in ["优健", "健身", "優健", "youjian", "yj", "youj", "优"] {
            #expect(try service.suggest(prefix).merchants.map(\.id) == [1], "\(prefix)")
        }
        #expect(try service.suggest("zengji").merchants.map(\.id) == [2])
        #expect(try service.suggest("zgyh").merchants.map(\.id) == [3])
        #expect(try service.suggest("优身").merchants.isEmpty)
    }

    @Test("merchant: finds the complaints of all names, by Hanzi and by pinyin")
    func filter() throws {
        let service = try service(["武汉优健健身服务有限公司", "优健光谷店", "沐力健身"])
        for query in ["merchant:武汉优健", "merchant:优健", "merchant:youjian", "merchant:yj"] {
            var parameters = SearchParameters()
            try parameters.set(.query, query)
            #expect(try service.search(parameters).total == 2, "\(query)")
        }
        var parameters = SearchParameters()
        try parameters.set(.query, "办卡")
        try parameters.set(.facets, "merchant")
        #expect(try service.search(parameters).facets.first?.1.map(\.count) == [2, 1])
    }

    @Test("a merchant named only in the text is found at lower certainty, and said so")
    func onlyInText() throws {
        let service = try service(["武汉优健健身服务有限公司"])
        let text = "我在优健健身房办了年卡，现在关门了"
        _ = try service.store.add(Complaint(text: text), by: "test")
        _ = try service.store.add(Complaint(text: "我在别的健身房办了卡"), by: "test")
        #expect(try merchant(service, 2) == 1)
        #expect(try merchant(service, 3) == nil)
        let mention = try #require(try service.merchant(id: 1)?.mentions.first { $0.isFromText })
        #expect(mention.probability < 0.85 && mention.reasons.contains { $0.kind == .onlyInText })
    }

    @Test("merchants that share a telephone are shown as linked, not merged")
    func linked() throws {
        let service = try service([])
        for name in ["优健健身", "力动健身"] {
            let part = MerchantPart(name: name, phone: "027-80001234")
            _ = try service.store.add(Complaint(merchant: part, text: "关门"), by: "test")
        }
        let detail = try #require(try service.merchant(id: 1))
        #expect(detail.summary.complaints == 1)
        #expect(detail.linked.map(\.id) == [2] && detail.linked.first?.kind == .phone)
    }
}
