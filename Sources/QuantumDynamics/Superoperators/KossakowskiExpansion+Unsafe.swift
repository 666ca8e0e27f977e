import ComplexModule
import LinearAlgebra
import QuantumCore

/// The generator of a Hamiltonian and a Kossakowski matrix as a Choi matrix.
///
/// The sandwich part of L ρ = −i[H, ρ] + Σ K_mn (F_n ρ F_m† − ½{F_m†F_n, ρ}) has the Choi matrix
/// C = B Kᵀ B†, where the columns of B are the stacked F_n: for matrix units that is a copy. With
/// M = Σ K_mn F_m†F_n, M_lk = Σ_i C_(i + dk, i + dl), and G = −iH − ½M, the rest Gρ + ρG† adds
/// vec G (vec 1)† + vec 1 (vec G)†. Nothing is summed over d² − 1 jump operators.
enum KossakowskiExpansion {
  /// The Choi matrix of the generator, column by column.
  ///
  /// - Parameters:
  ///   - hamiltonian: H, d × d, Hermitian.
  ///   - kossakowski: K, (d² − 1) × (d² − 1), Hermitian.
  ///   - basis: the F_n.
  /// - Returns: d⁴ numbers, Hermitian.
  /// - Complexity: O(d⁵), O(d⁴) but for the diagonal operators of the basis.
  static func choi(
    hamiltonian: Matrix<ComplexDouble>, kossakowski: Matrix<ComplexDouble>, basis: TracelessBasis
  ) -> [ComplexDouble] {
    let d = basis.dimension
    var choi = sandwich(kossakowski, basis)
    var generator = hamiltonian.elements.map { ComplexDouble($0.imaginary, -$0.real) }
    choi.withUnsafeMutableBufferPointer { choi in
      for k in 0..<d {
        for l in 0..<d {
          var sum = ComplexDouble.zero
          for i in 0..<d { sum += choi[i + d * k + d * d * (i + d * l)] }
          generator[l + d * k] -= ComplexDouble(0.5 * sum.real, 0.5 * sum.imaginary)
        }
      }
      for column in 0..<d {
        let unit = column * (d + 1)
        for position in 0..<(d * d) {
          choi[position + d * d * unit] += generator[position]
          choi[unit + d * d * position] += generator[position].conjugate
        }
      }
    }
    return choi
  }

  /// B Kᵀ B†.
  private static func sandwich(
    _ kossakowski: Matrix<ComplexDouble>, _ basis: TracelessBasis
  ) -> [ComplexDouble] {
    let (count, size) = (basis.count, basis.dimension * basis.dimension)
    let elements = (0..<count).map(basis.elements)
    var starts = [0]
    for list in elements { starts.append(starts[starts.count - 1] + list.count) }
    let positions = elements.flatMap { $0.map(\.position) }
    let values = elements.flatMap { $0.map(\.value) }
    var image = [ComplexDouble](repeating: .zero, count: size)
    return [ComplexDouble](unsafeUninitializedCapacity: size * size) { result, initialized in
      result.initialize(repeating: .zero)
      initialized = size * size
      kossakowski.elements.withUnsafeBufferPointer { kossakowski in
        image.withUnsafeMutableBufferPointer { image in
          for m in 0..<count {
            image.update(repeating: .zero)
            for n in 0..<count {
              // K_mn is the conjugate of K_nm, which lies in one column.
              let factor = kossakowski[n + count * m].conjugate
              for e in starts[n]..<starts[n + 1] { image[positions[e]] += values[e] * factor }
            }
            for e in starts[m]..<starts[m + 1] {
              let weight = values[e].conjugate
              let column = size * positions[e]
              for p in 0..<size { result[column + p] += weight * image[p] }
            }
          }
        }
      }
    }
  }

  /// A map that preserves Hermiticity, given by its Choi matrix, on the real coordinates of `HermitianBasis`.
  ///
  /// - Parameters:
  ///   - choi: d⁴ numbers, column by column.
  ///   - d: the dimension.
  /// - Returns: the real d² × d² matrix.
  static func realRepresentation(ofChoi choi: [ComplexDouble], dimension d: Int) -> Matrix<Double> {
    let (size, basis, root) = (d * d, HermitianBasis(dimension: d), 2.0.squareRoot())
    let result = [Double](unsafeUninitializedCapacity: size * size) { result, initialized in
      initialized = size * size
      choi.withUnsafeBufferPointer { choi in
        for l in 0..<d {
          for k in 0...l {
            let real = size * (k == l ? basis.diagonalIndex(l) : basis.realIndex(k, l))
            let imaginary = size * (k == l ? 0 : basis.imaginaryIndex(k, l))
            for j in 0..<d {
              // Φ(|k⟩⟨l|)_ij and Φ(|l⟩⟨k|)_ij for i ≤ j.
              let upper = d * k + size * (j + d * l)
              let lower = d * l + size * (j + d * k)
              for i in 0...j {
                let (x, y) = (choi[upper + i], choi[lower + i])
                let row = i == j ? basis.diagonalIndex(j) : basis.realIndex(i, j)
                if k == l {
                  result[real + row] = i == j ? x.real : root * x.real
                  if i < j { result[real + basis.imaginaryIndex(i, j)] = root * x.imaginary }
                } else if i == j {
                  result[real + row] = (x.real + y.real) / root
                  result[imaginary + row] = (y.imaginary - x.imaginary) / root
                } else {
                  let other = basis.imaginaryIndex(i, j)
                  result[real + row] = x.real + y.real
                  result[real + other] = x.imaginary + y.imaginary
                  result[imaginary + row] = y.imaginary - x.imaginary
                  result[imaginary + other] = x.real - y.real
                }
              }
            }
          }
        }
      }
    }
    return Matrix(rows: size, columns: size, columnMajor: result)
  }
}
