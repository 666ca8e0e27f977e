import Foundation
import Glibc
import Interprocess
import Testing

@Suite
struct ChildProcessTests {
  @Test func framesGoThereAndBack() throws {
    let child = try ChildProcess(path: "/bin/sh", arguments: ["-c", "exec cat <&3 >&3"])
    for size in [0, 1, 5, 70_000, 3_000_000] {
      let payload = Data((0..<size).map { UInt8(truncatingIfNeeded: $0) })
      let sender = Thread { try? child.channel.send(payload) }
      sender.start()
      #expect(try child.channel.receive() == payload)
    }
  }

  @Test func theEndIsSeenAndSaid() throws {
    let code = try ChildProcess(path: "/bin/sh", arguments: ["-c", "exit 3"])
    #expect(code.waitForExit() == .code(3))
    #expect(code.waitForExit() == .code(3), "a second question gets the same answer")
    let killed = try ChildProcess(path: "/bin/sleep", arguments: ["1000"])
    killed.kill()
    #expect(killed.waitForExit() == .signal(SIGKILL))
    #expect(killed.waitForExit().description == "signal 9 (Killed)")
    #expect(try killed.channel.receive() == nil)
  }

  @Test func whatCannotStartSaysWhy() {
    #expect(throws: ChannelError.self) { try ChildProcess(path: "/nowhere/program") }
    #expect(throws: ChannelError.self) {
      try ChildProcess(path: "/bin/sh", workingDirectory: "/nowhere")
    }
  }

  @Test func environmentFolderOutputAndStackAreSet() throws {
    let child = try ChildProcess(
      path: "/bin/sh", arguments: ["-c", "echo $ISOCHRON_TEST $(pwd) $(ulimit -s); echo err >&2"],
      environment: ["ISOCHRON_TEST": "yes", "PATH": "/usr/bin:/bin"], workingDirectory: "/",
      capturingOutput: true, stackLimit: 64 << 20)
    let output = FileHandle(fileDescriptor: child.standardOutput).readDataToEndOfFile()
    let error = FileHandle(fileDescriptor: child.standardError).readDataToEndOfFile()
    #expect(String(decoding: output, as: UTF8.self) == "yes / 65536\n")
    #expect(String(decoding: error, as: UTF8.self) == "err\n")
    #expect(child.waitForExit() == .code(0))
  }

  @Test func aChildOutlivesTheThreadThatStartedIt() throws {
    final class Box: @unchecked Sendable { var child: ChildProcess? }
    let box = Box()
    let done = DispatchSemaphore(value: 0)
    let thread = Thread {
      box.child = try? ChildProcess(path: "/bin/sh", arguments: ["-c", "exec cat <&3 >&3"])
      done.signal()
    }
    thread.start()
    done.wait()
    while !thread.isFinished { usleep(1000) }
    usleep(50_000)
    let child = try #require(box.child)
    try child.channel.send(Data("still here".utf8))
    #expect(try child.channel.receive() == Data("still here".utf8))
  }

  @Test func killEndsTheWholeGroup() throws {
    let child = try ChildProcess(
      path: "/bin/sh", arguments: ["-c", "sleep 1000 & echo $!; wait"], capturingOutput: true)
    var bytes = [UInt8](repeating: 0, count: 32)
    let count = read(child.standardOutput, &bytes, bytes.count)
    let text = String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
    let grandchild = try #require(Int32(text.trimmingCharacters(in: .whitespacesAndNewlines)))
    child.kill()
    _ = child.waitForExit()
    // Its new parent may take a moment to collect it; a dead one waiting for that is dead too.
    for _ in 0..<100 where isAlive(grandchild) { usleep(10_000) }
    #expect(!isAlive(grandchild))
  }

  private func isAlive(_ process: Int32) -> Bool {
    guard let status = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8) else {
      return false
    }
    return !status.contains(") Z ")
  }
}
