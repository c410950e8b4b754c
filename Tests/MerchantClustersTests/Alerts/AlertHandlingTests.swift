import ComplaintModel
import Testing

@testable import MerchantClusters

@Suite("Handling of alerts")
struct AlertHandlingTests {
    private let march = DayDate(daysSince1970: 18_687)  // 2021-03-01

    private func day(_ offset: Int32) -> DayDate { DayDate(daysSince1970: march.daysSince1970 + offset) }

    private func action(
        _ kind: AlertAction.Kind, asOf offset: Int32, assignee: String? = nil, until: Int32? = nil
    ) -> AlertAction {
        AlertAction(
            kind, assignee: assignee, mutedUntil: until.map(day), reason: "查", asOf: day(offset), by: "li",
            at: day(offset).start)
    }

    private func state(_ actions: [AlertAction], since: Int32 = 0, asOf: Int32 = 5) -> AlertHandling {
        AlertHandling(actions, since: day(since), asOf: day(asOf))
    }

    @Test("an alert is open until something is done, and again after reopening")
    func open() {
        #expect(state([]).state == .open)
        #expect(state([action(.acknowledge, asOf: 1)]).state == .acknowledged)
        let reopened = state([action(.assign, asOf: 1, assignee: "王"), action(.reopen, asOf: 2)])
        #expect(reopened.state == .open && reopened.assignee == nil && reopened.last == nil)
    }

    @Test("who it was assigned to last looks into it; seeing it afterwards changes nothing")
    func assigned() {
        let handling = state([
            action(.acknowledge, asOf: 1), action(.assign, asOf: 1, assignee: "王"),
            action(.assign, asOf: 2, assignee: "赵"),
            action(.acknowledge, asOf: 3),
        ])
        #expect(handling.state == .assigned && handling.assignee == "赵")
        #expect(handling.last?.reason == "查")
    }

    @Test("muting ends by itself, and what was done about an earlier burst is over")
    func over() {
        let muted = [action(.mute, asOf: 1, until: 6)]
        #expect(state(muted, asOf: 6).state == .muted)
        #expect(state(muted, asOf: 7).state == .open)
        #expect(state([action(.acknowledge, asOf: -40)]).state == .open)
        #expect(state([action(.mute, asOf: -40, until: 30)]).state == .muted)
    }

    @Test("the sentence names people, what is usual and how rarely chance does it")
    func sentence() {
        let alert = Alert(
            id: "m7.c2", scope: .merchantIssue, merchantID: 7, merchantName: "优健健身", cluster: nil, category: "预付卡/健身",
            district: nil, from: day(-1), to: day(5), since: day(3), people: 6, expected: 0.14, usualPerMonth: 0.6,
            probability: 1e-9, onceInDays: 1234, count: .init(), amount: .zero, districts: [], complaints: [],
            handling: state([]), actions: [])
        #expect(
            alert.sentence
                == "优健健身，预付卡/健身：近7天有6人投诉，平常约0.1人；约每1200天才会偶然出现一次。新出现，自2021-03-04起。")
        #expect(
            alert.sentenceInEnglish
                == "优健健身, 预付卡/健身: 6 people in the last 7 days where about 0.1 would be usual; chance alone shows this "
                + "about once in 1200 days. New since 2021-03-04.")
        #expect(Alert.days(5e9, over: "天以上") == "1000000天以上")
        #expect(Alert.days(31.4, over: "") == "31天")
        let words = [9.97, 0.04, 2.5, 31.2].map { Alert.expected($0, about: "约", less: "不到") }
        #expect(words == ["约10", "不到0.1", "约2.5", "约31"])
    }
}
