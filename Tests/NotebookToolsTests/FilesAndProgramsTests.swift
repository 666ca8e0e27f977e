import Foundation
import NotebookTools
import Testing

@Suite
struct FilesAndProgramsTests {
  private func withFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("isochron-tools-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder.path)
  }

  @Test func aFileIsWrittenAndAppendedTo() throws {
    try withFolder { folder in
      try writeFile("a\n", to: folder + "/f", appends: true)
      try writeFile("b\n", to: folder + "/f", appends: true)
      #expect(try String(contentsOfFile: folder + "/f", encoding: .utf8) == "a\nb\n")
      try writeFile("c\n", to: folder + "/f")
      #expect(try String(contentsOfFile: folder + "/f", encoding: .utf8) == "c\n")
      #expect(throws: NotebookToolError.self) { try writeFile("", to: folder + "/none/f") }
    }
  }

  @Test func aScriptRunsAndItsFailureIsAnError() throws {
    try withFolder { folder in
      try runScript("echo \"$((6 * 7))\" > '\(folder)/answer'")
      #expect(try String(contentsOfFile: folder + "/answer", encoding: .utf8) == "42\n")
    }
    let failure = #expect(throws: NotebookToolError.self) { try runScript("exit 3") }
    #expect(failure?.message == "the script ended with exit status 3")
    #expect(throws: NotebookToolError.self) {
      try runScript("1", interpreter: "no-such-program-here")
    }
  }

  @Test func aVariableIsSetAndRemoved() throws {
    try setEnvironment("ISOCHRON_TOOLS_TEST", to: "x y")
    #expect(ProcessInfo.processInfo.environment["ISOCHRON_TOOLS_TEST"] == "x y")
    try setEnvironment("ISOCHRON_TOOLS_TEST", to: nil)
    #expect(ProcessInfo.processInfo.environment["ISOCHRON_TOOLS_TEST"] == nil)
    #expect(throws: NotebookToolError.self) { try setEnvironment("A=B", to: "1") }
  }

  @Test func aFolderThatIsNoneIsRefused() {
    #expect(throws: NotebookToolError.self) { try enterFolder("/no/such/folder") }
    #expect(throws: NotebookToolError.self) { try loadIntoNextCell("/no/such/file") }
  }
}
