/// Writes rows as bytes in one of the contract's forms.
protocol RowWriter: Sendable {
    func header(into bytes: inout [UInt8])
    func write(_ row: Row, into bytes: inout [UInt8])
}

extension Units {
    /// `cents` as yuan with two decimals.
    static func yuan(_ cents: Int) -> Units {
        var units = Units()
        units.add(decimal: cents / 100)
        units.append(46)
        units.add(decimal: cents % 100, width: 2)
        return units
    }

    static func moment(_ moment: Moment) -> Units {
        var units = Units()
        moment.append(to: &units)
        return units
    }

    static func number(_ number: ComplaintNumber) -> Units {
        var units = Units()
        number.append(to: &units)
        return units
    }

    static func date(_ date: CivilDate) -> Units {
        var units = Units()
        date.append(to: &units, separator: 45)
        return units
    }
}
