/// What went wrong in the analysis of data.
public struct SignalAnalysisError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The kinds of failure.
  public enum Code: String, Sendable, Hashable {
    /// A parameter outside its range.
    case invalidParameter
    /// Data of the wrong shape: lengths that differ, times that do not rise, times that are not equally spaced.
    case invalidData
    /// Fewer samples than the result needs.
    case tooFewSamples
    /// NaN or infinity among the numbers.
    case notFinite
    /// An iteration that did not reach its tolerance.
    case notConverged
    /// Data that do not determine what was asked for.
    case undetermined
  }

  /// The kind of failure.
  public let code: Code
  /// What was expected, what came, what to try.
  public let message: String

  /// An error of a kind, with its message.
  ///
  /// - Parameters:
  ///   - code: the kind of failure.
  ///   - message: what was expected, what came, what to try.
  public init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }

  /// The message.
  public var description: String { message }
}
