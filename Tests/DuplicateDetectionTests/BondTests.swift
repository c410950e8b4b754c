import ComplaintModel
import Foundation
import Testing

@testable import ComplaintIndex
@testable import DuplicateDetection

@Suite("What holds two complaints together")
struct BondTests {
    private static let long =
        "和苑新城七栋业主电表迟迟无法入户，物业收取水电入户费至今两年未办，楼顶瓷砖多处松动无人维护，开发商视而不见"

    private func verdict(_ first: Complaint, _ second: Complaint) throws -> DuplicateFinding {
        let folder = try Folder()
        defer { withExtendedLifetime(folder) {} }
        let store = try folder.store()
        _ = try store.add(first, by: "test")
        return try #require(try store.add(second, by: "test").finding(DuplicateFinding.self))
    }

    @Test("one long text sent twice is flagged though neither person nor merchant is known")
    func sameText() throws {
        #expect(try verdict(Complaint(text: Self.long), Complaint(text: Self.long)).isFlag)
        let other = "尊敬的各级领导：" + Self.long
        #expect(try verdict(Complaint(text: "尊敬的书记：" + Self.long), Complaint(text: other)).isFlag)
    }

    @Test("strangers who share a kind of trouble and nothing else have nothing to do with each other")
    func strangers() throws {
        let one = Complaint(text: "预付卡余额一千二不退，店里没人，电话也打不通，请帮忙要回来")
        let other = Complaint(text: "办的年卡还剩九个月，关门以后一直不给退款，要求全额返还")
        #expect(try verdict(one, other).verdict == .new)
    }

    @Test("a masked phone in two texts makes no person of two")
    func maskedPhones() throws {
        let one = Complaint(text: "药材市场水管年久失修到处漏水，联系电话0000-00000000，盼回复")
        let other = Complaint(text: "女儿九月入学资料已交，至今没有学位，联系电话0000-00000000，请安排")
        #expect(try verdict(one, other).verdict == .new)
    }

    @Test("one person's other order at a merchant is another matter in the same words")
    func otherOrder() throws {
        func complaint(_ order: String) -> Complaint {
            var complaint = Complaint(text: "包裹显示本人签收，我人在外地，打电话才说放代收点了，代收点找不到")
            complaint.complainant = Complainant(name: "李女士", phone: "13900003614", idNumber: nil)
            complaint.merchant.name = "迅达速运"
            complaint.orderNumber = order
            return complaint
        }
        #expect(try verdict(complaint("XD77319982201"), complaint("XD77401256638")).verdict == .related)
        #expect(try verdict(complaint("XD77319982201"), complaint("XD77319982201")).verdict == .duplicate)
    }

    @Test("subjects that only touch make no one matter of one person's two letters, the same kind of trouble does")
    func touching() {
        var comparison = Comparison()
        (comparison.person, comparison.text, comparison.topic) = (.sameName, .slight, .sixth)
        #expect(Bond(comparison) == .touch)
        comparison.topic = .tenth
        #expect(Bond(comparison) == .person)
        comparison.issue = .sureSame
        #expect(Bond(comparison) == .firm)
    }

    @Test("a standard that both texts cite is no order number in common")
    func standard() throws {
        let one = "按照GB51039-2014的规定，诊所不应开在幼儿园楼下，请查处康达诊所"
        let other = "电梯机房噪音超过GB 51039-2014的限值，老人整夜睡不着，物业不管"
        #expect(try verdict(Complaint(text: one), Complaint(text: other)).verdict == .new)
        let order = "订单GX51039-2014至今没有发货，客服不回"
        let again = "催了三次，GX51039-2014还是不发货，要求退款"
        #expect(try verdict(Complaint(text: order), Complaint(text: again)).isFlag)
    }

    @Test("an agency's number makes no matter of two complaints about one merchant, shared words do")
    func agency() {
        var comparison = Comparison()
        (comparison.person, comparison.merchant, comparison.text) = (.sameNumber, .same, .none)
        comparison.history = .many
        #expect(Bond(comparison) == .firm)
        comparison.history = .agency
        #expect(Bond(comparison) == .agency)
        comparison.topic = .most
        #expect(Bond(comparison) == .firm)
    }

    @Test("a text that others sent too repeats none of them by itself, an order number picks one out")
    func oneOfMany() {
        var comparison = Comparison()
        (comparison.merchant, comparison.text, comparison.crowd) = (.same, .identical, .nobody)
        #expect(Bond(comparison) == .firm)
        comparison.crowd = .few
        #expect(Bond(comparison) == .oneOfMany)
        comparison.order = .same
        #expect(Bond(comparison) == .firm)
    }

    @Test("what the bond weighs is part of the score that evidence adds up to")
    func inEvidence() throws {
        let place = try #require(Features.names.firstIndex(of: "bond=none"))
        #expect(Features.isSetByHand(place))
        #expect(try MatchWeights().weights[place].related < 0)
        #expect(Features.active(Comparison()).contains(place))
    }
}
