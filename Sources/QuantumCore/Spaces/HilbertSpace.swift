/// Any of the elementary spaces as one value, so that they can be mixed in a composite.
public enum HilbertSpace: FiniteSpace, CustomStringConvertible {
  /// A bosonic mode, vacuum first.
  case mode(BosonicMode)
  /// A spin, m = +S first.
  case spin(Spin)
  /// A two-level system, excited state first.
  case twoLevel
  /// Levels counted from 0.
  case levels(NLevelSystem)

  /// A bosonic mode.
  ///
  /// - Parameter levels: the number of Fock states, at least 1.
  /// - Returns: the space.
  /// - Throws: `QuantumError` with code `invalidParameter` when there is no level.
  public static func mode(levels: Int) throws -> HilbertSpace {
    .mode(try BosonicMode(levels: levels))
  }

  /// A spin.
  ///
  /// - Parameter twice: 2S ≥ 1.
  /// - Returns: the space.
  /// - Throws: `QuantumError` with code `invalidParameter` when 2S < 1.
  public static func spin(twice: Int) throws -> HilbertSpace { .spin(try Spin(twice: twice)) }

  /// A spin of a quantum number, `.spin(1.5)`.
  ///
  /// - Parameter quantumNumber: S, a positive multiple of 1/2.
  /// - Returns: the space.
  /// - Throws: `QuantumError` with code `invalidParameter` for any other number.
  public static func spin(_ quantumNumber: Double) throws -> HilbertSpace {
    .spin(try Spin(quantumNumber))
  }

  /// A system of n levels.
  ///
  /// - Parameter count: n ≥ 1.
  /// - Returns: the space.
  /// - Throws: `QuantumError` with code `invalidParameter` when there is no level.
  public static func levels(count: Int) throws -> HilbertSpace {
    .levels(try NLevelSystem(levels: count))
  }

  /// The number of basis states.
  public var dimension: Int {
    switch self {
    case .mode(let mode): mode.dimension
    case .spin(let spin): spin.dimension
    case .twoLevel: TwoLevel.dimension
    case .levels(let system): system.dimension
    }
  }

  /// The space in words.
  public var description: String {
    switch self {
    case .mode(let mode): mode.description
    case .spin(let spin): spin.description
    case .twoLevel: "two levels"
    case .levels(let system): system.description
    }
  }
}
