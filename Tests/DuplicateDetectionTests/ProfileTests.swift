import ComplaintModel
import Foundation
import TextAnalysis
import Testing

@testable import ComplaintIndex
@testable import DuplicateDetection

@Suite struct ProfileTests {
    private func profile(_ text: String, _ change: (inout ProfileFields) -> Void = { _ in }) throws -> Profile {
        let folder = try Folder()
        let store = try folder.store()
        var fields = ProfileFields()
        fields.text = text
        change(&fields)
        return try ProfileMaker(store.analyzer, store.personKeys, ShingleFrequency()).profile(fields)
    }

    @Test("a Traditional text has the shingles of the Simplified one")
    func scripts() throws {
        let (a, b) = (try profile("預付卡餘額不退，店長失聯"), try profile("预付卡余额不退，店长失联"))
        #expect(a.text.units == b.text.units && !a.text.units.isEmpty)
    }

    @Test("order numbers are found in the field and in the text, days and sums are none")
    func numbers() throws {
        let found = try profile("订单号 YJ20201201-88，2020-12-30 付款2800元，另有 123456789012").numbers
        #expect(found == ["123456789012", "yj2020120188"])
        #expect(try profile("无") { $0.order = "YJ20201201-88" }.numbers == ["yj2020120188"])
        #expect(try profile("付款2800元，已退￥500").sums == [50_000, 280_000])
    }

    @Test("the only phone of a text is the writer's where the field is empty, the merchant's is not")
    func phones() throws {
        let inText = try profile("我的电话13800001234，请回电")
        let inField = try profile("请回电") { $0.phone = nil }
        #expect(inText.phone != nil && inField.phone == nil)
        let merchants = try profile("店里电话13800001234没人接") { $0.merchantPhone = "138-0000-1234" }
        #expect(merchants.phone == nil && merchants.textPhones.isEmpty)
    }

    @Test("what stands in the place of a number is none")
    func placeholders() throws {
        let text = "电话0000-00000000，另有0731-0000-00000000，订单00000000000，回电13333333333"
        let found = try profile(text) { $0.merchantPhone = "0731-00000000" }
        #expect(found.numbers.isEmpty && found.textPhones.isEmpty)
        #expect(found.phone == nil && found.merchantPhone == nil)
        #expect(try profile("回电13800000001").phone != nil)
    }

    @Test("an account's name is who it is where it is the same, and tells nothing where it is another one")
    func accounts() throws {
        func person(_ a: String, _ b: String) throws -> PersonLevel {
            PersonLevel(try profile("无") { $0.name = a }, try profile("无") { $0.name = b })
        }
        #expect(try person("UU008363", "uu008363") == .sameName)
        #expect(try person("UU008363", "A00045581") == .unknown)
        #expect(try person("UU008363", "王小明") == .unknown)
        #expect(try person("A1", "A1") == .unknown)
        #expect(try person("韩浩然", "周浩然") == .different)
        #expect(try person("王小明", "王小名") == .fits)
        #expect(try person("欧阳某", "欧阳女士") == .fits && person("王某", "王女士") == .fitsCommon)
    }

    @Test("a merchant that a text names beside another one in the field is said to be named")
    func merchantInText() throws {
        let frequency = try ShingleFrequency()
        func level(_ a: Profile, _ b: Profile) -> MerchantLevel { MerchantLevel(a, b, frequency) { _ in 1 } }
        let one = try profile("武汉酸食食品有限公司的粽子标价一百元，结账按原价") { $0.merchant = "武汉市梅渝食品有限公司" }
        let other = try profile("买粽子满减用不了，要求退还余额") { $0.merchant = "武汉酸食食品有限公司" }
        let third = try profile("买粽子满减用不了，要求退还余额") { $0.merchant = "江汉区亭光小吃店" }
        #expect(level(one, other) == .namedBeside && level(other, one) == .namedBeside)
        #expect(level(one, third) == .different && level(other, third) == .different)
    }

    @Test("a sum is a key with the surname and with the merchant, an odd one a stronger key")
    func sumKeys() throws {
        func keys(_ change: (inout ProfileFields) -> Void) throws -> [KeySet.Key] {
            let made = try profile("老板不退1558元，另收200元", change)
            return KeySet(made, []).exact.filter { $0.weight < KeySet.exactWeight }
        }
        #expect(try keys { _ in }.isEmpty)
        let named = try keys { $0.name = "高永" }
        #expect(named.map(\.weight) == [KeySet.oddSumWeight, KeySet.roundSumWeight])
        let both = try keys { ($0.name, $0.merchantID, $0.amount) = ("高女士", 7, 155_800) }
        #expect(both.count == 4 && Set(named.map(\.key)).isSubset(of: both.map(\.key)))
        #expect(try Set(keys { $0.name = "焦永" }.map(\.key)).isDisjoint(with: both.map(\.key)))
        #expect(try keys { ($0.name, $0.amount) = ("account99", 155_800) }.isEmpty)
    }

    @Test("boilerplate weighs next to nothing beside rare words")
    func weights() throws {
        let frequency = try ShingleFrequency()
        let common = try profile("请有关部门核实处理").text.shingles
        let rare = try profile("徐六抢画橱柜图纸未留").text.shingles
        #expect(common.weight / Float(common.entries.count) < rare.weight / Float(rare.entries.count))
        #expect(frequency.epoch.count > 8)
    }

    @Test("two versions of a text choose the same rarest shingles, each with its hash intact")
    func rarest() throws {
        let shingles = try profile("优健健身光谷店突然关门，预付卡余额2800元不退，店长徐六抢拉黑了我").text.shingles
        let chosen = shingles.rarest(16)
        let known = Set(shingles.entries.map { UInt32(truncatingIfNeeded: $0 >> 8) })
        #expect(chosen.count == 16 && chosen.allSatisfy { known.contains($0.hash) })
        #expect(zip(chosen, chosen.dropFirst()).allSatisfy { $0.level <= $1.level })
    }

    @Test("a profile that is made compact is the profile, made compact")
    func compact() throws {
        let folder = try Folder()
        let store = try folder.store()
        let maker = ProfileMaker(store.analyzer, store.personKeys, try ShingleFrequency())
        let texts = ["", "退", "退款", "优健健身光谷店优健健身关门，关门后优健不退2800元", "优健健身关门 AB20210108-3833，订单 AB20210108-3833"]
        let scratch = ShingleScratch()
        for text in texts + texts.reversed() {
            for merchant in [nil, "", "优健", "优健健身光谷店", "优健健身优健健身"] {
                var fields = ProfileFields()
                (fields.text, fields.merchant) = (text, merchant)
                let (whole, made) = (try maker.profile(fields).compact, try maker.compactProfile(fields, scratch))
                #expect("\(made)" == "\(whole)", "\(text) about \(merchant ?? "nobody")")
            }
        }
    }

    @Test("names agree as far as they tell")
    func names() throws {
        func name(_ text: String) throws -> PersonName {
            try #require(PersonName(text.unicodeScalars.map(\.value)))
        }
        #expect(try name("王小明").agreement(with: name("王小明")) == .same)
        #expect(try name("王某").agreement(with: name("王小明")) == .fits)
        #expect(try name("王女士").agreement(with: name("王某某")) == .fits)
        #expect(try name("李女士").agreement(with: name("王小明")) == .different)
        #expect(try name("王小明").agreement(with: name("王大伟")) == .different)
    }

    @Test("an order number that differs in the day alone is near, another of the day is different")
    func orders() throws {
        let one = try profile("无") { $0.order = "AB20210108-3833" }
        #expect(OrderLevel(one, try profile("无") { $0.order = "AB20210106-3833" }) == .near)
        #expect(OrderLevel(one, try profile("无") { $0.order = "AB20210108-3834" }) == .different)
        #expect(OrderLevel(one, try profile("单号ab20210108-3833")) == .same)
        #expect(OrderLevel(one, try profile("无")) == .unknown)
    }
}

@Suite struct DifferenceTests {
    private func units(_ text: String) -> [UInt32] { text.unicodeScalars.map(\.value) }

    @Test("a name put in another's place is a replaced word, a slip of one character is not")
    func words() {
        let base = units("在优健健身光谷店办卡后店家关门跑路不退余额")
        #expect(Differences(base, units("在天卷健身光谷店办卡后店家关门跑路不退余额")).replacedWords == 1)
        #expect(Differences(base, units("在优健健身光谷店办卡后店家关门跑露不退余额")).replacedWords == 0)
        #expect(Differences(base, base).passages == [.init(first: 0, second: 0, count: base.count)])
    }

    @Test("words that only sound the same are a slip")
    func sounds() {
        let base = units("要求退还押金，反复联系商家都敷衍了事，照片我都留着")
        #expect(Differences(base, units("要求退还押金，反复连细商家都敷衍了事，照片我都留着")).replacedWords == 0)
        #expect(Differences(base, units("要求退还押金，反复催问商家都敷衍了事，照片我都留着")).replacedWords == 1)
        #expect(Sounds(units("王晓明")).inCommon(with: Sounds(units("汪小名"))) == 3)
        #expect(Sounds(units("刘航")).inCommon(with: Sounds(units("牛寒"))) == 2)
        #expect(Sounds(units("退款")).inCommon(with: Sounds(units("赔偿"))) == 0)
        #expect(Sounds([]).inCommon(with: Sounds(units("退款"))) == 0)
    }

    @Test("passages rise in both texts and are equal in them", arguments: 0..<50)
    func passages(seed: Int) {
        var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        let a = (0..<60).map { _ in UInt32(0x4E00 + next(6)) }
        var b = a
        for _ in 0..<8 { b[next(b.count)] = UInt32(0x5000 + next(6)) }
        b.removeSubrange(20..<25)
        let passages = Differences(a, b).passages
        #expect(!passages.isEmpty)
        for passage in passages {
            let (x, y) = (
                a[passage.first..<(passage.first + passage.count)], b[passage.second..<(passage.second + passage.count)]
            )
            #expect(Array(x) == Array(y))
        }
        for (before, after) in zip(passages, passages.dropFirst()) {
            #expect(before.first + before.count <= after.first && before.second + before.count <= after.second)
        }
    }
}
