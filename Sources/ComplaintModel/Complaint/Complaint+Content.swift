extension Complaint {
    /// Appends what makes a complaint the same complaint when it is sent again: all but the handling fields.
    ///
    /// Two complaints give the same bytes only when their contents are equal: every value is marked as absent or present,
    /// and every string carries its length. Unknown fields are sorted by name first, since JSON gives their order no
    /// meaning. The bytes are hashed and stored: change the format only together with its first byte.
    public func contentBytes(into bytes: inout [UInt8]) {
        var content = ContentWriter(bytes: exchange(&bytes, with: []))
        defer { bytes = content.bytes }
        content.bytes.append(1)
        content.append(number)
        content.bytes.append(kind.code)
        content.bytes.append(channel.code)
        content.append(receivedAt?.epochSeconds)
        content.append(complainant.name)
        content.append(complainant.phone)
        content.append(complainant.idNumber)
        content.append(complainant.extra)
        content.append(merchant.name)
        content.append(merchant.address)
        content.append(merchant.uscc)
        content.append(merchant.platform)
        content.append(merchant.phone)
        content.append(merchant.extra)
        content.append(text)
        content.append(demand)
        content.append(amount?.cents)
        content.append(orderNumber)
        content.append((occurredOn?.daysSince1970).map(Int64.init))
        content.append(evidence)
        content.append(extra)
    }
}

private struct ContentWriter {
    var bytes: [UInt8]

    mutating func append(_ text: String?) {
        guard let text else { return bytes.append(0) }
        bytes.append(1)
        append(text)
    }

    mutating func append(_ text: String) {
        append(raw: UInt64(text.utf8.count))
        bytes.append(contentsOf: text.utf8)
    }

    mutating func append(_ number: Int64?) {
        guard let number else { return bytes.append(0) }
        bytes.append(1)
        append(raw: UInt64(bitPattern: number))
    }

    mutating func append(_ texts: [String]) {
        append(raw: UInt64(texts.count))
        for text in texts { append(text) }
    }

    mutating func append(_ object: JSONObject) {
        append(raw: UInt64(object.members.count))
        guard !object.isEmpty else { return }
        let order = object.members.indices.sorted { left, right in
            let names = (object.members[left].name.utf8, object.members[right].name.utf8)
            // Members of the same name keep their order, which Swift's sort does not promise.
            return names.0.elementsEqual(names.1) ? left < right : names.0.lexicographicallyPrecedes(names.1)
        }
        for place in order {
            append(object.members[place].name)
            append(object.members[place].value)
        }
    }

    mutating func append(_ value: JSONValue) {
        switch value {
        case .null: bytes.append(0)
        case .bool(let value): bytes.append(value ? 2 : 1)
        case .number(let number):
            bytes.append(3)
            append(number.text)
        case .string(let text):
            bytes.append(4)
            append(text)
        case .array(let elements):
            bytes.append(5)
            append(raw: UInt64(elements.count))
            for element in elements { append(element) }
        case .object(let object):
            bytes.append(6)
            append(object)
        }
    }

    private mutating func append(raw number: UInt64) {
        for shift in stride(from: 0, to: 64, by: 8) { bytes.append(UInt8(truncatingIfNeeded: number >> UInt64(shift))) }
    }
}
