import COpenBLAS
package import _LinearAlgebraShims
package import ComplexModule

/// The dense steps of a multifrontal factorization, columns stacked.
package protocol FrontScalar: KrylovScalar {
  /// Replaces a square block by its triangular factors.
  static func factor(
    _ size: Int, _ block: UnsafeMutablePointer<Self>, _ stride: Int,
    _ exchanges: UnsafeMutablePointer<Int32>)

  /// Exchanges rows as a factored block did.
  static func exchangeRows(
    _ size: Int, _ count: Int, _ columns: UnsafeMutablePointer<Self>, _ stride: Int,
    _ exchanges: UnsafePointer<Int32>)

  /// B ← L⁻¹ B with the lower factor of a block.
  static func solveLower(
    _ size: Int, _ count: Int, _ block: UnsafePointer<Self>, _ blockStride: Int,
    _ columns: UnsafeMutablePointer<Self>, _ stride: Int)

  /// B ← B U⁻¹ with the upper factor of a block.
  static func solveUpperFromRight(
    _ count: Int, _ size: Int, _ block: UnsafePointer<Self>, _ blockStride: Int,
    _ rows: UnsafeMutablePointer<Self>, _ stride: Int)

  /// Replaces both triangular factors of a block by their inverses.
  static func invertTriangles(
    _ size: Int, _ block: UnsafeMutablePointer<Self>, _ stride: Int)

  /// c ← c + sign a b for an m × k and a k × n matrix.
  static func multiply(
    _ m: Int, _ n: Int, _ k: Int, _ sign: Double, _ a: UnsafePointer<Self>, _ strideA: Int,
    _ b: UnsafePointer<Self>, _ strideB: Int, _ c: UnsafeMutablePointer<Self>, _ strideC: Int)

  /// Replaces a right-hand side by the solution.
  static func solve(
    _ fronts: UnsafePointer<isochron_fronts>, _ numbers: UnsafeMutablePointer<Double>,
    _ work: FrontWork, transposed: Bool)

  /// How many numbers the stored factors of a front of so many pivots and places on its border take.
  static func storedCount(pivots: Int, border: Int) -> (lower: Int64, upper: Int64)

  /// Copies the factors of a front in the order in which solves read them.
  static func store(
    pivots: Int, border: Int, left: UnsafeMutablePointer<Self>, above: UnsafeMutablePointer<Self>,
    lower: UnsafeMutableRawPointer, upper: UnsafeMutableRawPointer)
}

/// The memory of one solve.
package struct FrontWork {
  /// As many numbers as there are unknowns.
  let numbers: UnsafeMutablePointer<Double>
  /// The pivots of a front, and what is on its border.
  let own: UnsafeMutablePointer<Double>
  let rest: UnsafeMutablePointer<Double>
}

extension Double: FrontScalar {
  package static func factor(
    _ size: Int, _ block: UnsafeMutablePointer<Double>, _ stride: Int,
    _ exchanges: UnsafeMutablePointer<Int32>
  ) {
    // A pivot that is zero is seen by who called.
    _ = LAPACKE_dgetrf_work(
      LAPACK_COL_MAJOR, Int32(size), Int32(size), block, Int32(stride), exchanges)
  }

  package static func exchangeRows(
    _ size: Int, _ count: Int, _ columns: UnsafeMutablePointer<Double>, _ stride: Int,
    _ exchanges: UnsafePointer<Int32>
  ) {
    _ = LAPACKE_dlaswp_work(
      LAPACK_COL_MAJOR, Int32(count), columns, Int32(stride), 1, Int32(size), exchanges, 1)
  }

  package static func solveLower(
    _ size: Int, _ count: Int, _ block: UnsafePointer<Double>, _ blockStride: Int,
    _ columns: UnsafeMutablePointer<Double>, _ stride: Int
  ) {
    cblas_dtrsm(
      CblasColMajor, CblasLeft, CblasLower, CblasNoTrans, CblasUnit, Int32(size), Int32(count), 1,
      block, Int32(blockStride), columns, Int32(stride))
  }

  package static func solveUpperFromRight(
    _ count: Int, _ size: Int, _ block: UnsafePointer<Double>, _ blockStride: Int,
    _ rows: UnsafeMutablePointer<Double>, _ stride: Int
  ) {
    cblas_dtrsm(
      CblasColMajor, CblasRight, CblasUpper, CblasNoTrans, CblasNonUnit, Int32(count), Int32(size),
      1, block, Int32(blockStride), rows, Int32(stride))
  }

  package static func invertTriangles(
    _ size: Int, _ block: UnsafeMutablePointer<Double>, _ stride: Int
  ) {
    for (triangle, diagonal) in [("L", "U"), ("U", "N")] as [(Unicode.Scalar, Unicode.Scalar)] {
      _ = LAPACKE_dtrtri_work(
        LAPACK_COL_MAJOR, CChar(UInt8(ascii: triangle)), CChar(UInt8(ascii: diagonal)), Int32(size),
        block, Int32(stride))
    }
  }

  package static func multiply(
    _ m: Int, _ n: Int, _ k: Int, _ sign: Double, _ a: UnsafePointer<Double>, _ strideA: Int,
    _ b: UnsafePointer<Double>, _ strideB: Int, _ c: UnsafeMutablePointer<Double>, _ strideC: Int
  ) {
    cblas_dgemm(
      CblasColMajor, CblasNoTrans, CblasNoTrans, Int32(m), Int32(n), Int32(k), sign, a,
      Int32(strideA), b, Int32(strideB), 1, c, Int32(strideC))
  }

  package static func solve(
    _ fronts: UnsafePointer<isochron_fronts>, _ numbers: UnsafeMutablePointer<Double>,
    _ work: FrontWork, transposed: Bool
  ) {
    isochron_fronts_solve_real(
      fronts, numbers, work.numbers, work.own, work.rest, transposed ? 1 : 0)
  }

  package static func storedCount(pivots: Int, border: Int) -> (lower: Int64, upper: Int64) {
    (
      isochron_fronts_lower_count_real(Int64(pivots), Int64(border)),
      isochron_fronts_upper_count_real(Int64(pivots), Int64(border))
    )
  }

  package static func store(
    pivots: Int, border: Int, left: UnsafeMutablePointer<Double>,
    above: UnsafeMutablePointer<Double>, lower: UnsafeMutableRawPointer,
    upper: UnsafeMutableRawPointer
  ) {
    isochron_fronts_store_real(
      Int64(pivots), Int64(border), left, above,
      lower.assumingMemoryBound(to: Double.self), upper.assumingMemoryBound(to: Double.self))
  }
}

extension Complex: FrontScalar where RealType == Double {
  package static func factor(
    _ size: Int, _ block: UnsafeMutablePointer<ComplexDouble>, _ stride: Int,
    _ exchanges: UnsafeMutablePointer<Int32>
  ) {
    // A pivot that is zero is seen by who called.
    _ = LAPACKE_zgetrf_work(
      LAPACK_COL_MAJOR, Int32(size), Int32(size), doubles(block), Int32(stride), exchanges)
  }

  package static func exchangeRows(
    _ size: Int, _ count: Int, _ columns: UnsafeMutablePointer<ComplexDouble>, _ stride: Int,
    _ exchanges: UnsafePointer<Int32>
  ) {
    _ = LAPACKE_zlaswp_work(
      LAPACK_COL_MAJOR, Int32(count), doubles(columns), Int32(stride), 1, Int32(size), exchanges, 1)
  }

  package static func solveLower(
    _ size: Int, _ count: Int, _ block: UnsafePointer<ComplexDouble>, _ blockStride: Int,
    _ columns: UnsafeMutablePointer<ComplexDouble>, _ stride: Int
  ) {
    var one = ComplexDouble(1)
    cblas_ztrsm(
      CblasColMajor, CblasLeft, CblasLower, CblasNoTrans, CblasUnit, Int32(size), Int32(count),
      &one,
      block, Int32(blockStride), columns, Int32(stride))
  }

  package static func solveUpperFromRight(
    _ count: Int, _ size: Int, _ block: UnsafePointer<ComplexDouble>, _ blockStride: Int,
    _ rows: UnsafeMutablePointer<ComplexDouble>, _ stride: Int
  ) {
    var one = ComplexDouble(1)
    cblas_ztrsm(
      CblasColMajor, CblasRight, CblasUpper, CblasNoTrans, CblasNonUnit, Int32(count), Int32(size),
      &one, block, Int32(blockStride), rows, Int32(stride))
  }

  package static func invertTriangles(
    _ size: Int, _ block: UnsafeMutablePointer<ComplexDouble>, _ stride: Int
  ) {
    for (triangle, diagonal) in [("L", "U"), ("U", "N")] as [(Unicode.Scalar, Unicode.Scalar)] {
      _ = LAPACKE_ztrtri_work(
        LAPACK_COL_MAJOR, CChar(UInt8(ascii: triangle)), CChar(UInt8(ascii: diagonal)), Int32(size),
        doubles(block), Int32(stride))
    }
  }

  package static func multiply(
    _ m: Int, _ n: Int, _ k: Int, _ sign: Double, _ a: UnsafePointer<ComplexDouble>, _ strideA: Int,
    _ b: UnsafePointer<ComplexDouble>, _ strideB: Int, _ c: UnsafeMutablePointer<ComplexDouble>,
    _ strideC: Int
  ) {
    var (factor, one) = (ComplexDouble(sign), ComplexDouble(1))
    cblas_zgemm(
      CblasColMajor, CblasNoTrans, CblasNoTrans, Int32(m), Int32(n), Int32(k), &factor, a,
      Int32(strideA), b, Int32(strideB), &one, c, Int32(strideC))
  }

  package static func solve(
    _ fronts: UnsafePointer<isochron_fronts>, _ numbers: UnsafeMutablePointer<Double>,
    _ work: FrontWork, transposed: Bool
  ) {
    isochron_fronts_solve_complex(
      fronts, numbers, work.numbers, work.own, work.rest, transposed ? 1 : 0)
  }

  package static func storedCount(pivots: Int, border: Int) -> (lower: Int64, upper: Int64) {
    (
      isochron_fronts_lower_count_complex(Int64(pivots), Int64(border)),
      isochron_fronts_upper_count_complex(Int64(pivots), Int64(border))
    )
  }

  package static func store(
    pivots: Int, border: Int, left: UnsafeMutablePointer<ComplexDouble>,
    above: UnsafeMutablePointer<ComplexDouble>, lower: UnsafeMutableRawPointer,
    upper: UnsafeMutableRawPointer
  ) {
    isochron_fronts_store_complex(
      Int64(pivots), Int64(border), doubles(left), doubles(above),
      lower.assumingMemoryBound(to: Double.self), upper.assumingMemoryBound(to: Double.self))
  }
}

/// The parts of complex numbers, as LAPACK's header wants them.
private func doubles(_ numbers: UnsafeMutablePointer<ComplexDouble>) -> UnsafeMutablePointer<Double>
{
  UnsafeMutableRawPointer(numbers).assumingMemoryBound(to: Double.self)
}
