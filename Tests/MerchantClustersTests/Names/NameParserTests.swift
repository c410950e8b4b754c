import TextAnalysis
import Testing

@testable import MerchantClusters

@Suite("Names of merchants, read")
struct NameParserTests {
    private static let parser = Result { NameParser(lexicon: try NameLexicon(Analyzer()), analyzer: try Analyzer()) }

    private func parse(_ name: String) throws -> NameParts { try Self.parser.get().parse(name) }

    private func brand(_ name: String) throws -> String { text(of: try parse(name).brand) }

    @Test("region, brand, trade, form and branch are told apart in a full name")
    func whole() throws {
        let parts = try parse("武汉市洪山区优健健身服务有限公司光谷店")
        #expect(text(of: parts.brand) == "优健" && text(of: parts.allTrade) == "健身服务")
        #expect(text(of: parts.branch) == "光谷" && parts.form == .legal)
        #expect(parts.region.city == 420_100 && parts.region.area == 420_111)
    }

    @Test(
        "whatever is left out, the brand is the same",
        arguments: [
            "优健健身", "武汉优健健身服务有限公司", "优健（武汉）健身服务有限公司", "優健健身(光谷店)", "优健健身汉口城市广场店", "Ujian优健健身",
            "优健健身中心", "湖北优健健身有限责任公司武汉分公司", "武汉市优健健身俱乐部",
        ])
    func variants(name: String) throws {
        #expect(try brand(name) == "优健")
    }

    @Test("a name of region and trade alone keeps the region as its brand")
    func regionAsBrand() throws {
        #expect(try brand("湖南投资集团股份有限公司") == "湖南投资")
        #expect(try brand("中国银行武汉分行") == "中国银行")
        #expect(try brand("洪山区理发店") == "")
    }

    @Test("a shop on a platform is not the platform")
    func platforms() throws {
        let shop = try parse("淘宝优品旗舰店")
        #expect(shop.platform == "淘宝" && !shop.isPlatform && text(of: shop.brand) == "优品")
        for name in ["淘宝网", "京东商城", "拼多多", "美团外卖"] { #expect(try parse(name).isPlatform, "\(name)") }
    }
}
