import BinganService
import Testing

@Suite struct RoleTests {
    @Test("intake and search see personal data masked", arguments: [Role.intake, .search])
    func masked(role: Role) {
        #expect(role.visibility == .masked)
    }
}
