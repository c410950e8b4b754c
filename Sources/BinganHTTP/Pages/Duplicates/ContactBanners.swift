import BinganService
import ComplaintIndex
import ComplaintModel
import DuplicateDetection

/// What a complaint's page says first of its repeats: a repeat stays a complaint of its own, shows how far its original
/// has come, and counts as another contact about the same matter.
struct ContactBanners {
    let service: BinganService
    let visitor: PageVisitor

    /// - Parameter matches: the complaints most like this one, earlier and later.
    func banners(_ stored: StoredComplaint, _ matches: [ShownMatch]) throws -> [ComplaintView.Banner] {
        let repeats = matches.filter { $0.verdict == .duplicate }
        let earlier = repeats.filter { $0.id < stored.id }
        let later = repeats.filter { $0.id > stored.id }
        var banners: [ComplaintView.Banner] = []
        if let original = earlier.filter(\.isDecided).min(by: { $0.id < $1.id }) {
            banners.append(try joined(stored, to: original, contacts: repeats.count + 1))
        } else if let likely = earlier.first {
            banners.append(likelyRepeat(likely))
        }
        if !later.isEmpty { banners.append(original(of: later)) }
        return banners
    }

    private func joined(
        _ stored: StoredComplaint, to original: ShownMatch, contacts: Int
    ) throws -> ComplaintView.Banner {
        let complaint = try service.complaint(id: original.id, visitor.visibility)?.complaint
        let state = complaint?.handling.status.chineseName ?? ""
        let assigned = complaint?.handling.assignedTo.map { "，承办：" + $0 } ?? ""
        return ComplaintView.Banner(
            kind: "warn",
            parts: [
                Self.text("本件是 "), Self.link(original.id),
                Self.text(" 的重复来件，为同一纠纷的再次联系（已知 \(contacts) 件）。原件状态：\(state)\(assigned)。"),
            ], undo: visitor.mayActAs(.search) ? ComplaintView.Other(other: original.id) : nil)
    }

    private func likelyRepeat(_ likely: ShownMatch) -> ComplaintView.Banner {
        ComplaintView.Banner(
            kind: "danger",
            parts: [
                Self.text("很可能是 "), Self.link(likely.id),
                Self.text(" 的重复来件（\(Wording.percent(likely.probability))）。"),
            ], join: visitor.mayActAs(.search) ? ComplaintView.Other(other: likely.id) : nil)
    }

    private func original(of later: [ShownMatch]) -> ComplaintView.Banner {
        let links = later.sorted { $0.id < $1.id }.flatMap { [Self.link($0.id), Self.text(" ")] }
        return ComplaintView.Banner(
            kind: "", parts: [Self.text("同一纠纷另有 \(later.count) 件重复来件：")] + links)
    }

    private static func text(_ text: String) -> ComplaintView.Part { ComplaintView.Part(text: text) }

    private static func link(_ id: Int64) -> ComplaintView.Part {
        ComplaintView.Part(text: "#\(id)", href: "/complaints/\(id)")
    }
}
