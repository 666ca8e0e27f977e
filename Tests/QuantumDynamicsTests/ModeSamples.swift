import ComplexModule
import LinearAlgebra
import QuantumCore
import QuantumDynamics
import RealModule

extension Sample {
  /// a of a mode with the levels 0 … count − 1.
  static func annihilation(_ count: Int) throws -> Operator {
    try Operator(
      SparseMatrix(
        rows: count, columns: count,
        entries: (1..<count).map {
          .init(row: $0 - 1, column: $0, value: ComplexDouble(Double($0).squareRoot()))
        }))
  }

  /// |n⟩ of a mode.
  static func fock(_ n: Int, levels count: Int) throws -> Ket {
    try Ket((0..<count).map { $0 == n ? 1 : 0 })
  }

  /// The Kerr mode of Oracles/drives_and_correlations.py without its drive.
  static func kerrMode() throws -> (generator: Liouvillian, a: Operator) {
    let a = try annihilation(8)
    let up = a.adjoint
    let generator = try Liouvillian(
      hamiltonian: 0.3 * (up * a) - 0.2 * (up * up * a * a) + 0.6 * (a + up),
      jumpOperators: [(0.5).squareRoot() * a, (0.1).squareRoot() * up])
    return (generator, a)
  }

  /// The Kerr mode with its drive.
  static func drivenKerrMode() throws -> (generator: TimeDependentLiouvillian, a: Operator) {
    let (constant, a) = try kerrMode()
    let drive =
      Modulation.cosine(amplitude: 0.4, angularFrequency: 1.7, phase: 0.2) * (a + a.adjoint)
    return (
      try TimeDependentLiouvillian(
        hamiltonian: constant.hamiltonian + drive, jumpOperators: constant.jumpOperators), a
    )
  }

  /// The largest distance of an empirical distribution from the uniform one on [0, 1].
  static func kolmogorovDistance(_ samples: [Double]) -> Double {
    let count = Double(samples.count)
    return samples.sorted().enumerated().map { k, x in
      max(abs(x - Double(k) / count), abs(Double(k + 1) / count - x))
    }.max() ?? 1
  }
}
