/// Something that an integration watches for: a zero of a function of time and state.
///
/// ```swift
/// // The moments at which x rises through zero, like a Poincaré section.
/// let section = IntegrationEvent<SIMD2<Double>>(direction: .rising) { _, state in state.x }
/// ```
public struct IntegrationEvent<State: IntegrableState> {
  /// Which changes of sign count, in the direction of the integration.
  public enum Direction: Hashable, Sendable, CaseIterable {
    /// From negative to positive.
    case rising
    /// From positive to negative.
    case falling
    /// Both.
    case either
  }

  /// g(t, y), whose zeros are located; continuous.
  public var function: (_ time: Double, _ state: State) -> Double
  /// Which changes of sign count.
  public var direction: Direction
  /// Whether the integration ends there.
  public var isTerminal: Bool

  /// Describes an event.
  ///
  /// - Parameters:
  ///   - direction: which changes of sign count.
  ///   - isTerminal: whether the integration ends at the first one.
  ///   - function: g(t, y).
  public init(
    direction: Direction = .either, isTerminal: Bool = false,
    function: @escaping (_ time: Double, _ state: State) -> Double
  ) {
    self.function = function
    self.direction = direction
    self.isTerminal = isTerminal
  }
}

/// An event that happened.
public struct LocatedEvent<State: IntegrableState>: Sendable {
  /// Which of the events that were watched for, from 0.
  public let index: Int
  /// When it happened, to the accuracy of the dense output.
  public let time: Double
  /// The state at that time.
  public let state: State
}

/// Watches the dense output of accepted steps for changes of sign.
struct EventWatcher<State: IntegrableState> {
  private let events: [IntegrationEvent<State>]
  private var values: [Double]
  private(set) var located: [LocatedEvent<State>] = []

  /// Parts of a step whose ends are looked at, so that two zeros in one step are not missed easily.
  private static var partCount: Int { 4 }

  init(_ events: [IntegrationEvent<State>], time: Double, state: State) {
    self.events = events
    values = events.map { $0.function(time, state) }
  }

  /// Looks for events in a step.
  ///
  /// - Returns: the fraction of the step at which a terminal event happened; nil where none did.
  mutating func watch(
    _ time: Double, _ size: Double, state: (_ fraction: Double) throws -> State
  ) throws -> Double? {
    guard !events.isEmpty else { return nil }
    var found: [(fraction: Double, index: Int)] = []
    var left = 0.0
    for part in 1...Self.partCount {
      let right = Double(part) / Double(Self.partCount)
      let end = try state(right)
      for (k, event) in events.enumerated() {
        let value = event.function(time + right * size, end)
        // A zero at the left end was located at the end of the step before.
        let crosses =
          switch event.direction {
          case .rising: values[k] < 0 && value >= 0
          case .falling: values[k] > 0 && value <= 0
          case .either: (values[k] < 0 && value >= 0) || (values[k] > 0 && value <= 0)
          }
        if crosses {
          let fraction = try locate(event, time, size, left, right, values[k], state)
          found.append((fraction, k))
        }
        values[k] = value
      }
      left = right
    }
    for (fraction, index) in found.sorted(by: { $0.fraction < $1.fraction }) {
      located.append(
        LocatedEvent(index: index, time: time + fraction * size, state: try state(fraction)))
      if events[index].isTerminal { return fraction }
    }
    return nil
  }

  /// The zero between two ends of different sign, by bisection and false position in turn.
  private func locate(
    _ event: IntegrationEvent<State>, _ time: Double, _ size: Double, _ left: Double,
    _ right: Double, _ leftValue: Double, _ state: (Double) throws -> State
  ) throws -> Double {
    var (low, high) = (left, right)
    var lowValue = leftValue
    var highValue = event.function(time + right * size, try state(right))
    var bisects = false
    while high - low > 4e-16 * max(1, abs(time / size)), highValue != 0 {
      let middle =
        bisects ? (low + high) / 2 : (low * highValue - high * lowValue) / (highValue - lowValue)
      guard middle > low, middle < high else { break }
      let value = event.function(time + middle * size, try state(middle))
      if (value < 0) == (lowValue < 0), value != 0 {
        (low, lowValue) = (middle, value)
      } else {
        (high, highValue) = (middle, value)
      }
      bisects.toggle()
    }
    return high
  }
}
