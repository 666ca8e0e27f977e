public import JupyterProtocol

/// What the kernel says of itself.
public struct KernelDescription: Sendable, Hashable {
  /// The fields of `kernel_info_reply`.
  public var information: KernelInfoReply

  /// The description of a version.
  ///
  /// - Parameters:
  ///   - version: of Isochron.
  ///   - swiftVersion: of the compiler that cells are compiled with.
  public init(version: String, swiftVersion: String) {
    information = KernelInfoReply(
      implementation: "isochron", implementationVersion: version,
      language: KernelInfoReply.Language(
        name: "swift", version: swiftVersion, mimeType: "text/x-swift", fileExtension: ".swift",
        pygmentsLexer: "swift", codeMirrorMode: "swift"),
      banner: "Isochron \(version): Swift \(swiftVersion) with quantum synchronization and plots",
      helpLinks: [
        KernelInfoReply.HelpLink(
          text: "The Swift Programming Language", address: "https://docs.swift.org/swift-book/"),
        KernelInfoReply.HelpLink(
          text: "Swift Standard Library",
          address: "https://developer.apple.com/documentation/swift/swift-standard-library"),
      ],
      // Neither a debugger nor subshells: requests other than execution are answered at once anyway.
      supportedFeatures: [])
  }
}
