import ComplexModule
import LinearAlgebra
import QuantumCore
import QuantumDynamics

/// A system that every method is tried on, so that a new method is tested by being added to one list.
struct SharedSystem: Sendable, CustomTestStringConvertibleByName {
  let name: String
  let liouvillian: Liouvillian
  let initial: DensityMatrix
  let duration: Double

  static func all() throws -> [SharedSystem] {
    let pauli = try Sample.pauli()
    let spin = try Spin(particleCount: 14)
    return [
      SharedSystem(
        name: "qubit", liouvillian: try Sample.qubit(), initial: Sample.state(dimension: 2),
        duration: 6),
      SharedSystem(
        name: "stiff qubit",
        liouvillian: try Liouvillian(
          hamiltonian: 0.3 * pauli.x, jumpOperators: [30 * pauli.z, 0.2 * pauli.minus]),
        initial: Sample.state(dimension: 2), duration: 2),
      SharedSystem(
        name: "paper 000",
        liouvillian: try Sample.collectiveSpin(12, drive: 1.5, detuning: 0.5),
        initial: Sample.state(dimension: 13), duration: 3),
      SharedSystem(
        name: "boundary time crystal", liouvillian: try Sample.timeCrystal(14),
        initial: DensityMatrix(spin.coherentState(polar: 0, azimuth: 0)), duration: 3),
      SharedSystem(
        name: "boundary time crystal, other phases", liouvillian: try Sample.timeCrystal(14),
        initial: Sample.state(dimension: 15), duration: 3),
      SharedSystem(
        name: "Kerr mode", liouvillian: try Sample.kerrMode(12),
        initial: Sample.state(dimension: 12), duration: 2),
      SharedSystem(
        name: "no symmetry", liouvillian: try Sample.generic(dimension: 6),
        initial: Sample.state(dimension: 6), duration: 0.5),
      SharedSystem(
        name: "unitary", liouvillian: try Liouvillian(hamiltonian: spin.x, jumpOperators: []),
        initial: Sample.state(dimension: 15), duration: 4),
    ]
  }
}

/// A system's name is its description.
protocol CustomTestStringConvertibleByName: CustomStringConvertible {
  var name: String { get }
}

extension CustomTestStringConvertibleByName {
  var description: String { name }
}

extension Sample {
  /// The boundary time crystal H = 2 J_x with jump J₋/√S, which a gauge makes real.
  static func timeCrystal(_ count: Int) throws -> Liouvillian {
    let spin = try Spin(particleCount: count)
    return try Liouvillian(
      hamiltonian: 2 * spin.x, jumpOperators: [(2 / Double(count)).squareRoot() * spin.minus])
  }

  /// A driven mode with Kerr nonlinearity, two-photon and thermal losses.
  static func kerrMode(_ levelCount: Int) throws -> Liouvillian {
    let lower = try Operator(
      SparseMatrix(
        rows: levelCount, columns: levelCount,
        entries: (1..<levelCount).map {
          .init(row: $0 - 1, column: $0, value: ComplexDouble(Double($0).squareRoot()))
        }))
    let raise = lower.adjoint
    let number = raise * lower
    let drive = 1.3 * (lower + raise) + ComplexDouble(0, 0.2) * (lower - raise)
    return try Liouvillian(
      hamiltonian: 0.15 * number - 0.05 * (number * number) + drive,
      jumpOperators: [1.1 * lower, 0.4 * raise, 0.3 * (lower * lower)])
  }
}
