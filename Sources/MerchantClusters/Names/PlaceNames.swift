import TextAnalysis

/// Index/places.tsv: the names of provinces, cities and districts, and what people shorten them to.
struct PlaceNames: Sendable {
    /// A name and the places that bear it.
    struct Entry: Sendable {
        var regions: [Region]
        /// Without its ending: 武汉 for 武汉市.
        var isShort: Bool
        /// A province or a city, whose short name may stand anywhere; a district's may be any word (和平, 青山).
        var isWide: Bool
    }

    private var table = PhraseTable<Entry>()

    /// - Throws: `DictionaryError` naming the line.
    init(_ fold: (String) -> [UInt32]) throws(DictionaryError) {
        let file = try DictionaryFile(named: "places.tsv", columns: ["code", "name", "short"])
        var entries: [[UInt32]: Entry] = [:]
        for line in file.entries {
            guard let code = UInt32(line.columns[0]), code >= 110_000, code < 1_000_000 else {
                throw .value(file: file.name, line: line.line, problem: "a code has six digits")
            }
            let region = Region(code: code)
            let isWide = region.area == 0
            Self.add(fold(String(line.columns[1])), region, isShort: false, isWide, to: &entries)
            let short = fold(String(line.columns[2]))
            if short.count >= 2 { Self.add(short, region, isShort: true, isWide, to: &entries) }
        }
        for (name, entry) in entries { table.insert(name, entry) }
    }

    /// A city's short name is the city's, whatever districts are called the same.
    private static func add(
        _ name: [UInt32], _ region: Region, isShort: Bool, _ isWide: Bool, to entries: inout [[UInt32]: Entry]
    ) {
        guard var known = entries[name] else {
            entries[name] = Entry(regions: [region], isShort: isShort, isWide: isWide)
            return
        }
        if known.isWide != isWide {
            if isWide { entries[name] = Entry(regions: [region], isShort: isShort, isWide: true) }
            return
        }
        known.regions.append(region)
        known.isShort = known.isShort && isShort
        entries[name] = known
    }

    /// The longest place name that begins at `start`.
    func longest(_ units: [UInt32], from start: Int, where holds: (Entry) -> Bool = { _ in true }) -> (
        end: Int, entry: Entry
    )? {
        table.matches(units, from: start).last { holds($0.value) }.map { ($0.end, $0.value) }
    }

    func entry(_ name: ArraySlice<UInt32>) -> Entry? { table[name] }

    /// What a place name says beside what is known: the one of its places that lies within; unknown when several may be
    /// meant.
    static func narrow(_ entry: Entry, within known: Region) -> Region? {
        let inside = entry.regions.filter { $0.agrees(with: known) }
        if let only = inside.first, inside.count == 1 { return only.filled(from: known) }
        let common = Set(inside.map(\.city))
        guard let city = common.first, common.count == 1, city != 0 else { return nil }
        return Region(code: city)
    }

    /// The region that an address or the name of a district tells; unknown where several may be meant.
    func region(of units: [UInt32]) -> Region {
        var known = Region.unknown
        var place = 0
        while place < units.count, let (end, entry) = longest(units, from: place), known.area == 0 {
            guard let narrowed = Self.narrow(entry, within: known) else { return known }
            known = narrowed
            place = end
        }
        return known
    }
}
