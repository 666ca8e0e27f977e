import LinearAlgebra
import RichDisplay

/// How far a calculation is: shown by a progress bar, unless somebody asked to be told.
final class CalculationProgress {
  private let told: ((Double) -> Void)?
  private let bar: ProgressBar?
  private var barCount = 0

  /// The parts of a progress bar: fine enough for a bar, too few to cost time.
  private static let barParts = 1000

  /// Begins.
  ///
  /// - Parameters:
  ///   - label: what is calculated, in a word or two.
  ///   - progress: takes the fraction that is done, instead of the bar.
  init(_ label: String, progress: ((Double) -> Void)?) {
    told = progress
    bar = progress == nil ? ProgressBar(total: Self.barParts, label: label) : nil
  }

  /// Notes that a fraction is done.
  func reached(_ fraction: Double) {
    told?(fraction)
    show(fraction)
  }

  /// Moves the bar without telling anybody.
  func show(_ fraction: Double) {
    guard let bar, fraction.isFinite else { return }
    let count = Int(Double(Self.barParts) * min(max(fraction, 0), 1))
    guard count > barCount else { return }
    bar.advance(by: count - barCount)
    barCount = count
  }

  /// Leaves the bar as it is.
  func finish() { bar?.finish() }

  /// Runs a part of the calculation that may make progress bars of its own, which are not drawn.
  func around<Result>(_ body: () throws -> Result) rethrows -> Result {
    guard bar != nil else { return try body() }
    return try ProgressBar.withoutOthers(body)
  }

  /// Runs a calculation whose length nobody knows, with a bar that counts the solver's steps.
  ///
  /// - Parameters:
  ///   - label: what is calculated, in a word or two.
  ///   - body: the calculation.
  /// - Returns: what the calculation returns.
  static func countingSteps<Result>(_ label: String, _ body: () throws -> Result) rethrows
    -> Result
  {
    let bar = ProgressBar(total: nil, label: label)
    defer { bar.finish() }
    return try SolverSteps.observed(by: { bar.advance() }, body)
  }
}
