import Preconditions
import CMUMPS
public import ComplexModule
import Synchronization
import _LinearAlgebraShims

/// MUMPS keeps state of its own in Fortran modules: one call at a time in a process.
private let mumpsLock = Mutex<Void>(())

/// The factorization P A Q = L U of a sparse square matrix, by MUMPS (sequential).
///
/// Factor once, solve many times, with A or with Aᵀ. MUMPS is not reentrant: calls from several threads
/// wait for one another, so that an instance may be shared.
///
/// Reference: P. R. Amestoy, I. S. Duff, J.-Y. L'Excellent, J. Koster, SIAM J. Matrix Anal. Appl. 23, 15
/// (2001).
public final class SparseLU<Scalar: MatrixScalar>: SparseFactorization, @unchecked Sendable {
  /// What the factorization cost.
  public let report: SparseFactorizationReport

  /// The determinant as m · 2^e, where neither factor leaves the range of doubles.
  public let determinant: (mantissa: ComplexDouble, exponent: Int)

  // Only touched while `mumpsLock` is held.
  private let handle: OpaquePointer

  /// Factors a matrix.
  ///
  /// - Parameters:
  ///   - matrix: square, finite.
  ///   - ordering: how the unknowns are ordered.
  ///   - blocks: the number of the block, 0 and up, that each unknown belongs to; unknowns of a block
  ///     couple to the same others and are eliminated together. nil takes every unknown alone.
  /// - Throws: `LinearAlgebraError`: `shapeMismatch`, `nonFinite`, `singular`, `outOfMemory`.
  public init(
    _ matrix: SparseMatrix<Scalar>, ordering: SparseOrdering = .approximateMinimumDegree,
    blocks: [Int]? = nil
  ) throws {
    guard matrix.isSquare, matrix.rowCount > 0 else {
      throw LinearAlgebraError(
        .shapeMismatch,
        "A factorization needs a square matrix with at least one row; this one has "
          + "\(matrix.rowCount) rows and \(matrix.columnCount) columns.")
    }
    guard matrix.isFinite else {
      throw LinearAlgebraError(
        .nonFinite, "The matrix to factor holds NaN or infinity. Look for it in its parameters.")
    }
    guard matrix.rowCount < Int(Int32.max) else {
      throw LinearAlgebraError(
        .invalidArgument, "A matrix of \(matrix.rowCount) rows is too large for the sparse solver.")
    }
    let places = try blocks.map { try Self.order(matrix, by: ordering, blocks: $0) }
    let created = mumpsLock.withLock { _ in
      isochron_sparse_lu_create(Scalar.realComponentCount == 2 ? 1 : 0)
    }
    guard let created else {
      throw LinearAlgebraError(.outOfMemory, "There is no memory for a sparse factorization.")
    }
    handle = created
    do {
      try Self.factor(matrix, in: created, ordering: ordering, places: places)
    } catch {
      mumpsLock.withLock { _ in isochron_sparse_lu_destroy(created) }
      throw error
    }
    let entries = isochron_sparse_lu_information(created, 29)
    determinant = (
      ComplexDouble(
        isochron_sparse_lu_real_information(created, 12),
        isochron_sparse_lu_real_information(created, 13)),
      Int(isochron_sparse_lu_information(created, 34))
    )
    report = SparseFactorizationReport(
      size: matrix.rowCount,
      // MUMPS tells numbers above 2³¹ as negative millions.
      factorEntryCount: entries < 0 ? -Int(entries) * 1_000_000 : Int(entries),
      memoryInMegabytes: Int(isochron_sparse_lu_information(created, 22)),
      ordering: ordering)
  }

  deinit {
    mumpsLock.withLock { _ in isochron_sparse_lu_destroy(handle) }
  }

  private static func factor(
    _ matrix: SparseMatrix<Scalar>, in handle: OpaquePointer, ordering: SparseOrdering,
    places: [Int32]?
  ) throws {
    OpenBLAS.prepare()
    var rows: [Int32] = []
    rows.reserveCapacity(matrix.storedCount)
    for i in 0..<matrix.rowCount {
      for _ in matrix.rowOffsets[i]..<matrix.rowOffsets[i + 1] { rows.append(Int32(i + 1)) }
    }
    let columns = matrix.columnIndices.map { Int32($0 + 1) }
    try mumpsLock.withLock { _ in
      isochron_sparse_lu_set_integer(handle, 7, places == nil ? ordering.rawValue : 1)
      isochron_sparse_lu_set_integer(handle, 6, 0)
      isochron_sparse_lu_set_integer(handle, 33, 1)
      var workspace: Int32 = 30
      var job: Int32 = 4
      while true {
        isochron_sparse_lu_set_integer(handle, 14, workspace)
        let status = matrix.values.withUnsafeBytes { values in
          (places ?? []).withUnsafeBufferPointer { places in
            isochron_sparse_lu_set_order(handle, places.baseAddress)
            defer { isochron_sparse_lu_set_order(handle, nil) }
            return isochron_sparse_lu_run(
              handle, job, Int32(matrix.rowCount), Int64(matrix.storedCount), rows, columns,
              values.baseAddress?.assumingMemoryBound(to: Double.self))
          }
        }
        // −8 and −9: the estimate of the working space, made before pivoting, was too small.
        guard status == -8 || status == -9, workspace < 2000 else {
          try check(status, handle)
          return
        }
        workspace *= 3
        job = 2
      }
    }
  }

  /// Orders blocks of unknowns by an analysis of the graph that has one node for each block.
  ///
  /// - Returns: the place of each unknown in the order of elimination, counted from 1.
  private static func order(
    _ matrix: SparseMatrix<Scalar>, by ordering: SparseOrdering, blocks: [Int]
  ) throws -> [Int32] {
    requirePrecondition(
      blocks.count == matrix.rowCount,
      "\(blocks.count) numbers of blocks came for \(matrix.rowCount) unknowns.")
    let nodeCount = (blocks.max() ?? -1) + 1
    var members = [[Int32]](repeating: [], count: nodeCount)
    for (unknown, block) in blocks.enumerated() { members[block].append(Int32(unknown)) }
    var rows: [Int32] = []
    var columns: [Int32] = []
    var seen = [Int](repeating: -1, count: nodeCount)
    for (node, unknowns) in members.enumerated() {
      for unknown in unknowns.map(Int.init) {
        for k in matrix.rowOffsets[unknown]..<matrix.rowOffsets[unknown + 1] {
          let neighbor = blocks[matrix.columnIndices[k]]
          guard seen[neighbor] != node else { continue }
          seen[neighbor] = node
          rows.append(Int32(node + 1))
          columns.append(Int32(neighbor + 1))
        }
      }
    }
    let nodePlaces = try mumpsLock.withLock { _ -> [Int32] in
      guard let handle = isochron_sparse_lu_create(0) else {
        throw LinearAlgebraError(.outOfMemory, "There is no memory for a sparse factorization.")
      }
      defer { isochron_sparse_lu_destroy(handle) }
      isochron_sparse_lu_set_integer(handle, 7, ordering.rawValue)
      isochron_sparse_lu_set_integer(handle, 6, 0)
      // The numbers do not matter for the order.
      let ones = [Double](repeating: 1, count: rows.count)
      try check(
        isochron_sparse_lu_run(
          handle, 1, Int32(nodeCount), Int64(rows.count), rows, columns, ones), handle)
      var places = [Int32](repeating: 0, count: nodeCount)
      isochron_sparse_lu_copy_order(handle, &places, Int32(nodeCount))
      return places
    }
    var nodeAtPlace = [Int](repeating: 0, count: nodeCount)
    for (node, place) in nodePlaces.enumerated() { nodeAtPlace[Int(place) - 1] = node }
    var places = [Int32](repeating: 0, count: blocks.count)
    var next: Int32 = 1
    for node in nodeAtPlace {
      for unknown in members[node] {
        places[Int(unknown)] = next
        next += 1
      }
    }
    return places
  }

  /// Turns MUMPS's INFOG(1) into an error; warnings (positive) pass.
  private static func check(_ status: Int32, _ handle: OpaquePointer) throws {
    guard status < 0 else { return }
    let detail = isochron_sparse_lu_information(handle, 2)
    switch status {
    case -6, -10:
      throw LinearAlgebraError(
        .singular,
        "The matrix is singular: elimination found only \(detail) independent rows. The system has "
          + "no unique solution.")
    case -5, -7, -13, -8, -9:
      throw LinearAlgebraError(
        .outOfMemory,
        "There is not enough memory for the factors of this matrix (MUMPS status \(status), "
          + "\(detail)). Try a smaller system.")
    default:
      throw LinearAlgebraError(
        .libraryFailure, "MUMPS reported status \(status) with detail \(detail).")
    }
  }

  /// Solves A x = b.
  ///
  /// - Parameter rightHandSide: b, as long as the matrix has rows.
  /// - Returns: x.
  /// - Throws: `LinearAlgebraError` where the length is wrong or MUMPS reports a failure.
  public func solve(_ rightHandSide: [Scalar]) throws -> [Scalar] {
    try solve(rightHandSide, transposed: false)
  }

  /// Solves Aᵀ x = b with the same factors; the transpose is not conjugated.
  ///
  /// - Parameter rightHandSide: b, as long as the matrix has columns.
  /// - Returns: x.
  /// - Throws: `LinearAlgebraError` where the length is wrong or MUMPS reports a failure.
  public func solveTransposed(_ rightHandSide: [Scalar]) throws -> [Scalar] {
    try solve(rightHandSide, transposed: true)
  }

  private func solve(_ rightHandSide: [Scalar], transposed: Bool) throws -> [Scalar] {
    guard rightHandSide.count == report.size else {
      throw LinearAlgebraError(
        .shapeMismatch,
        "A system of \(report.size) equations got a right-hand side of \(rightHandSide.count) numbers."
      )
    }
    var result = rightHandSide
    try result.withUnsafeMutableBytes { bytes in
      guard let start = bytes.baseAddress else { return }
      try solveInPlace(start.assumingMemoryBound(to: Double.self), transposed: transposed)
    }
    return result
  }

  /// Replaces a right-hand side by the solution.
  ///
  /// - Parameters:
  ///   - numbers: as many as the matrix has rows; complex ones as two doubles each.
  ///   - transposed: whether Aᵀ x = b is solved.
  /// - Throws: `LinearAlgebraError` where MUMPS reports a failure.
  package func solveInPlace(_ numbers: UnsafeMutablePointer<Double>, transposed: Bool) throws {
    try mumpsLock.withLock { _ in
      try Self.check(isochron_sparse_lu_solve(handle, numbers, 1, transposed ? 1 : 0), handle)
    }
  }
}
