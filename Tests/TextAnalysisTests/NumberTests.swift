import TextAnalysis
import Testing

@Suite("Numbers")
struct NumberTests {
    @Test(
        "a Chinese numeral equals its digits",
        arguments: [
            ("四千九百八", "4980"), ("四千九百八十", "4980"), ("四千九百零八", "4908"), ("两万三", "23000"), ("两万三千", "23000"),
            ("两万零三", "20003"),
            ("一百零五", "105"), ("一百五", "150"), ("十五", "15"), ("二十", "20"), ("五十块", "50"), ("一万二千三百四十五", "12345"),
            ("三千万", "30000000"), ("一亿三千万", "130000000"), ("一百二十万", "1200000"), ("一万亿", "1000000000000"),
            ("十万", "100000"),
            ("壹仟贰佰元整", "1200"), ("叁拾元", "30"), ("四千九百八元", "4980"), ("三十天", "30"),
        ])
    func numeral(text: String, digits: String) throws {
        #expect(try shared.derived(text) == [digits])
    }

    @Test(
        "digits before 万, 千 and 亿 are read with them",
        arguments: [
            ("3万5", "35000"), ("1.5万", "15000"), ("1.2亿", "120000000"), ("30万元", "300000"), ("2千8百", "2800"),
            ("3千5", "3500"),
            ("1万多", "10000"), ("0.5万", "5000"), ("１.５万", "15000"), ("2,000万", "20000000"), ("100万", "1000000"),
        ])
    func mixed(text: String, digits: String) throws {
        #expect(try shared.derived(text) == [digits])
    }

    @Test(
        "digits that are said one by one are a number",
        arguments: [
            ("二零二一年", "2021"), ("二〇二一年", "2021"), ("幺三八零零零零幺二三四", "13800001234"), ("一二三一五热线", "12315"), ("一八六", "186"),
        ])
    func spoken(text: String, digits: String) throws {
        #expect(try shared.derived(text) == [digits])
    }

    @Test(
        "one numeral before a measure word is a count",
        arguments: [("三个月", "3"), ("七天", "7"), ("两次", "2"), ("十天", "10"), ("五元", "5"), ("九折", "9")])
    func count(text: String, digits: String) throws {
        #expect(try shared.derived(text).first == digits)
    }

    @Test(
        "a numeral that counts nothing is left alone",
        arguments: ["一点都不好", "七八天", "百分之", "十分差", "一日游", "万一不退", "千万别买", "三无产品", "一直", "四川", "两", "零", "亿", "一起"])
    func noNumber(text: String) throws {
        #expect(try shared.derived(text).isEmpty)
    }

    @Test("三个月 and 3个月 share a word, and so do 四千九百八 and 4980")
    func common() throws {
        for (a, b) in [("三个月", "3个月"), ("四千九百八", "4980元"), ("3万5", "35000"), ("二零二一年", "2021年"), ("1.5万", "15000.00")] {
            let common = Set(try shared.terms(a, .word)).intersection(try shared.terms(b, .word))
            #expect(common.contains { $0.allSatisfy(\.isNumber) }, "\(a) \(b)")
        }
    }

    @Test(
        "a number has one spelling",
        arguments: [
            ("2,800.00", "|2800|"), ("2800.00", "|2800|"), ("2800", "|2800|"), ("2,800", "|2800|"),
            ("1,234,567.80", "|1234567.8|"),
            ("3.50", "|3.5|"), ("0.5", "|0.5|"), ("2021.01.04", "|2021||01||04|"), ("12,34", "|12||34|"),
            ("2800.", "|2800|"),
            ("1，234", "|1||234|"), ("10.0", "|10|"), ("100", "|100|"),
        ])
    func spelling(text: String, squeezed: String) throws {
        #expect(try shared.squeezed(text) == squeezed)
    }

    @Test(
        "a phone in groups and a number with joiners are read as one",
        arguments: [
            ("138-0000-1234", "13800001234"), ("138 0000 1234", "13800001234"), ("YJ20201201-88", "yj20201201-88"),
            ("AB-12/3", "ab-12-3"), ("ab_12.3", "ab-12-3"), ("WH20210104-000123", "wh20210104-000123"),
        ])
    func joined(text: String, term: String) throws {
        #expect(try shared.derived("电话" + text + "找") == [term])
    }

    @Test("words with a hyphen and no digit are not numbers", arguments: ["wi-fi", "a/b", "e-mail"])
    func hyphen(text: String) throws {
        #expect(try shared.derived(text).isEmpty)
    }

    @Test("numerals of any length read or are left, and never trap", arguments: 0..<10)
    func random(seed: Int) throws {
        var random = SplitMix64(seed: 4000 + UInt64(seed))
        let pieces = Array("零一二两三四五六七八九十百千万亿幺壹拾佰仟〇0123456789.,元个天 -").map(String.init)
        for _ in 0..<200 {
            let text = (0..<Int.random(in: 1...40, using: &random)).map { _ in
                pieces.randomElement(using: &random) ?? ""
            }.joined()
            for term in try shared.derived(text) {
                #expect(
                    !term.isEmpty && term.utf8.allSatisfy { $0 >= 0x2D && $0 <= 0x39 && $0 != 0x2F }, "\(text): \(term)"
                )
            }
        }
    }

    @Test("every whole number below a million reads back, spoken with units", arguments: 0..<8)
    func readBack(seed: Int) throws {
        var random = SplitMix64(seed: 6000 + UInt64(seed))
        for _ in 0..<200 {
            let digits = Int.random(in: 2...8, using: &random)
            let number = Int.random(
                in: 10...Int("1" + String(repeating: "0", count: digits)).unsafelyUnwrapped, using: &random)
            let text = ChineseNumeral.spoken(number)
            #expect(try shared.derived("共" + text + "元") == [String(number)], "\(text)")
        }
    }
}

/// The dull way from a number to how it is written in full.
enum ChineseNumeral {
    static func spoken(_ number: Int) -> String {
        if number >= 100_000_000 { return group(number, 100_000_000, "亿") }
        if number >= 10_000 { return group(number, 10_000, "万") }
        return small(number)
    }

    private static func group(_ number: Int, _ unit: Int, _ name: String) -> String {
        let rest = number % unit
        let zero = rest > 0 && rest < unit / 10 ? "零" : ""
        return small(number / unit) + name + zero + (rest > 0 ? spoken(rest) : "")
    }

    private static func small(_ number: Int) -> String {
        var text = ""
        var rest = number
        var hasZero = false
        for (unit, name) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
            let digit = rest / unit
            rest %= unit
            if digit == 0 {
                hasZero = !text.isEmpty
            } else {
                if hasZero { text += "零" }
                hasZero = false
                text += String(Array("零一二三四五六七八九")[digit]) + name
            }
        }
        return text
    }
}
