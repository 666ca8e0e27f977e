import Preconditions
import Glibc
import Synchronization

/// Shows how far a long calculation is: a bar in notebooks, one line in terminals.
///
/// Nothing is drawn in the first quarter of a second, then at most ten times a second; an `advance`
/// in between costs one relaxed atomic addition, so tight loops do not feel it. Safe from any thread.
///
/// ```swift
/// for drive in progress(drives, "Arnold tongue") { … }
/// ```
public final class ProgressBar: Sendable {
  /// Where the bar is drawn.
  package enum Surface: Sendable {
    case notebook
    case terminal(@Sendable (String) -> Void)
  }

  /// What the calculation does, in a word or two.
  public let label: String
  /// How many steps there are, or nil where nobody knows.
  public let total: Int?

  private struct Drawing {
    var handle: DisplayHandle?
    var lastTime: Double = 0
    var isFinished = false
  }

  private let done = Atomic(0)
  private let nextLook = Atomic(1)
  private let drawing = Mutex(Drawing())
  private let surface: Surface
  private let isHidden: Bool
  private let clock: @Sendable () -> Double
  private let start: Double

  /// A bar that appears if the calculation takes long.
  ///
  /// - Parameters:
  ///   - total: the number of steps, or nil where nobody knows.
  ///   - label: what the calculation does, in a word or two.
  public convenience init(total: Int?, label: String = "") {
    let surface: Surface =
      displaySink != nil ? .notebook : .terminal { if isatty(2) == 1 { writeToStandardError($0) } }
    self.init(total: total, label: label, surface: surface, clock: monotonicSeconds)
  }

  /// The same with another place and clock, for tests.
  package init(
    total: Int?, label: String, surface: Surface, clock: @escaping @Sendable () -> Double
  ) {
    requirePrecondition((total ?? 0) >= 0, "A progress bar needs a total of at least 0.")
    self.total = total
    self.label = label
    self.surface = surface
    self.clock = clock
    isHidden = Self.isInsideAnother
    start = clock()
  }

  deinit { finish() }

  /// Counts steps that are done.
  ///
  /// - Parameter steps: how many more are done.
  public func advance(by steps: Int = 1) {
    let count = done.add(steps, ordering: .relaxed).newValue
    if !isHidden, count >= nextLook.load(ordering: .relaxed) { look(at: count) }
  }

  /// Draws the last state; later calls do nothing.
  public func finish() {
    drawing.withLock { state in
      guard !state.isFinished else { return }
      state.isFinished = true
      let count = done.load(ordering: .relaxed)
      if state.lastTime > 0 { draw(count, at: clock() - start, isLast: true, &state) }
    }
  }

  /// Draws if it is time, and says at which count the clock is read next.
  private func look(at count: Int) {
    let elapsed = clock() - start
    // Read the clock about every ten milliseconds at the present rate, but never skip many steps:
    // the next ones may be slower.
    let rate = Double(count) / max(elapsed, 1e-6)
    let ahead = min(max(rate * 0.01, 1), 64)
    nextLook.store(count + Int(ahead), ordering: .relaxed)
    guard elapsed > 0.25 else { return }
    drawing.withLockIfAvailable { state in
      guard !state.isFinished, elapsed - state.lastTime > 0.1 else { return }
      state.lastTime = elapsed
      draw(count, at: elapsed, isLast: false, &state)
    }
  }

  private func draw(_ count: Int, at elapsed: Double, isLast: Bool, _ state: inout Drawing) {
    let status = ProgressStatus(label: label, done: count, total: total, elapsed: elapsed)
    switch surface {
    case .terminal(let write):
      write("\r\u{1b}[K" + status.line(barWidth: 24) + (isLast ? "\n" : ""))
    case .notebook:
      let line = status.line(barWidth: 24)
      let representation = RichRepresentation(plainText: line).html(status.html)
      if let handle = state.handle {
        handle.send(representation, isUpdate: true)
      } else {
        let handle = DisplayHandle()
        handle.send(representation, isUpdate: false)
        state.handle = handle
      }
    }
  }
}

/// The elements of a collection, with a progress bar while they are visited.
///
/// - Parameters:
///   - elements: what to visit.
///   - label: what is done, in a word or two.
/// - Returns: a sequence of the same elements.
public func progress<Elements: Collection>(_ elements: Elements, _ label: String = "")
  -> ProgressSequence<Elements>
{
  ProgressSequence(base: elements, bar: ProgressBar(total: elements.count, label: label))
}

/// A sequence that counts its elements on a progress bar.
public struct ProgressSequence<Base: Sequence>: Sequence {
  let base: Base
  let bar: ProgressBar

  /// Visits the elements, counting each once the next is asked for.
  public struct Iterator: IteratorProtocol {
    var base: Base.Iterator
    let bar: ProgressBar
    var isFirst = true

    /// The next element.
    public mutating func next() -> Base.Element? {
      if !isFirst { bar.advance() }
      isFirst = false
      guard let element = base.next() else {
        bar.finish()
        return nil
      }
      return element
    }
  }

  /// Starts a visit.
  public func makeIterator() -> Iterator { Iterator(base: base.makeIterator(), bar: bar) }
}

/// Seconds of a clock that never jumps.
@Sendable private func monotonicSeconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return Double(time.tv_sec) + 1e-9 * Double(time.tv_nsec)
}

/// Writes text to descriptor 2, past the buffers of the C library.
private func writeToStandardError(_ text: String) {
  let bytes = Array(text.utf8)
  _ = write(2, bytes, bytes.count)
}
