/// How far an evolution is: shown by a progress bar, unless somebody asked to be told.
struct EvolutionProgress {
  private let times: [Double]
  private let told: ((Double) -> Void)?
  private let bar: CalculationProgress?

  init(_ label: String, times: [Double], progress: ((Double) -> Void)?) {
    self.times = times
    told = progress
    bar = progress == nil ? CalculationProgress(label, progress: nil) : nil
  }

  /// Notes that the evolution is at a time.
  func reached(_ time: Double) {
    guard let bar, let first = times.first, let last = times.last, first != last else { return }
    bar.show((time - first) / (last - first))
  }

  /// Notes that so many outputs were made.
  func made(outputs count: Int) {
    told?(times.count > 1 ? Double(count - 1) / Double(times.count - 1) : 1)
    reached(times[count - 1])
  }

  /// Leaves the bar as it is.
  func finish() { bar?.finish() }
}
