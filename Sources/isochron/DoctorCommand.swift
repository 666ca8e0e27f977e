import ArgumentParser

/// Says what is missing on this machine and how to get it.
struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor", abstract: "Say what is missing on this machine and how to get it.",
    discussion: "The exit code is 1 where something that cells need is missing.")

  func run() throws {
    let findings = DoctorChecks.all.map { ($0.name, $0.examine()) }
    let width = findings.map(\.0.count).max() ?? 0
    for (name, finding) in findings {
      let padding = String(repeating: " ", count: width - name.count)
      print("\(finding.mark) \(name)\(padding)  \(finding.detail)")
      if let remedy = finding.remedy {
        print("  \(String(repeating: " ", count: width))  → \(remedy)")
      }
    }
    let missing = findings.count { $0.1.status == .missing }
    guard missing > 0 else {
      print("Everything that cells need is there.")
      return
    }
    print("\(missing) of \(findings.count) are missing.")
    throw ExitCode.failure
  }
}
