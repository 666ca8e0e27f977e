import ComplexModule
import LinearAlgebra
import QuantumCore

extension Liouvillian {
  /// The sector that holds the matrix unit |i⟩⟨j|, without the rest of the superoperator.
  ///
  /// For a weak U(1) symmetry it has about d dimensions, so that gaps are found for dimensions of 10⁴. The
  /// sector of |j⟩⟨i| has the conjugate eigenvalues. Where i = j the sector is its own conjugate; its matrix
  /// is complex all the same.
  ///
  /// - Parameters:
  ///   - row: i.
  ///   - column: j.
  ///   - sizeLimit: the largest sector that is built.
  /// - Returns: the sector of the complex matrix units that are connected with |i⟩⟨j|.
  /// - Throws: `QuantumDynamicsError` with `invalidParameter` where the place is outside the matrix or the
  ///   sector is larger than the limit.
  /// - Complexity: O(size of the sector × entries a row), in time and memory.
  public func sector(
    containing row: Int, _ column: Int, sizeLimit: Int = 2_000_000
  ) throws -> LiouvillianSector {
    guard (0..<dimension).contains(row), (0..<dimension).contains(column) else {
      throw QuantumDynamicsError(
        .invalidParameter,
        "The element (\(row), \(column)) lies outside a density matrix of \(dimension) × \(dimension)."
      )
    }
    let rows = SuperoperatorRows(self)
    let columns = SuperoperatorRows(adjointOf: self)
    var known: Set<Int> = [row + dimension * column]
    var open = [row + dimension * column]
    while let next = open.popLast() {
      for (place, _) in rows.row(next) + columns.row(next) where !known.contains(place) {
        known.insert(place)
        open.append(place)
        guard known.count <= sizeLimit else {
          throw QuantumDynamicsError(
            .invalidParameter,
            "The sector of the element (\(row), \(column)) has more than \(sizeLimit) dimensions: the "
              + "Liouvillian may have no symmetry in this basis. Raise sizeLimit if there is memory."
          )
        }
      }
    }
    let places = known.sorted()
    var position: [Int: Int] = [:]
    for (k, place) in places.enumerated() { position[place] = k }
    var builder = SparseRowBuilder<ComplexDouble>(
      columnCount: places.count, capacity: places.count * 6)
    for place in places {
      for (other, value) in rows.row(place) {
        if let k = position[other] { builder.add(k, value) }
      }
      builder.endRow()
    }
    var label = SectorLabel()
    let orders = Set(places.map { $0 / dimension - $0 % dimension })
    if orders.count == 1 { label.coherenceOrder = orders.first.map(abs) }
    return LiouvillianSector(
      label: label,
      basis: OperatorBasis(
        dimension: dimension,
        operators: places.map {
          [.init(row: $0 % dimension, column: $0 / dimension, value: 1)]
        }),
      generator: .complex(builder.matrix), parameters: parameters)
  }
}

/// The rows of a superoperator, one at a time.
private struct SuperoperatorRows {
  private let dimension: Int
  private let generator: SparseMatrix<ComplexDouble>
  private let jumps: [SparseMatrix<ComplexDouble>]

  init(_ liouvillian: Liouvillian) {
    dimension = liouvillian.dimension
    generator = liouvillian.effectiveGenerator.matrix
    jumps = liouvillian.jumpOperators.map(\.matrix)
  }

  /// The rows of L†, which has the conjugated columns of L.
  init(adjointOf liouvillian: Liouvillian) {
    dimension = liouvillian.dimension
    generator = liouvillian.effectiveGenerator.matrix.adjoint
    jumps = liouvillian.jumpOperators.map { $0.matrix.adjoint }
  }

  /// (Lρ)_ij = Σ K_ik ρ_kj + Σ ρ_il conj K_jl + Σ J_ik ρ_kl conj J_jl.
  func row(_ place: Int) -> [(place: Int, value: ComplexDouble)] {
    let (j, i) = place.quotientAndRemainder(dividingBy: dimension)
    var sums: [Int: ComplexDouble] = [:]
    for k in generator.rowOffsets[i]..<generator.rowOffsets[i + 1] {
      sums[generator.columnIndices[k] + dimension * j, default: 0] += generator.values[k]
    }
    for k in generator.rowOffsets[j]..<generator.rowOffsets[j + 1] {
      sums[i + dimension * generator.columnIndices[k], default: 0] += generator.values[k].conjugate
    }
    for jump in jumps {
      for p in jump.rowOffsets[i]..<jump.rowOffsets[i + 1] {
        for q in jump.rowOffsets[j]..<jump.rowOffsets[j + 1] {
          sums[jump.columnIndices[p] + dimension * jump.columnIndices[q], default: 0] +=
            jump.values[p] * jump.values[q].conjugate
        }
      }
    }
    return sums.filter { $0.value != .zero }.map { ($0.key, $0.value) }
  }
}
