import ComplexModule
import LinearAlgebra
import QuantumCore
import RealModule

extension SparseMatrix where Scalar == ComplexDouble {
  /// Phases s with which the map e_b → s_b e_τ(b) commutes with the matrix; nil where there are none.
  ///
  /// L_τ(a)τ(b) s_b = s_a L_ab for every entry: the phases follow from one another along the graph of L, up
  /// to one factor for each connected component, which is 1 at its first index.
  ///
  /// - Parameters:
  ///   - permutation: τ of each index.
  ///   - tolerance: relative to the largest entry.
  /// - Returns: s of each index.
  func commutingPhases(permutation: [Int], tolerance: Double = 1e-11) -> [ComplexDouble]? {
    let mirrored = transposed
    let allowed = tolerance * largestModulus
    var phases = [ComplexDouble](repeating: .zero, count: rowCount)
    for start in 0..<rowCount where phases[start] == .zero {
      phases[start] = 1
      var open = [start]
      while let a = open.popLast() {
        for k in rowOffsets[a]..<rowOffsets[a + 1] where values[k].length > allowed {
          // Row a: L_ab with s_a known.
          let b = columnIndices[k]
          let image = self[permutation[a], permutation[b]]
          guard abs(image.length - values[k].length) <= allowed else { return nil }
          let phase = phases[a] * values[k] / image
          if phases[b] == .zero {
            phases[b] = phase / ComplexDouble(phase.length)
            open.append(b)
          } else if (phases[b] - phase).length * values[k].length > 10 * allowed {
            return nil
          }
        }
        for k in mirrored.rowOffsets[a]..<mirrored.rowOffsets[a + 1]
        where mirrored.values[k].length > allowed {
          // Column a: L_ba.
          let b = mirrored.columnIndices[k]
          guard phases[b] == .zero else { continue }
          let image = self[permutation[b], permutation[a]]
          guard abs(image.length - mirrored.values[k].length) <= allowed else { return nil }
          let phase = phases[a] * image / mirrored.values[k]
          phases[b] = phase / ComplexDouble(phase.length)
          open.append(b)
        }
      }
    }
    return phases
  }
}

extension Liouvillian {
  /// e^(iα_ij) for a gauge ρ_ij = e^(iα_ij) R_ij in which a map ρ → DρᵀD† becomes R → Rᵀ; nil where no such
  /// map commutes with L.
  var transpositionPhases: [ComplexDouble]? {
    let d = dimension
    let transposition = (0..<d * d).map { place in place / d + d * (place % d) }
    guard let phases = superoperator.commutingPhases(permutation: transposition) else { return nil }
    // T e_ij = s_ij e_ji maps the upper triangle to the lower one: with ρ_ij = e^(iα) R_ij and
    // ρ_ji = e^(−iα) R_ji, s_ij e^(iα) = e^(−iα), so that α = −arg(s_ij)/2. Diagonal elements must be left
    // alone, or the map is none of this kind.
    guard (0..<d).allSatisfy({ (phases[$0 * (d + 1)] - 1).length < 1e-9 }) else { return nil }
    var result = [ComplexDouble](repeating: 1, count: d * d)
    for j in 0..<d {
      for i in 0..<j {
        let phase = phases[i + d * j]
        guard (phases[j + d * i] * phase - 1).length < 1e-9 else { return nil }
        let exact: ComplexDouble
        // The two phases of a real gauge, without rounding.
        if (phase - 1).length < 1e-9 {
          exact = 1
        } else if (phase + 1).length < 1e-9 {
          exact = ComplexDouble(0, 1)
        } else {
          exact = .exp(ComplexDouble(0, -phase.phase / 2))
        }
        result[i + d * j] = exact
        result[j + d * i] = exact.conjugate
      }
    }
    return result
  }

  /// Weak symmetries ρ → UρU† whose U permutes the basis states and multiplies them by phases.
  ///
  /// Given permutations are tried with unknown phases, which follow from the Liouvillian. The reversal
  /// k → d − 1 − k of the basis is always tried: for a spin it is the rotation by π about an axis in the
  /// plane. Exchanges of subsystems are permutations too.
  ///
  /// - Parameter permutations: by name, the image of each basis state.
  /// - Returns: the symmetries that L has, for `sectors(of:)`.
  /// - Throws: `QuantumDynamicsError` with `invalidParameter` where a list is no permutation.
  public func indexSymmetries(
    permutations: [String: [Int]] = [:]
  ) throws -> [WeakSymmetry] {
    let d = dimension
    let superoperator = superoperator
    var candidates = permutations
    candidates["reversal"] = Array((0..<d).reversed())
    var result: [WeakSymmetry] = []
    for (name, permutation) in candidates.sorted(by: { $0.key < $1.key }) {
      guard permutation.sorted() == Array(0..<d) else {
        throw QuantumDynamicsError(
          .invalidParameter,
          "“\(name)” should hold each of 0…\(d - 1) once; \(permutation) came.")
      }
      guard permutation != Array(0..<d) else { continue }
      let onPairs = (0..<d * d).map { permutation[$0 % d] + d * permutation[$0 / d] }
      guard let phases = superoperator.commutingPhases(permutation: onPairs) else { continue }
      // s_ij = u_i conj(u_j) within each component: u_i = s_i0 u_0 where e_i0 is connected with e_00, and any
      // u else; the symmetry itself decides whether the guess holds.
      let unitary = SparseMatrix<ComplexDouble>(
        rows: d, columns: d,
        entries: (0..<d).map { .init(row: permutation[$0], column: $0, value: phases[$0]) })
      let symmetry = try WeakSymmetry(unitary: try Operator(unitary), name: name)
      if commutationError(symmetry) <= 1e-10 { result.append(symmetry) }
    }
    return result
  }
}
