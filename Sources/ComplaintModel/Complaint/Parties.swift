/// The person who complains.
public struct Complainant: Sendable, Hashable {
    public var name: String?
    /// As it was written; ``PhoneNumber/normalized(_:)`` makes it comparable.
    public var phone: String?
    /// As it was written; ``IDNumber/normalized(_:)`` makes it comparable.
    public var idNumber: String?
    /// Fields that are not ours, kept to be given back.
    public var extra: ExtraFields

    public init(
        name: String? = nil, phone: String? = nil, idNumber: String? = nil, extra: ExtraFields = ExtraFields()
    ) {
        self.name = name
        self.phone = phone
        self.idNumber = idNumber
        self.extra = extra
    }
}

/// The merchant complained about, in the sender's words; which merchant that is, is resolved elsewhere.
public struct MerchantPart: Sendable, Hashable {
    public var name: String?
    public var address: String?
    /// The unified social credit code as it was written; ``CreditCode`` checks it.
    public var uscc: String?
    /// The platform that the shop is on, such as 淘宝.
    public var platform: String?
    public var phone: String?
    /// Fields that are not ours, kept to be given back.
    public var extra: ExtraFields

    public init(
        name: String? = nil, address: String? = nil, uscc: String? = nil, platform: String? = nil,
        phone: String? = nil, extra: ExtraFields = ExtraFields()
    ) {
        self.name = name
        self.address = address
        self.uscc = uscc
        self.platform = platform
        self.phone = phone
        self.extra = extra
    }
}
