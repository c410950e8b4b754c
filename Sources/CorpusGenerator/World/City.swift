/// The city: districts, streets, roads, estates, all composed so that new names keep appearing.
struct City: Sendable {
    struct District: Sendable {
        var name: Units
        var streets: [Units]
    }

    let districts: [District]
    let farPlaces = WordList(FarPlaces.source)
    let farTowns = WordList(FarTowns.source)

    static let shared = City()

    private init() {
        var districts: [District] = []
        for word in WordList(CityPlaces.source).words {
            if word.last == 58 {
                districts.append(District(name: Array(word.dropLast()), streets: []))
            } else if !districts.isEmpty {
                districts[districts.count - 1].streets.append(word)
            }
        }
        self.districts = districts
    }

    func road(_ random: inout SeededRandom) -> Units {
        var road = NameCharacters.roads.pickByRank(&random) + NameCharacters.roads.pick(&random)
        road += NameCharacters.roadEnds.pickByRank(&random)
        return road
    }

    func estate(_ random: inout SeededRandom) -> Units {
        var estate = NameCharacters.brandFirst.pick(&random) + NameCharacters.brandFirst.pick(&random)
        estate += CommonWords.estateEnds.pick(&random)
        return estate
    }

    func mall(_ random: inout SeededRandom) -> Units {
        NameCharacters.brandFirst.pick(&random) + NameCharacters.brandSecond.pick(&random)
            + CommonWords.malls.pick(&random)
    }

    func farPlace(_ random: inout SeededRandom) -> Units {
        if random.chance(0.6) { return farPlaces.pickByRank(&random) }
        return farTowns.words[zipfRank(below: farTowns.count, shift: 40, &random)]
    }

    func address(district: Int, _ random: inout SeededRandom) -> Units {
        let home = districts[district]
        var address = random.chance(0.3) ? Units("武汉市") : Units()
        address += home.name
        if random.chance(0.4), !home.streets.isEmpty { address += home.streets[random.below(home.streets.count)] }
        address += road(&random)
        address.add(decimal: random.within(1...999))
        address += Units("号")
        if random.chance(0.4) { address += mall(&random) }
        if random.chance(0.4) {
            address.add(decimal: random.within(1...6))
            address += Units("楼")
        }
        return address
    }
}
