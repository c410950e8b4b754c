import Testing

@testable import ComplaintModel

@Suite("Masks") struct MaskTests {
    @Test(
        "Numbers in a text are hidden at unchanged length",
        arguments: [
            ("电话13800001234。", "电话138****1234。"), ("138 0000 1234", "138 **** 1234"),
            ("138-0000-1234", "138-****-1234"),
            ("138 00001234", "138 ****1234"), ("1380000 1234", "138**** 1234"), ("+86 13800001234", "+86 138****1234"),
            ("+8613800001234", "+86138****1234"), ("008613800001234", "0086138****1234"),
            ("１３８００００１２３４", "１３８****１２３４"),
            ("wx13800001234", "wx138****1234"), ("027-87654321", "027-****4321"), ("(027)87654321", "(027)****4321"),
            ("（027） 8765 4321", "（027） **** 4321"), ("02787654321", "027****4321"), ("0711-3355667", "0711-***5667"),
            ("+86 27 87654321", "+86 27 ****4321"), ("身份证11010519491231002X的", "身份证110*************2X的"),
            ("11010519491231002x", "110*************2x"), ("420106900101123", "420**********23"),
            ("110105 19491231 002X", "110*** ******** **2X"), ("13800001234、13900005678", "138****1234、139****5678"),
            ("13800001234 13900005678", "138****1234 139****5678"),
            ("2021-01-04 13800001234", "2021-01-04 138****1234"), ("138.0000.1234", "138.****.1234"),
            ("138·0000·1234", "138·****·1234"), ("138/0000/1234", "138/****/1234"), ("138_0000_1234", "138_****_1234"),
            ("138,0000,1234", "138,****,1234"), ("138，0000，1234", "138，****，1234"),
            ("138\n0000\n1234", "138\n****\n1234"),
            ("138\u{200B}0000\u{200B}1234", "138\u{200B}****\u{200B}1234"), ("027.87654321", "027.****4321"),
            ("1380000123413900005678", "138****1234139****5678"), ("2021/01/04，13800001234", "2021/01/04，138****1234"),
        ])
    func hidden(text: String, masked: String) {
        #expect(Mask.text(text) == masked)
    }

    @Test(
        "Order numbers, dates, sums and hotlines stay",
        arguments: [
            "", "订单138000012345", "订单2021010413800001234", "YJ20201201-88", "2021-01-04 13:05:00", "拨打12315和12345",
            "金额13800.00元", "123456789012345678901", "202101041234567", "23800001234", "12345678901", "共1380000元,1234个",
            "客服4008001234", "0000000000000000", "2021.01.04，1380.50元，共3件", "192.168.10.24", "1,380,000,123.40元",
            "1380000123423900005678",
        ])
    func kept(text: String) {
        #expect(Mask.text(text) == text)
        #expect(Mask.spans(text).isEmpty)
    }

    @Test("An ID number with a typing error is hidden too when region and birthday are possible")
    func mistyped() {
        #expect(Mask.text("420106199001011234") == "420*************34")
    }

    @Test("Single values are hidden by their kind")
    func values() {
        #expect(Mask.phone("13800001234") == "138****1234")
        #expect(Mask.phone("027-87654321") == "027-****4321")
        #expect(Mask.phone("87654321") == "******21")
        #expect(Mask.phone("wechat_id") == "*******id")
        #expect(Mask.phone("") == "")
        #expect(Mask.idNumber("11010519491231002X") == "110*************2X")
        #expect(Mask.idNumber("护照E1234") == "*******")
        #expect(Mask.name("王某") == "王*")
        #expect(Mask.name("欧阳某某") == "欧***")
        #expect(Mask.name("王") == "*")
        #expect(Mask.name("") == "")
    }

    @Test("Spans are what the mask hides, in Unicode scalars")
    func spans() {
        #expect(Mask.spans("𠮷e\u{301}138 0000 1234") == [7..<11])
        #expect(Mask.spans("13800001234和02787654321") == [3..<7, 15..<19])
    }

    @Test("Masking keeps the length, hides digits only and is done after one pass", arguments: 0..<4)
    func laws(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let pieces = [
            "1", "3", "8", "0", "86", "+86", "027", "13800001234", "11010519491231002X", " ", "-", "(", "电", "８", "X",
            "*",
        ]
        for _ in 0..<1000 {
            let count = Int.random(in: 1...14, using: &random)
            let text = (0..<count).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
            let before = Array(text.unicodeScalars)
            let after = Array(Mask.text(text).unicodeScalars)
            #expect(before.count == after.count)
            let changed = before.indices.filter { before[$0] != after[$0] }
            #expect(changed == Mask.spans(text).flatMap { Array($0) })
            #expect(changed.allSatisfy { before[$0].decimalDigit != nil && after[$0] == "*" })
            #expect(Mask.phone(text).unicodeScalars.count == before.count)
            #expect(Mask.name(text).unicodeScalars.count == before.count)
            #expect(Mask.idNumber(text).unicodeScalars.count == before.count)
        }
    }
}
