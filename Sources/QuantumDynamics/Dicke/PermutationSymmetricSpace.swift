import ComplexModule
import LinearAlgebra
import QuantumCore
import RealModule

/// The operators on N two-level systems that no exchange of systems changes, ⊕_J ρ_J ⊗ 1/d_J.
///
/// The total spin J = N/2, N/2 − 1, … occurs d_J times, and such an operator is the same on all copies. ρ_J is a matrix
/// of (2J+1) × (2J+1) in the basis |J, m⟩, m = +J first, d_J times the one of a copy: its trace is the probability of
/// J, so that no number is large or small by a power of 2^N. There are (N+1)(N+2)(N+3)/6 elements.
///
/// Reference: B. A. Chase, J. M. Geremia, Phys. Rev. A 78, 052101 (2008).
public struct PermutationSymmetricSpace: Sendable, Hashable {
  /// N.
  public let count: Int

  /// The number of elements of all blocks, (N+1)(N+2)(N+3)/6.
  public let dimension: Int

  /// The number of states |J, m⟩ of all blocks.
  let stateCount: Int

  /// Where the states of each block begin.
  let stateOffsets: [Int]

  /// Where the elements of each block begin, and its real coordinates.
  let coordinateOffsets: [Int]

  /// The space of N two-level systems.
  ///
  /// - Parameter count: N.
  /// - Throws: `QuantumDynamicsError` with `invalidParameter` where N is not between 1 and 300.
  public init(count: Int) throws {
    guard (1...300).contains(count) else {
      throw QuantumDynamicsError(
        .invalidParameter,
        "Permutation-invariant states of 1 to 300 two-level systems are possible, not of \(count): the "
          + "number of unknowns grows as N³/6.")
    }
    self.count = count
    var (states, coordinates) = ([Int](), [Int]())
    var (state, coordinate) = (0, 0)
    for twice in stride(from: count, through: 0, by: -2) {
      states.append(state)
      coordinates.append(coordinate)
      state += twice + 1
      coordinate += (twice + 1) * (twice + 1)
    }
    stateOffsets = states
    coordinateOffsets = coordinates
    stateCount = state
    dimension = coordinate
  }

  /// The number of values of J.
  var blockCount: Int { stateOffsets.count }

  /// 2J of a block.
  func twiceSpin(_ block: Int) -> Int { count - 2 * block }

  /// The numbers of states of the blocks.
  var blockSizes: [Int] { (0..<blockCount).map { twiceSpin($0) + 1 } }

  /// ln d_J, where d_J = (2J+1)/(N+1) (N+1 over N/2 − J).
  func logDegeneracy(_ twice: Int) -> Double {
    let k = (count - twice) / 2
    return Double.log(Double(twice + 1)) - .log(Double(count + 1))
      + .logGamma(Double(count + 2)) - .logGamma(Double(k + 1)) - .logGamma(Double(count + 2 - k))
  }

  /// A polynomial in the collective spin on all |J, m⟩.
  func matrix(of polynomial: CollectiveOperator) -> SparseMatrix<ComplexDouble> {
    var (raising, diagonal) = ([SparseMatrix<ComplexDouble>.Entry](), [ComplexDouble]())
    for block in 0..<blockCount {
      let j = Double(twiceSpin(block)) / 2
      for k in 0...twiceSpin(block) {
        let m = j - Double(k)
        diagonal.append(ComplexDouble(m))
        guard k > 0 else { continue }
        let state = stateOffsets[block] + k
        raising.append(
          .init(
            row: state - 1, column: state,
            value: ComplexDouble(((j - m) * (j + m + 1)).squareRoot())))
      }
    }
    let plus = SparseMatrix(rows: stateCount, columns: stateCount, entries: raising)
    let factors: [CollectiveOperator.Factor: SparseMatrix<ComplexDouble>] = [
      .plus: plus, .minus: plus.transposed, .z: .diagonal(diagonal),
    ]
    var result = SparseMatrix<ComplexDouble>.zero(rows: stateCount, columns: stateCount)
    for (word, value) in polynomial.terms where value != .zero {
      var product = SparseMatrix<ComplexDouble>.identity(stateCount)
      for factor in word { if let matrix = factors[factor] { product = product * matrix } }
      result += product * value
    }
    return result.droppingZeros
  }

  /// Operators A on all |J, m⟩ with Σ_i a^(i) ρ a^(i)† = Σ A ρ A† for a traceless a on one system.
  ///
  /// One keeps J, one lowers it by 1 and one raises it: a is a vector operator, whose elements between total spins are
  /// those of a spin up to one factor for each step of J (Wigner and Eckart).
  ///
  /// - Parameter single: a, 2 × 2, traceless.
  /// - Returns: those of the three that are not zero.
  func localOperators(_ single: Matrix<ComplexDouble>) -> [SparseMatrix<ComplexDouble>] {
    let parts = [single[0, 1], single[1, 0], single[0, 0] - single[1, 1]]
    let half = Double(count) / 2
    var entries = [[SparseMatrix<ComplexDouble>.Entry]](repeating: [], count: 3)
    for block in 0..<blockCount {
      let j = Double(twiceSpin(block)) / 2
      let same = j > 0 ? ((half + 1) / (2 * j * (j + 1))).squareRoot() : 0
      let down = j >= 1 ? ((half + j + 1) / (2 * j * (2 * j + 1))).squareRoot() : 0
      let up = ((half - j) / (2 * (j + 1) * (2 * j + 1))).squareRoot()
      for k in 0...twiceSpin(block) {
        let m = j - Double(k)
        // ⟨J, m + q|, ⟨J − 1, m + q|, ⟨J + 1, m + q| for q = +1, −1, 0.
        let elements: [(q: Int, same: Double, down: Double, up: Double)] = [
          (1, (j - m) * (j + m + 1), (j - m) * (j - m - 1), (j + m + 1) * (j + m + 2)),
          (-1, (j + m) * (j - m + 1), (j + m) * (j + m - 1), (j - m + 1) * (j - m + 2)),
          (0, m, (j + m) * (j - m), (j + m + 1) * (j - m + 1)),
        ]
        for (part, element) in zip(parts, elements) where part != .zero {
          // The index of m + q in a block of spin j + s is j + s − m − q.
          func add(_ kind: Int, _ target: Int, _ step: Int, _ value: Double) {
            let row = k + step - element.q
            guard value != 0, (0..<blockCount).contains(target),
              (0...twiceSpin(target)).contains(row)
            else { return }
            entries[kind].append(
              .init(
                row: stateOffsets[target] + row, column: stateOffsets[block] + k,
                value: part * ComplexDouble(value)))
          }
          let isZ = element.q == 0
          add(0, block, 0, same * (isZ ? element.same : element.same.squareRoot()))
          add(1, block + 1, -1, (element.q < 0 ? -1 : 1) * down * element.down.squareRoot())
          add(2, block - 1, 1, (element.q > 0 ? -1 : 1) * up * element.up.squareRoot())
        }
      }
    }
    return entries.filter { !$0.isEmpty }.map {
      SparseMatrix(rows: stateCount, columns: stateCount, entries: $0)
    }
  }

  /// The real coordinates of Hermitian blocks, those of `HermitianBasis` for each.
  func realCoordinates(_ elements: [ComplexDouble]) -> [Double] {
    (0..<blockCount).flatMap { block -> [Double] in
      let size = twiceSpin(block) + 1
      let start = coordinateOffsets[block]
      return HermitianBasis(dimension: size).coordinates(
        of: Matrix(
          rows: size, columns: size, columnMajor: Array(elements[start..<(start + size * size)])))
    }
  }

  /// The elements of the blocks with these coordinates.
  func elements(_ coordinates: [ComplexDouble]) -> [ComplexDouble] {
    (0..<blockCount).flatMap { block -> [ComplexDouble] in
      let size = twiceSpin(block) + 1
      let start = coordinateOffsets[block]
      return HermitianBasis(dimension: size).matrix(
        of: Array(coordinates[start..<(start + size * size)])
      ).elements
    }
  }
}
