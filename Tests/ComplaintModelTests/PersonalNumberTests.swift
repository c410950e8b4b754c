import Testing

@testable import ComplaintModel

@Suite("Telephone, ID and credit numbers") struct PersonalNumberTests {
    @Test(
        "A telephone number has one comparable form",
        arguments: [
            ("13800001234", "13800001234"), ("138 0000 1234", "13800001234"), ("138-0000-1234", "13800001234"),
            ("+86 138 0000 1234", "13800001234"), ("+8613800001234", "13800001234"), ("008613800001234", "13800001234"),
            ("8613800001234", "13800001234"), ("１３８００００１２３４", "13800001234"), ("＋８６（138）00001234", "13800001234"),
            ("027-87654321", "02787654321"), ("(027) 87654321", "02787654321"), ("0755-26543210", "075526543210"),
            ("0711-3355667", "07113355667"), ("+86 27 8765 4321", "02787654321"), ("0086-10-65432100", "01065432100"),
            ("400-800-1234", "4008001234"),
        ])
    func phones(written: String, read: String) {
        #expect(PhoneNumber.normalized(written) == read)
    }

    @Test(
        "What is no telephone number has no form",
        arguments: [
            "", "12315", "1380000123", "138000012345", "12800001234", "027-1234567", "87654321", "138a00001234",
            "+1 2025550123",
            "王某", "++8613800001234", "13800001234转801", "00000000000", "138000012341380000123413800001234",
        ])
    func notPhones(written: String) {
        #expect(PhoneNumber.normalized(written) == nil)
    }

    @Test("An ID number must have its check character, a region and a day of birth")
    func idNumbers() {
        #expect(IDNumber.normalized("11010519491231002X") == "11010519491231002X")
        #expect(IDNumber.normalized("１１０１０５ 19491231 002x") == "11010519491231002X")
        #expect(IDNumber.normalized("440524188001010014") == nil)
        #expect(IDNumber.normalized("110105194912310021") == nil)
        #expect(IDNumber.normalized("11010519491331002X") == nil)
        #expect(IDNumber.normalized("420106900101123") == "420106900101123")
        #expect(IDNumber.normalized("420106901301123") == nil)
        #expect(IDNumber.normalized("990106900101123") == nil)
        #expect(IDNumber.normalized("X") == nil && IDNumber.normalized("") == nil)
    }

    @Test("A credit code must have its check character")
    func creditCodes() {
        #expect(CreditCode.normalized("91350100M000100Y43") == "91350100M000100Y43")
        #expect(CreditCode.normalized("91350100m000100y43") == "91350100M000100Y43")
        #expect(CreditCode.normalized("91350100M000100Y44") == nil)
        #expect(CreditCode.normalized("91350100I000100Y43") == nil)
        #expect(CreditCode.normalized("") == nil)
    }
}
