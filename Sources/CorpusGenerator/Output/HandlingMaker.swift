/// Draws how far a complaint has come by the end of the corpus' time.
struct HandlingMaker: Sendable {
    let horizon: Moment

    private static let offices = WordList("珞南所 关山所 水果湖所 古田所 花楼所 四新所 后湖所 吴家山所 纸坊所 前川所 邾城所 沌口所 民族所 稽查科 网监科")
    private static let day = 86_400.0

    func handling(received: Moment, kind: Int, amount: Int?, _ random: inout SeededRandom) -> Handling {
        var handling = Handling()
        let accepted = step(after: received, meanDays: 2.5, &random)
        let contacted = step(after: accepted, meanDays: 3, &random)
        let closed = step(after: contacted, meanDays: 14, &random)
        let path = random.unit()
        let recovery = random.unit()
        let office = Self.offices.pick(&random)
        guard accepted <= horizon else { return handling }
        if path < 0.12 {
            handling.status = "declined"
            handling.outcome = path < 0.05 ? "不属于受理范围" : path < 0.09 ? "无明确被投诉人" : "已由其他机关处理"
            handling.closed = accepted
            return handling
        }
        handling.status = "accepted"
        handling.accepted = accepted
        handling.due = Moment(seconds: accepted.seconds + Int(60 * Self.day))
        handling.assignedTo = office
        guard contacted <= horizon, path < 0.97 else { return handling }
        handling.contacted = contacted
        handling.status = "mediating"
        guard closed <= horizon, path < 0.94 else { return handling }
        close(&handling, at: closed, kind: kind, amount: amount, recovery)
        return handling
    }

    private func close(_ handling: inout Handling, at moment: Moment, kind: Int, amount: Int?, _ recovery: Double) {
        handling.status = "closed"
        handling.closed = moment
        switch kind {
        case 1: handling.outcome = recovery < 0.3 ? "责令改正" : recovery < 0.45 ? "立案查处" : "未发现违法"
        case 2: handling.outcome = "已答复"
        default:
            handling.outcome = recovery < 0.52 ? "调解成功" : recovery < 0.85 ? "终止调解" : "投诉人撤回"
            guard recovery < 0.52, let amount else { return }
            handling.recovered = recovery < 0.3 ? amount : amount * 6 / 1000 * 100
        }
    }

    private func step(after moment: Moment, meanDays: Double, _ random: inout SeededRandom) -> Moment {
        Moment(seconds: moment.seconds + 900 + Int(-meanDays * Self.day * logarithm(1 - random.unit())))
    }
}
