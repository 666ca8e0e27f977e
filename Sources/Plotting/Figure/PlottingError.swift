/// Why a figure could not be drawn or written, and what to change.
public struct PlottingError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The kind of failure.
  public enum Code: String, Sendable, Hashable, CaseIterable {
    /// Arrays that belong together have different lengths.
    case mismatchedLengths
    /// There is nothing to draw.
    case emptyData
    /// Every value is NaN or infinite.
    case noFiniteData
    /// A logarithmic axis meets values that are zero or negative.
    case nonPositiveOnLogScale
    /// A range has no extent, or its ends are NaN or infinite.
    case emptyRange
    /// Rows of a grid have different lengths, or coordinates are not equally spaced.
    case irregularGrid
    /// Axes that belong together differ in a way that does not allow it.
    case incompatibleAxes
    /// The page is too small for what has to be on it.
    case pageTooSmall
    /// A file could not be written.
    case output
    /// Drawing failed.
    case drawing
  }

  /// The kind of failure.
  public var code: Code
  /// What was expected, what came, what to try.
  public var message: String

  /// A failure with its explanation.
  public init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }

  /// The explanation.
  public var description: String { message }
}
