import ComplaintIndex
import ComplaintModel
import Foundation
import MerchantClusters

/// A database with the cluster stage, gone when the test ends.
final class Scratch {
    let folder: URL
    let store: Store

    init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("clusters-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        store = try Store(
            path: folder.appendingPathComponent("test.sqlite").path, access: .create, stages: [ClusterStage()])
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    @discardableResult
    func add(
        _ text: String, merchant: String? = "优健健身", phone: String? = nil, day: Int = 1, district: String? = nil,
        category: String? = nil, amount: Int64? = nil, checks: Bool = true
    ) throws -> Int64 {
        var complaint = Complaint(text: text)
        complaint.merchant.name = merchant
        complaint.complainant.phone = phone
        complaint.receivedAt = Timestamp(epochSeconds: 1_609_459_200 + Int64(day) * 86_400)
        complaint.district = district
        complaint.category = category
        complaint.amount = amount.flatMap { Amount(cents: $0) }
        return try store.add(complaint, checks: checks, by: "test").result.id
    }
}

/// Complaints of two issues in several wordings each.
enum Texts {
    static let closed = [
        "健身房突然关门跑路，老板失联，会员卡里还有两千块没用", "店门锁了，人去楼空，老板电话打不通，卡里余额退不了",
        "昨天去锻炼发现关店了，门口贴着转让，老板跑路，我的年卡怎么办", "闭店跑路，老板失联，会员卡余额没人退",
    ]
    static let noise = [
        "健身房夜里十一点还放音乐，噪音很大，楼上睡不着觉", "跳操课音响太吵，噪声扰民，睡不着，孩子没法写作业",
        "半夜音响轰鸣，噪音扰民，打电话让他们关小一点也不听",
    ]
}
