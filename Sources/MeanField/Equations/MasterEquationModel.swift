import OperatorAlgebra

/// A Hamiltonian with jump operators and the generator of the means.
struct MasterEquationModel: Sendable {
  let hamiltonian: SymbolicOperator
  let jumpOperators: [SymbolicOperator]
  let subsystems: [SymbolicSubsystem]
  let localDissipation: [LocalDissipation]

  var kinds: [SymbolicSubsystem.Kind] { subsystems.map(\.kind) }

  init(
    hamiltonian: SymbolicOperator, jumpOperators: [SymbolicOperator],
    localJumps: [SymbolicOperator] = []
  ) throws {
    guard hamiltonian.isHermitian else {
      throw MeanFieldError(
        .notHermitian,
        "A Hamiltonian equals its adjoint, but \(hamiltonian) does not. Put losses into jump operators."
      )
    }
    self.hamiltonian = hamiltonian.canonical
    self.jumpOperators = jumpOperators.map(\.canonical)
    var found: [String: SymbolicSubsystem] = [:]
    for subsystem in ([hamiltonian] + jumpOperators).flatMap(\.subsystems) {
      guard found[subsystem.name] == nil || found[subsystem.name] == subsystem else {
        throw MeanFieldError(
          .invalidArgument,
          "Two different subsystems are named \"\(subsystem.name)\"; each needs its own name.")
      }
      found[subsystem.name] = subsystem
    }
    let subsystems = found.values.sorted { $0.name < $1.name }
    self.subsystems = subsystems
    localDissipation = try localJumps.map { try LocalDissipation($0, spins: subsystems) }
    guard !subsystems.isEmpty else {
      throw MeanFieldError(
        .noSubsystem, "The Hamiltonian and the jump operators act on no mode, spin or two levels.")
    }
  }

  /// dA/dt = i[H, A] + Σ ½(L†[A, L] + [L†, A]L), the generator of the master equation's adjoint.
  func rate(of operand: SymbolicOperator) -> SymbolicOperator {
    var result = (Coefficient.i * hamiltonian.commutator(with: operand))
    for jump in jumpOperators {
      let adjoint = jump.adjoint.canonical
      result +=
        (adjoint * operand.commutator(with: jump) + adjoint.commutator(with: operand) * jump) / 2
    }
    for dissipation in localDissipation { result += dissipation.rate(of: operand) }
    return result.canonical
  }

  /// The operator of a moment.
  func symbolicOperator(_ key: MomentKey) -> SymbolicOperator {
    key.factors.reduce(.identity) { product, factor in
      product * local(factor.powers, subsystems[factor.subsystem])
    }
  }

  private func local(_ powers: SIMD3<Int>, _ subsystem: SymbolicSubsystem) -> SymbolicOperator {
    switch subsystem.kind {
    case .mode:
      let mode = SymbolicMode(subsystem.name, scale: subsystem.size)
      return mode.creation.raised(to: powers.x) * mode.annihilation.raised(to: powers.z)
    case .twoLevel:
      let two = SymbolicTwoLevel(subsystem.name)
      return powers.x == 1 ? two.sigmaX : powers.y == 1 ? two.sigmaY : two.sigmaZ
    case .spin:
      let spin = SymbolicSpin(subsystem.name, quantumNumber: subsystem.size)
      let letters = [spin.x, spin.y, spin.z]
      var (sum, number) = (SymbolicOperator.zero, 0)
      func extend(_ product: SymbolicOperator, _ left: SIMD3<Int>) {
        if left == .zero {
          sum += product
          number += 1
        }
        for k in 0..<3 where left[k] > 0 {
          var fewer = left
          fewer[k] -= 1
          extend(product * letters[k], fewer)
        }
      }
      extend(.identity, powers)
      return sum / Double(number)
    }
  }
}
