import ComplaintIndex
import ComplaintModel
import Testing
import TextAnalysis

@testable import MerchantClusters

@Suite struct IssueTermTests {
    private func terms(_ text: String, merchant: String?) throws -> IssueTerms {
        let scratch = try Scratch()
        var complaint = Complaint(text: text)
        complaint.merchant.name = merchant
        return try IssueTermExtractor.shared.get().terms(of: scratch.store.draft(complaint))
    }

    @Test("the merchant's name and amounts say nothing about the issue")
    func left() throws {
        let plain = try terms("突然关门", merchant: nil)
        let named = try terms("优健健身突然关门3000元", merchant: "优健健身")
        let keys = Set(named.terms.map(\.key))
        #expect(plain.terms.allSatisfy { keys.contains($0.key) })
        #expect(!keys.contains(IssueTermExtractor.key(Array("健身".utf8), .word)))
    }

    @Test("what is read of a stored complaint gives the terms it had at intake")
    func stored() throws {
        let scratch = try Scratch()
        var complaint = Complaint(text: "优健健身突然关门，老板失联，余额3000元不退，會員卡没法用")
        (complaint.merchant.name, complaint.demand, complaint.category) = ("優健健身（光谷店）", "退还余额", "预付卡/健身")
        complaint.tags = ["退款", "健身"]
        let id = try scratch.store.add(complaint, by: "test").result.id
        let extractor = try IssueTermExtractor.shared.get()
        let read = try scratch.store.read { db in
            var reader = IssueText.Reader(scratch.store.analyzer)
            return try reader.read(id, db).map { extractor.terms(of: $0) }
        }
        #expect(read == extractor.terms(of: try scratch.store.draft(complaint)))
        #expect(read?.terms.isEmpty == false)
    }

    @Test("scripts make no difference")
    func scripts() throws {
        #expect(try terms("店家突然關門，餘額不退", merchant: nil) == terms("店家突然关门，余额不退", merchant: nil))
    }

    @Test("issues are found by their words, the first mention each")
    func issues() throws {
        let words = try IssueTermExtractor.shared.get().issueWords
        var found: [String] = []
        Array("老板跑路店也关门噪音很大".utf8).withUnsafeBufferPointer { text in
            words.mentions(text, text.count) { issue, _ in
                if !found.contains(words.names[issue]) { found.append(words.names[issue]) }
            }
        }
        #expect(found == ["关店失联", "噪音油烟"] || found == ["关店失联", "噪音"])
    }

    @Test("an issue of the first sentence weighs more than one named on the way")
    func lead() throws {
        let terms = try terms("投诉小区门口的垃圾中转站臭气太大。我们去年才搬来，停车也不方便，请派人来看看", merchant: nil)
        func weight(_ issue: String) -> Float? {
            terms.issues.first { $0.key == IssueTermExtractor.key(issue: issue) }?.weight
        }
        let (first, other) = (try #require(weight("邻避设施")), try #require(weight("停车占道")))
        #expect(first == IssueTermExtractor.leadFactor * other)
    }

    @Test("a word of the first sentence weighs more than one after it")
    func leadWords() throws {
        let terms = try terms("投诉小区门口的垃圾中转站臭气太大。我们去年才搬来，停车也不方便，请派人来看看", merchant: nil)
        func weight(_ word: String) -> Float? {
            terms.terms.first { $0.key == IssueTermExtractor.key(word.utf8, .word) }?.weight
        }
        #expect(try #require(weight("臭气")) == IssueTermExtractor.leadWordFactor * #require(weight("停车")))
    }

    @Test("a pair across the border of the merchant's name says nothing")
    func besideName() throws {
        let text = "咨询星沙楚龙街道拆迁的事，机电市场几时开业"
        func holds(_ pair: String, merchant: String?) throws -> Bool {
            let key = IssueTermExtractor.key(pair.utf8, .bigram)
            return try terms(text, merchant: merchant).terms.contains { $0.key == key }
        }
        for pair in ["沙楚", "道拆"] {
            #expect(try holds(pair, merchant: nil))
            #expect(try !holds(pair, merchant: "楚龙街道"))
        }
        #expect(try holds("机电", merchant: "楚龙街道"))
    }

    @Test("words of the merchant's name name no issue")
    func nameIsNoIssue() throws {
        let key = IssueTermExtractor.key(issue: "学前教育")
        #expect(try terms("幼儿园饭菜不好", merchant: nil).issues.contains { $0.key == key })
        #expect(try !terms("幼儿园饭菜不好", merchant: "星星幼儿园").issues.contains { $0.key == key })
    }

    @Test("a text that leads clearly to one taught kind says so, a text of other matters does not")
    func topics() throws {
        let taught = try terms("健身房突然关门，老板跑路，年卡余额退不了，教练也联系不上，群也解散了", merchant: nil)
        #expect(taught.topics.lead > 1)
        let other = try terms("请问公交车站台何时修建，居民出行不便", merchant: nil)
        #expect(ClusterRule.topicShare(other.topics) < 0.3)
        #expect(ClusterRule.topicShare(taught.topics) > 0.3)
    }

    @Test("a lead that a long text may have by chance counts for little")
    func chance() throws {
        let shares = try terms("健身房突然关门，老板跑路，年卡余额退不了", merchant: nil).topics.shares
        #expect(!shares.isEmpty)
        let sure = IssueTopics.Finding(shares: shares, lead: 3, clarity: 0.4)
        let long = IssueTopics.Finding(shares: shares, lead: 3, clarity: 0.1)
        #expect(ClusterRule.topicShare(long) < 0.1 * ClusterRule.topicShare(sure))
        #expect(ClusterRule.topicShare(IssueTopics.Finding()) == 0)
    }
}
