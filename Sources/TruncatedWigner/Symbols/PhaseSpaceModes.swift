import ComplexModule
import LinearAlgebra
public import OperatorAlgebra

/// The modes that the subsystems of a symbolic model take: a mode one, a spin or two levels two (Schwinger).
public struct PhaseSpaceModes: Sendable, Hashable {
  /// The names of the subsystems, sorted; their modes follow one another in this order.
  public let subsystemNames: [String]

  /// What the modes are called: the subsystem's name, for spins with "up" and "down".
  public let names: [String]

  private let first: [String: Int]

  /// How many modes there are.
  public var count: Int { names.count }

  /// The modes of all subsystems that occur in operators.
  ///
  /// - Parameter operators: Hamiltonian, jump operators and observables.
  public init(of operators: [SymbolicOperator]) {
    var kinds: [String: SymbolicSubsystem.Kind] = [:]
    for one in operators {
      for subsystem in one.subsystems { kinds[subsystem.name] = subsystem.kind }
    }
    var names: [String] = []
    var first: [String: Int] = [:]
    for name in kinds.keys.sorted() {
      first[name] = names.count
      names += kinds[name] == .mode ? [name] : ["\(name) up", "\(name) down"]
    }
    subsystemNames = kinds.keys.sorted()
    self.names = names
    self.first = first
  }

  /// The number of the first mode of a subsystem; nil for one that does not occur.
  ///
  /// - Parameter subsystem: its name.
  /// - Returns: counted from 0.
  public func firstMode(of subsystem: String) -> Int? { first[subsystem] }

  /// The Weyl symbol of a symbolic operator.
  ///
  /// - Parameters:
  ///   - symbolic: of subsystems that are among these.
  ///   - parameters: values of all parameters that occur.
  /// - Returns: its symbol, with spins as S₊ = a†b and S_z = (a†a − b†b)/2.
  /// - Throws: `TruncatedWignerError`: `modeMismatch` for another subsystem; `OperatorAlgebraError` for a
  ///   parameter without value.
  public func symbol(
    of symbolic: SymbolicOperator, parameters: [String: Double] = [:]
  ) throws -> WeylSymbol {
    let modes = WeylSymbol.modes(max(1, count))
    var sum = WeylSymbol(0, modeCount: max(1, count))
    for term in symbolic.orderedTerms {
      var product = WeylSymbol(
        try term.coefficient.value(at: parameters), modeCount: max(1, count))
      for factor in term.factors {
        guard let place = first[factor.subsystem.name] else {
          throw TruncatedWignerError(
            .modeMismatch,
            "The operator acts on \"\(factor.subsystem.name)\", but the model has \(subsystemNames)."
          )
        }
        if factor.subsystem.kind == .mode {
          let a = modes[place]
          product = product * a.adjoint.power(factor.powers.left) * a.power(factor.powers.right)
        } else {
          let spin = SchwingerSpin(up: modes[place], down: modes[place + 1])
          let z = factor.subsystem.kind == .twoLevel ? 2 * spin.z : spin.z
          product =
            product * spin.plus.power(factor.powers.left) * z.power(factor.powers.middle)
            * spin.minus.power(factor.powers.right)
        }
      }
      sum = sum + product
    }
    return sum.cleaned(relativeTo: sum.largestCoefficient)
  }
}
