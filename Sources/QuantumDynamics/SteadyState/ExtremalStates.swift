import ComplexModule
import LinearAlgebra

/// Takes the steady states apart into extremal ones.
///
/// With the most mixed steady state ρ̄, every other one is √ρ̄ A √ρ̄ with A in an algebra ⊕ M_n ⊗ 1. The spectral
/// projectors P of a random Hermitian A are minimal there, and √ρ̄ P √ρ̄ are extremal.
struct ExtremalStates {
  /// The states, normalized.
  let states: [Matrix<ComplexDouble>]
  /// The rank of ρ̄.
  let rank: Int

  init(
    kernel: [Matrix<ComplexDouble>], conserved: [Matrix<ComplexDouble>], dimension: Int
  ) throws {
    let identity = Matrix<ComplexDouble>.identity(dimension) / ComplexDouble(Double(dimension))
    let mixed = SteadyStates.projection(of: identity, kernel, conserved)
    let system = try mixed.hermitianEigensystem(tolerance: 1e-6)
    let largest = system.values.last ?? 0
    rank = system.values.count { $0 > 1e-12 * largest }
    // Division by small roots would amplify rounding errors; what is left out here comes back with the projection
    // on the kernel below.
    let kept = system.values.indices.filter { system.values[$0] > 1e-6 * largest }
    let size = kept.count
    guard kernel.count > 1 else {
      states = [mixed / mixed.trace]
      return
    }
    var generator = SplitMix64(seed: 5)
    var random = Matrix<ComplexDouble>(rows: dimension, columns: dimension)
    for matrix in kernel { random += generator.nextSymmetric() * matrix }
    let vectors = Matrix<ComplexDouble>(rows: dimension, columns: size) {
      system.vectors[$0, kept[$1]]
    }
    let roots = kept.map { system.values[$0].squareRoot() }
    let projected = vectors.adjoint * random * vectors
    let algebra = Matrix<ComplexDouble>(rows: size, columns: size) { i, j in
      let value = (projected[i, j] + projected[j, i].conjugate) / 2
      return value / ComplexDouble(roots[i] * roots[j])
    }
    let spectrum = try algebra.hermitianEigensystem(tolerance: 1e-6)
    let spread = (spectrum.values.last ?? 0) - (spectrum.values.first ?? 0)
    var groups: [[Int]] = []
    for k in spectrum.values.indices {
      if let last = groups.last?.last,
        spectrum.values[k] - spectrum.values[last] <= 1e-5 * max(spread, 1e-12)
      {
        groups[groups.count - 1].append(k)
      } else {
        groups.append([k])
      }
    }
    states = groups.map { group in
      let part = Matrix<ComplexDouble>(rows: size, columns: group.count) { i, k in
        spectrum.vectors[i, group[k]].multiplied(by: roots[i])
      }
      let root = vectors * part
      let state = SteadyStates.projection(of: root * root.adjoint, kernel, conserved)
      return state / state.trace
    }
  }
}
