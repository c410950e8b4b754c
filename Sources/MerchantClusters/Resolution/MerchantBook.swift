/// Mentions and merchants in memory, and the placing of one among the others. Knows no database.
///
/// Mentions come in by blocks; with all of them in, placing them anew gives the full resolution.
struct MerchantBook: Sendable {
    private(set) var mentions: [Int64: Mention] = [:]
    private(set) var groups: [Int64: MerchantGroup] = [:]
    /// Groups with a member in the block.
    private var blocks: [Int64: Set<Int64>] = [:]
    /// How often a brand is spelt so.
    private var spellings: [[UInt32]: Int] = [:]
    /// Mentions that staff joined, or parted, both ways.
    var joined: [Int64: Set<Int64>] = [:]
    var parted: [Int64: Set<Int64>] = [:]
    /// Mentions that staff took out of a merchant: no other name follows them.
    var takenOut: Set<Int64> = []
    /// What the mentions of a folded name were parted from.
    var partedNames: [[UInt8]: Set<Int64>] = [:]
    /// Mentions whose link is another than it was, since the last ``takeChanges()``.
    private var changed: Set<Int64> = []
    /// Merchants that mentions came to or left, since the last ``takeMoved()``.
    private var moved: Set<Int64> = []

    /// The folded name, without what stands beside it.
    static func name(ofKey key: some Sequence<UInt8>) -> [UInt8] { Array(key.prefix { $0 != 0x1E }) }

    /// Takes in a mention with the link it has.
    mutating func restore(_ mention: Mention) {
        mentions[mention.id] = mention
        spellings[mention.parts.brand, default: 0] += mention.uses
        insert(mention)
    }

    /// Takes in a mention that is to be placed with all others (``rearrange(_:)``).
    mutating func admit(_ mention: Mention) {
        mentions[mention.id] = mention
        spellings[mention.parts.brand, default: 0] += mention.uses
    }

    private mutating func insert(_ mention: Mention) {
        let id = mention.link.entity
        groups[id, default: MerchantGroup(id: id)].add(mention)
        blocks[mention.block, default: []].insert(id)
    }

    /// Counts a complaint of a known mention.
    mutating func count(_ more: Int, of id: Int64) {
        guard let mention = mentions[id] else { return }
        mentions[id]?.uses += more
        spellings[mention.parts.brand, default: 0] += more
        groups[mention.link.entity]?.count(more, of: mention)
    }

    /// Keeps what a complaint tells; false when it is known.
    mutating func note(_ item: Evidence, of id: Int64) -> Bool {
        guard let entity = mentions[id]?.link.entity, groups[entity]?.note(item) == true else { return false }
        mentions[id]?.evidence.append(item)
        return true
    }

    /// Puts a new mention where it belongs. What was decided about a name holds for it in other circumstances too.
    mutating func place(_ mention: Mention, key: some Sequence<UInt8>) -> MentionLink {
        var mention = mention
        if !partedNames.isEmpty, let others = partedNames[Self.name(ofKey: key)] {
            parted[mention.id] = others
            takenOut.insert(mention.id)
        }
        spellings[mention.parts.brand, default: 0] += mention.uses
        let matches = matches(of: mention)
        mention.link = link(of: mention, matches)
        mentions[mention.id] = mention
        insert(mention)
        changed.insert(mention.id)
        if !mention.isMisspelt { pull(towards: mention) }
        bridge(mention, matches)
        bind(mention.id)
        return mentions[mention.id]?.link ?? mention.link
    }

    /// Whether a merchant of the brand and a trade in common with it is there.
    func knows(_ draft: MentionDraft) -> Bool {
        (blocks[draft.block] ?? []).contains { id in
            guard let group = groups[id], group.brands[draft.parts.brand] != nil else { return false }
            return group.trades.isEmpty || !group.trades.isDisjoint(with: draft.parts.trades)
        }
    }

    /// Links that changed since this was last asked, by rising id.
    mutating func takeChanges() -> [Mention] {
        let ids = changed.sorted()
        changed = []
        return ids.compactMap { mentions[$0] }
    }

    mutating func takeMoved() -> Set<Int64> {
        defer { moved = [] }
        return moved
    }

    private struct Match {
        var group: Int64
        var uses: Int
        var reasons: [LinkReason]
        var logOdds: Double

        var isSameBrand: Bool { reasons.first?.kind == .sameBrand }
    }

    /// The groups that the mention may belong to, likeliest first.
    private func matches(of mention: Mention) -> [Match] {
        let matcher = LinkMatcher(usesOfSpelling: max(1, spellings[mention.parts.brand] ?? 1))
        var found: [Match] = []
        for id in blocks[mention.block] ?? [] {
            guard let group = groups[id], !isParted(mention.id, group) else { continue }
            guard var reasons = matcher.reasons(mention, group) else { continue }
            if !takenOut.isEmpty, !takenOut.contains(mention.id), group.members.contains(where: takenOut.contains) {
                reasons.append(LinkReason(.decided, LinkWeights.takenOut))
            }
            let logOdds = reasons.logOdds
            if logOdds >= LinkWeights.threshold {
                found.append(Match(group: id, uses: group.uses, reasons: reasons, logOdds: logOdds))
            }
        }
        // A merchant of this very brand goes before one that it may be a slip of.
        if found.contains(where: \.isSameBrand) { found.removeAll { !$0.isSameBrand } }
        return found.sorted { ($0.logOdds, $0.uses, $1.group) > ($1.logOdds, $1.uses, $0.group) }
    }

    private func isParted(_ mention: Int64, _ group: MerchantGroup) -> Bool {
        guard let others = parted[mention] else { return false }
        return group.members.contains(where: others.contains)
    }

    private func link(of mention: Mention, _ matches: [Match]) -> MentionLink {
        var link = best(of: mention, matches)
        if mention.context.isFromText {
            link.reasons.append(LinkReason(.onlyInText, LinkWeights.onlyInText))
            link.probability *= LinkWeights.certaintyOfText
        }
        return link
    }

    private func best(of mention: Mention, _ matches: [Match]) -> MentionLink {
        guard let best = matches.first else { return MentionLink(entity: mention.id) }
        let rivals = matches.filter { $0.logOdds > best.logOdds - LinkWeights.rivalry }
        guard rivals.count > 1, let largest = rivals.max(by: { ($0.uses, $1.group) < ($1.uses, $0.group) }) else {
            return MentionLink(entity: best.group, reasons: best.reasons, probability: best.logOdds.probability)
        }
        let share = Double(max(1, largest.uses)) / Double(max(1, rivals.reduce(0) { $0 + max(1, $1.uses) }))
        let probability = largest.logOdds.probability * share
        guard share >= LinkWeights.share else { return MentionLink(entity: mention.id) }
        return MentionLink(
            entity: largest.group, reasons: largest.reasons + [LinkReason(.ambiguous, 0)], probability: probability)
    }

    /// A spelling that has its own merchant now takes with it what was thought a slip before.
    private mutating func pull(towards mention: Mention) {
        let same = (blocks[mention.block] ?? []).flatMap { groups[$0]?.members ?? [] }.compactMap { mentions[$0] }
            .filter { $0.isMisspelt && $0.parts.brand == mention.parts.brand && $0.link.entity != mention.link.entity }
        for other in same { move(other.id) }
    }

    /// Places a known mention anew, and nothing else for its sake.
    private mutating func move(_ id: Int64) {
        guard var mention = mentions[id] else { return }
        regroup(remove(mention))
        mention.link = link(of: mention, matches(of: mention))
        set(mention)
        relabel([id])
    }

    private mutating func set(_ mention: Mention) {
        let old = mentions[mention.id]?.link
        if old != mention.link { changed.insert(mention.id) }
        if let old, old.entity != mention.link.entity { moved.formUnion([old.entity, mention.link.entity]) }
        mentions[mention.id] = mention
        insert(mention)
    }

    /// Takes a mention out of its group; the members that stay, whose lowest id may be another now.
    private mutating func remove(_ mention: Mention) -> [Int64] {
        let rest = (groups[mention.link.entity]?.members ?? []).filter { $0 != mention.id }
        dissolve(mention.link.entity)
        return rest
    }

    private mutating func dissolve(_ entity: Int64) {
        for member in groups[entity]?.members ?? [] {
            if let block = mentions[member]?.block { blocks[block]?.remove(entity) }
        }
        groups[entity] = nil
    }

    /// Makes a group of mentions, under the lowest id.
    private mutating func regroup(_ members: [Int64]) {
        guard let entity = members.min() else { return }
        for member in members {
            guard var mention = mentions[member] else { continue }
            mention.link.entity = entity
            set(mention)
        }
    }

    /// A mention that speaks for two groups at once shows that they are one, where nothing speaks against it.
    private mutating func bridge(_ mention: Mention, _ matches: [Match]) {
        guard matches.count > 1 else { return }
        for match in matches where match.group != mentions[mention.id]?.link.entity {
            guard let mine = mentions[mention.id]?.link.entity, let group = groups[mine],
                let other = groups[match.group],
                GroupAgreement.agree(group, other, over: match.reasons)
            else { continue }
            merge(mine, match.group)
        }
    }

    private mutating func merge(_ one: Int64, _ other: Int64) {
        guard one != other, let a = groups[one], let b = groups[other] else { return }
        if !parted.isEmpty, a.members.contains(where: { isParted($0, b) }) { return }
        dissolve(one)
        dissolve(other)
        regroup(a.members + b.members)
    }

    /// Takes mentions out of all groups.
    mutating func lift(_ ids: [Int64]) {
        let entities = Set(ids.compactMap { mentions[$0]?.link.entity })
        let lifted = Set(ids)
        for entity in entities {
            let rest = (groups[entity]?.members ?? []).filter { !lifted.contains($0) }
            dissolve(entity)
            regroup(rest)
        }
    }

    /// Puts a lifted mention where it belongs.
    mutating func settle(_ id: Int64) {
        guard var mention = mentions[id] else { return }
        let matches = matches(of: mention)
        mention.link = link(of: mention, matches)
        set(mention)
        if !mention.isMisspelt { pull(towards: mention) }
        bridge(mention, matches)
    }

    /// Puts a mention where it belongs by what is known now.
    mutating func resettle(_ id: Int64) {
        guard let mention = mentions[id] else { return }
        let rest = remove(mention)
        regroup(rest)
        settle(id)
    }

    /// Makes mentions of one merchant another merchant.
    mutating func split(_ ids: [Int64]) {
        lift(ids)
        for id in ids {
            mentions[id]?.link = MentionLink(entity: id, reasons: [LinkReason(.decided, 0)], probability: 1)
        }
        regroup(ids)
        changed.formUnion(ids)
    }

    /// Names groups by their lowest ids.
    mutating func relabel(_ ids: [Int64]) {
        for entity in Set(ids.compactMap { mentions[$0]?.link.entity }) {
            guard let members = groups[entity]?.members, let lowest = members.min(), lowest != entity else { continue }
            dissolve(entity)
            regroup(members)
        }
    }

    /// What staff joined stays joined.
    mutating func bind(_ id: Int64) {
        for other in joined[id] ?? [] {
            guard let mine = mentions[id]?.link.entity, let theirs = mentions[other]?.link.entity, mine != theirs else {
                continue
            }
            merge(mine, theirs)
            mentions[id]?.link.reasons.append(LinkReason(.decided, 0))
            mentions[id]?.link.probability = 1
        }
    }
}
