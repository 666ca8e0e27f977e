import CellFrontEnd
import Testing

@Suite struct ObjectFileTests {
  @Test(arguments: [
    [], [0x7F, 0x45], Array("no object file, but long enough to hold a header of one …".utf8),
  ])
  func whatIsNoObjectIsRefused(bytes: [UInt8]) {
    #expect(throws: ObjectFileError.self) { try ObjectFile(bytes) }
  }

  @Test func aDamagedHeaderIsRefusedWithoutATrap() throws {
    var bytes = [UInt8](repeating: 0xFF, count: 200)
    bytes[0..<6] = [0x7F, 0x45, 0x4C, 0x46, 2, 1]
    bytes[0x28..<0x30] = [0x40, 0, 0, 0, 0, 0, 0, 0]
    bytes[0x3C..<0x3E] = [2, 0]
    var object = try ObjectFile(bytes)
    #expect(throws: ObjectFileError.self) { try object.redirect(["exit": "other"]) }
    #expect(throws: ObjectFileError.self) { _ = try object.requestedLibraries() }
  }
}
