import ArgumentParser

/// The program `isochron`.
@main
struct IsochronCommand: AsyncParsableCommand {
  static let version = "0.1.0"

  static let configuration = CommandConfiguration(
    commandName: "isochron",
    abstract: "A Jupyter kernel for Swift with quantum synchronization and plots.",
    version: version,
    subcommands: [
      InstallCommand.self, UninstallCommand.self, KernelCommand.self, RunCommand.self,
      DoctorCommand.self,
    ])
}
