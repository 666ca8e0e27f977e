import OperatorAlgebra

/// Hamiltonians and jump operators of the papers as formulas.
enum ModelsOfThePapers {
  typealias Operators = (hamiltonian: SymbolicOperator, jumpOperators: [SymbolicOperator])

  static let size = Parameter("S")

  /// Paper 000: H = Δ S_z − (ε/2) S_x, L₊ = √(Γ₊/S) S₊, L₋ = √(Γ₋/S³) S₋S_z.
  static var breakdown: Operators {
    let spin = SymbolicSpin("S", quantumNumber: size)
    return (
      Parameter("Δ") * spin.z - Parameter("ε") / 2 * spin.x,
      [
        sqrt(Parameter("Γ₊") / size) * spin.plus,
        sqrt(Parameter("Γ₋") / size.cubed) * spin.minus * spin.z,
      ]
    )
  }

  /// The model of paper 001, equations 1, 2 and 4, scaled with ℵ.
  static var dimer: Operators {
    let scale = Parameter("ℵ")
    let modes = ["a1", "a2"].map { SymbolicMode($0, scale: scale) }
    var hamiltonian = SymbolicOperator.zero
    var jumps: [SymbolicOperator] = []
    for (k, mode) in modes.enumerated() {
      let (a, creation) = (mode.annihilation, mode.creation)
      hamiltonian +=
        Parameter("ω\(k + 1)") * mode.number
        + Parameter("U\(k + 1)") / (2 * scale) * creation.squared * a.squared
      jumps.append(sqrt(Parameter("γ\(k + 1)")) * creation)
      jumps.append(sqrt(Parameter("η\(k + 1)") / scale) * a.squared)
    }
    let exchange = modes[0].creation.squared * modes[1].annihilation
    hamiltonian -= Parameter("J") / sqrt(scale) * (exchange + exchange.adjoint)
    return (hamiltonian, jumps)
  }

  /// The model of paper 002, equation 3, for n ensembles of equal size, Γ/S with S = n S_α.
  static func seeding(_ names: [String]) -> Operators {
    let spins = names.map { SymbolicSpin($0, quantumNumber: size) }
    var hamiltonian = SymbolicOperator.zero
    var total = SymbolicOperator.zero
    var jumps: [SymbolicOperator] = []
    for (name, spin) in zip(names, spins) {
      hamiltonian += Parameter("Ω_\(name)") * spin.x
      jumps.append(sqrt(Parameter("κ") / size) * spin.minus)
      total += spin.minus
    }
    jumps.append(sqrt(Parameter("Γ") / (Double(names.count) * size)) * total)
    return (hamiltonian, jumps)
  }

  /// The model of paper 004, equations 2 to 4, with two ensembles of N spins, a mode, all couplings, and decay κ/S of each.
  static var spinBoson: Operators {
    let number = Parameter("N")
    let mode = SymbolicMode("a", scale: number)
    let spins = ["1", "2"].map { SymbolicSpin($0, particleCount: number) }
    var hamiltonian = Parameter("ω_b") * mode.number
    for (i, first) in spins.enumerated() {
      for (α, left) in [first.x, first.y, first.z].enumerated() {
        hamiltonian += Parameter("ω\(i)\(α)") * left
        hamiltonian +=
          Parameter("g\(α)") / sqrt(number) * (mode.annihilation + mode.creation) * left
        for (j, second) in spins.enumerated() where j != i {
          for (β, right) in [second.x, second.y, second.z].enumerated() {
            hamiltonian += Parameter("w\(i)\(j)\(α)\(β)") / (number / 2) * left * right
          }
        }
      }
    }
    return (
      hamiltonian,
      spins.map { sqrt(2 * Parameter("κ") / number) * $0.minus }
        + [sqrt(Parameter("κ_b")) * mode.annihilation]
    )
  }
}
