import ComplexModule
import LinearAlgebra
import QuantumCore

/// dx/dt = G x with a constant real matrix G: what the planner and the propagators know of an equation.
struct LinearEquation {
  /// G, applied to vectors.
  let generator: any RecurrenceGenerator & RealAction

  /// The number of components of x.
  let unknownCount: Int

  /// Whether lengths are conserved, so that there is no stiffness that an implicit method could help with.
  let isConservative: Bool

  /// Makes G as a sparse matrix.
  let matrix: () -> SparseMatrix<Double>
}

extension Liouvillian {
  /// dρ/dt = L ρ on the coordinates of `HermitianBasis`.
  var equation: LinearEquation {
    LinearEquation(
      generator: recurrenceGenerator(), unknownCount: dimension * dimension,
      isConservative: jumpOperators.isEmpty, matrix: { realRepresentation })
  }
}

extension Operator {
  /// i d|ψ⟩/dt = H|ψ⟩ on the real parts of all amplitudes, followed by the imaginary ones.
  var schroedingerEquation: LinearEquation {
    // −i (A + iB) = B − iA.
    var entries: [SparseMatrix<Double>.Entry] = []
    let d = dimension
    matrix.forEachEntry { i, j, value in
      if value.imaginary != 0 {
        entries.append(.init(row: i, column: j, value: value.imaginary))
        entries.append(.init(row: d + i, column: d + j, value: value.imaginary))
      }
      if value.real != 0 {
        entries.append(.init(row: i, column: d + j, value: value.real))
        entries.append(.init(row: d + i, column: j, value: -value.real))
      }
    }
    let real = SparseMatrix(rows: 2 * d, columns: 2 * d, entries: entries)
    return LinearEquation(
      generator: SparseGenerator(real), unknownCount: 2 * d, isConservative: true,
      matrix: { real })
  }
}
