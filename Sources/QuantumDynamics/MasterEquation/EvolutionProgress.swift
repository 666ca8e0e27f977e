import RichDisplay

/// How far an evolution is: shown by a progress bar, unless somebody asked to be told.
struct EvolutionProgress {
  private let times: [Double]
  private let progress: ((Double) -> Void)?
  private let bar: ProgressBar?
  private var barCount = 0

  /// The parts of a progress bar: fine enough for a bar, too few to cost time.
  private static let barParts = 1000

  init(_ label: String, times: [Double], progress: ((Double) -> Void)?) {
    self.times = times
    self.progress = progress
    bar = progress == nil ? ProgressBar(total: Self.barParts, label: label) : nil
  }

  /// Notes that the evolution is at a time.
  mutating func reached(_ time: Double) {
    guard let bar, let first = times.first, let last = times.last, first != last else { return }
    let count = Int(Double(Self.barParts) * (time - first) / (last - first))
    guard count > barCount else { return }
    bar.advance(by: count - barCount)
    barCount = count
  }

  /// Notes that so many outputs were made.
  mutating func made(outputs count: Int) {
    progress?(times.count > 1 ? Double(count - 1) / Double(times.count - 1) : 1)
    reached(times[count - 1])
  }

  /// Leaves the bar as it is.
  func finish() { bar?.finish() }
}
