import ComplexModule
import LinearAlgebra
package import OperatorAlgebra

/// Checks that spaces fit symbolic subsystems, and reads from them the sizes that have no value yet.
package struct SymbolicSpaces {
  /// The given parameters, and those that the spaces determine.
  package private(set) var values: [String: Double]

  /// Compares subsystems with the spaces of the same names.
  ///
  /// - Parameters:
  ///   - subsystems: what the symbols act on.
  ///   - space: the composite.
  ///   - parameters: the values given.
  /// - Throws: `OperatorAlgebraError`: `unknownSubsystem`, `missingParameter`, `invalidValue`.
  package init(
    _ subsystems: [SymbolicSubsystem], on space: CompositeSpace, parameters: [String: Double]
  ) throws {
    values = parameters
    for subsystem in subsystems {
      guard let found = space.subsystems.first(where: { $0.name == subsystem.name })?.space else {
        throw OperatorAlgebraError(
          .unknownSubsystem,
          "The operator acts on \"\(subsystem.name)\", but the space has \(space.names).")
      }
      switch (subsystem.kind, found) {
      case (.mode, .mode), (.twoLevel, .twoLevel): continue
      case (.spin, .spin(let spin)): try fit(spin.quantumNumber, subsystem)
      case (.spin, .twoLevel): try fit(0.5, subsystem)
      case (.twoLevel, .spin(let spin)) where spin.twice == 1: continue
      default:
        throw OperatorAlgebraError(
          .unknownSubsystem,
          "\"\(subsystem.name)\" is a \(subsystem.kind) in the operator, but the space has \(found)."
        )
      }
    }
  }

  /// Requires S of a symbolic spin to be that of the space, or takes it from there.
  private mutating func fit(_ quantumNumber: Double, _ subsystem: SymbolicSubsystem) throws {
    let missing = subsystem.size.parameterNames.filter { values[$0] == nil }
    if missing.count == 1 {
      // S = c p for the parameter p, such as S itself or N/2.
      let atOne = try subsystem.size.value(at: values.merging([missing[0]: 1]) { $1 }).real
      let atTwo = try subsystem.size.value(at: values.merging([missing[0]: 2]) { $1 }).real
      if atOne > 0, atTwo == 2 * atOne { values[missing[0]] = quantumNumber / atOne }
    }
    let size = try subsystem.size.value(at: values)
    guard size.imaginary == 0, abs(size.real - quantumNumber) <= 1e-9 * quantumNumber else {
      throw OperatorAlgebraError(
        .invalidValue,
        "The spin \"\(subsystem.name)\" has S = \(subsystem.size) = \(size.real), but its space has "
          + "S = \(quantumNumber).")
    }
  }
}

extension HilbertSpace {
  /// The matrix of a symbol whose subsystem fits the space.
  func matrix(of symbol: OperatorSymbol) throws -> Operator {
    switch self {
    case .mode(let mode):
      return symbol.letter == .creation ? mode.creation : mode.annihilation
    case .levels:
      throw OperatorAlgebraError(
        .unknownSubsystem, "\"\(symbol.subsystem.name)\" has no symbols on \(self).")
    case .spin, .twoLevel:
      let spin: Spin = if case .spin(let spin) = self { spin } else { try Spin(twice: 1) }
      let factor = symbol.subsystem.kind == .twoLevel ? 2.0 : 1.0
      switch symbol.letter {
      case .x: return factor * spin.x
      case .y: return factor * spin.y
      case .z: return factor * spin.z
      case .plus: return spin.plus
      default: return spin.minus
      }
    }
  }
}
