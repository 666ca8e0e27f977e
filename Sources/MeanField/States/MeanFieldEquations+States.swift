public import ComplexModule
public import LinearAlgebra
public import OperatorAlgebra
import RealModule

extension MeanFieldEquations {
  /// The initial values of a product of states of the subsystems.
  ///
  ///     let start = try equations.state(["S": .pointing(polar: .pi / 2, azimuth: 0), "a": .coherent(0.1)])
  ///
  /// - Parameters:
  ///   - states: a state for each subsystem by name.
  ///   - parameters: values of the sizes, for cumulants at finite size; not looked at in order 1.
  /// - Returns: a number for each of `variables`.
  /// - Throws: `MeanFieldError` with code `invalidArgument` for a subsystem that has no state or one of another kind;
  ///   `OperatorAlgebraError` with code `missingParameter` for a size without a value.
  public func state(_ states: [String: SubsystemState], _ parameters: [String: Double] = [:]) throws
    -> [Double]
  {
    for name in states.keys where !model.subsystems.contains(where: { $0.name == name }) {
      throw MeanFieldError(
        .invalidArgument,
        "There is no subsystem \"\(name)\"; the names are \(model.subsystems.map(\.name)).")
    }
    let means = try model.subsystems.map { subsystem in
      guard let state = states[subsystem.name] else {
        throw MeanFieldError(
          .invalidArgument, "The subsystem \"\(subsystem.name)\" has no initial state.")
      }
      return try LocalMeans(
        state, of: subsystem, order: order, isInfinite: isInfinite(subsystem),
        parameters: parameters)
    }
    var result = [Double](repeating: 0, count: dimension)
    for (moment, place) in zip(moments, layout.places) {
      let value = moment.factors.reduce(ComplexDouble(1)) {
        $0 * means[$1.subsystem].mean($1.powers)
      }
      result[place.real] = value.real
      if let imaginary = place.imaginary { result[imaginary] = value.imaginary }
    }
    return result
  }

  /// Whether the size of a subsystem became infinite.
  private func isInfinite(_ subsystem: SymbolicSubsystem) -> Bool {
    !Set(subsystem.size.parameterNames).isDisjoint(with: limits)
  }

  /// The mean of an operator at a state of the equations.
  ///
  /// Products of more operators than the order are taken apart as the equations do.
  ///
  /// - Parameters:
  ///   - observable: the operator, not divided by sizes.
  ///   - state: a number for each of `variables`.
  ///   - parameters: values of the parameters of the operator and of the sizes of its subsystems.
  /// - Returns: ⟨A⟩.
  /// - Throws: `MeanFieldError` with code `invalidArgument` for a state that does not fit, or an operator of subsystems or
  ///   moments that the equations do not have; `OperatorAlgebraError` for missing values.
  public func mean(
    of observable: SymbolicOperator, at state: [Double], _ parameters: [String: Double] = [:]
  ) throws -> ComplexDouble {
    for subsystem in observable.subsystems where !model.subsystems.contains(subsystem) {
      throw MeanFieldError(
        .invalidArgument,
        "The equations have no subsystem \"\(subsystem.name)\" of this kind and size; the names are "
          + "\(model.subsystems.map(\.name)).")
    }
    var hierarchy = self.hierarchy
    let polynomial = hierarchy.mean(of: observable)
    guard hierarchy.moments.count == moments.count else {
      throw MeanFieldError(
        .invalidArgument,
        "\(observable) needs moments that these equations of order \(order) do not have.")
    }
    return try polynomial.value(at: means(of: state), parameters)
  }
}

/// The means of one subsystem's products, divided by its size.
private struct LocalMeans {
  private let subsystem: SymbolicSubsystem
  private let state: SubsystemState
  private let spin: SpinCoherentMoments?
  private let size: Double

  init(
    _ state: SubsystemState, of subsystem: SymbolicSubsystem, order: Int, isInfinite: Bool,
    parameters: [String: Double]
  ) throws {
    self.state = state
    self.subsystem = subsystem
    switch (state, subsystem.kind) {
    case (.pointing(let direction), .spin):
      guard direction != .zero, direction.x.isFinite, direction.y.isFinite, direction.z.isFinite
      else {
        throw MeanFieldError(
          .invalidArgument, "A spin points along a finite vector that is not zero.")
      }
      // In the limit, and where only single operators occur, every size gives the same.
      guard order > 1, !isInfinite else {
        (size, spin) = (1, nil)
        return
      }
      size = try subsystem.size.value(at: parameters).real
      spin = SpinCoherentMoments(direction: direction, quantumNumber: size, degree: order)
    case (.pointing(let direction), .twoLevel):
      guard (direction * direction).sum() <= 1 + 1e-12 else {
        throw MeanFieldError(
          .invalidArgument,
          "The mean ⟨σ⟩ of two levels has a length up to 1, but \(direction) came.")
      }
      (size, spin) = (1, nil)
    case (.coherent, .mode), (.thermal, .mode): (size, spin) = (1, nil)
    default:
      throw MeanFieldError(
        .invalidArgument,
        "\"\(subsystem.name)\" is a \(subsystem.kind), which has no state \(state).")
    }
  }

  func mean(_ powers: SIMD3<Int>) -> ComplexDouble {
    switch state {
    case .coherent(let amplitude):
      return .pow(amplitude.conjugate, powers.x) * .pow(amplitude, powers.z)
    case .thermal(let occupation):
      guard powers.x == powers.z else { return .zero }
      return ComplexDouble((0..<powers.x).reduce(1.0) { $0 * occupation * Double($1 + 1) })
    case .pointing(let vector):
      guard let spin else {
        let unit =
          subsystem.kind == .spin ? vector / (vector * vector).sum().squareRoot() : vector
        return ComplexDouble(
          .pow(unit.x, powers.x) * .pow(unit.y, powers.y) * .pow(unit.z, powers.z))
      }
      return ComplexDouble(spin.mean(powers) / .pow(size, powers.wrappedSum()))
    }
  }
}
