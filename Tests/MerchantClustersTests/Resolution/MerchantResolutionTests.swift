import ComplaintModel
import TextAnalysis
import Testing

@testable import MerchantClusters

/// Complaints put to merchants, by name and what else they tell.
@Suite("Names put to merchants")
struct MerchantResolutionTests {
    /// The merchant of each name, by the place of its first.
    private func resolved(_ merchants: [MerchantPart], category: String? = nil, anew: Bool = false) throws -> [Int64] {
        var trial = try MerchantTrial(Analyzer())
        let ids = try merchants.map {
            try #require(try trial.add(Complaint(merchant: $0, category: category, text: "x")))
        }
        if anew { trial.resolve() }
        return ids.map { trial.entity(of: $0) }
    }

    private func resolved(_ names: [String], category: String? = nil, anew: Bool = false) throws -> [Int64] {
        try resolved(names.map { MerchantPart(name: $0) }, category: category, anew: anew)
    }

    @Test("a merchant is one under all the names it is written with", arguments: [false, true])
    func variants(anew: Bool) throws {
        let found = try resolved(
            [
                "武汉优健健身服务有限公司", "优健健身", "優健健身（光谷店）", "优健健身光谷店", "优健（武汉）健身服务有限公司", "优健健身房", "优健", "武汉市优健健身俱乐部",
                "优健光谷店",
            ], anew: anew)
        #expect(Set(found) == [1])
    }

    @Test("one character in a brand makes another merchant", arguments: [false, true])
    func oneCharacter(anew: Bool) throws {
        let found = try resolved(["武汉优健健身服务有限公司", "武汉优建健身服务有限公司", "武汉优美健身服务有限公司"], anew: anew)
        #expect(Set(found).count == 3)
    }

    @Test("a slip of sound is the merchant's where the address says so")
    func slip() throws {
        let found = try resolved([
            MerchantPart(name: "优健健身光谷店", address: "武汉市洪山区珞喻路1号"),
            MerchantPart(name: "优建健身光谷店", address: "洪山区珞喻路1号"),
        ])
        #expect(found == [1, 1])
    }

    @Test("the same brand in another city or trade is another merchant", arguments: [false, true])
    func namesakes(anew: Bool) throws {
        let found = try resolved(
            ["武汉优健健身服务有限公司", "长沙优健健身服务有限公司", "武汉优健大药房有限公司", "武汉优健健身器材有限公司"], anew: anew)
        #expect(Set(found).count == 4)
    }

    @Test("a shop on a platform is neither the platform nor its namesake on another")
    func platforms() throws {
        let found = try resolved([
            MerchantPart(name: "淘宝"), MerchantPart(name: "优品旗舰店", platform: "淘宝"), MerchantPart(name: "淘宝优品旗舰店"),
            MerchantPart(name: "优品旗舰店", platform: "拼多多"), MerchantPart(name: "淘宝网"),
        ])
        #expect(found == [1, 2, 2, 4, 1])
    }

    @Test("a category tells namesakes apart where the name doesn't")
    func category() throws {
        var trial = try MerchantTrial(Analyzer())
        func add(_ name: String, _ category: String) throws -> Int64 {
            let id = try trial.add(Complaint(merchant: MerchantPart(name: name), category: category, text: "x"))
            return trial.entity(of: try #require(id))
        }
        let gym = try add("优健健身房", "预付卡/健身")
        let chemist = try add("优健大药房", "医药保健")
        #expect(gym != chemist)
        #expect(try add("优健", "健身服务") == gym)
        #expect(try add("优健", "药品") == chemist)
    }

    @Test("an abbreviation finds its company, and not one that merely begins alike")
    func abbreviations() throws {
        let found = try resolved(["强力电子新材料股份有限公司", "强盛电力新能源股份有限公司", "强力新材"])
        #expect(found == [1, 2, 1])
    }

    @Test("two companies that registries tell apart stay two, whatever short name fits both", arguments: [false, true])
    func registeredApart(anew: Bool) throws {
        let found = try resolved(
            ["武汉远达科技股份有限公司", "武汉远达能源科技集团有限公司", "武汉远达有限公司", "远达股份", "武汉远达", "远达科技"], anew: anew)
        #expect(Set(found.prefix(3)).count == 3)
        #expect(found[5] == found[0])
    }

    @Test("resolved anew, the merchants are the same in whatever order the names came")
    func order() throws {
        let names = [
            "优健", "优健健身光谷店", "武汉优健健身服务有限公司", "优健大药房", "长沙优健健身有限公司", "沐力健身", "武汉沐力健身服务有限公司", "优建健身器材", "优健光谷店",
            "淘宝优健旗舰店", "沐力",
        ]
        func partition(_ order: [String]) throws -> Set<Set<String>> {
            let found = try resolved(order, anew: true)
            return Set(Dictionary(grouping: zip(order, found), by: \.1).values.map { Set($0.map(\.0)) })
        }
        let expected = try partition(names)
        var random = SystemRandomNumberGenerator()
        for _ in 0..<12 {
            let shuffled = names.shuffled(using: &random)
            #expect(try partition(shuffled) == expected, "\(shuffled)")
        }
    }

    @Test("the same code decides, whatever the sign says")
    func codes() throws {
        let code = "91420199MA4K000316"
        let valid = CreditCode.normalized(code)
        let found = try resolved([
            MerchantPart(name: "优健健身", uscc: valid ?? "91350100M000100Y43"),
            MerchantPart(name: "优健体育", uscc: valid ?? "91350100M000100Y43"),
        ])
        #expect(found == [1, 1])
    }
}
