import COpenBLAS
package import ComplexModule

/// The dense steps of a multifrontal factorization, columns stacked.
package protocol FrontScalar: MatrixScalar {
  /// Replaces a square block by its triangular factors; returns LAPACK's status.
  static func factor(
    _ size: Int, _ block: UnsafeMutablePointer<Self>, _ stride: Int,
    _ pivots: UnsafeMutablePointer<Int32>
  ) -> Int32

  /// Replaces columns by the solutions of systems with a factored block.
  static func solve(
    _ size: Int, _ count: Int, _ block: UnsafeMutablePointer<Self>, _ stride: Int,
    _ pivots: UnsafeMutablePointer<Int32>, _ columns: UnsafeMutablePointer<Self>
  )

  /// Replaces triangular factors by the inverse; `work` holds 64 numbers for each row.
  static func invert(
    _ size: Int, _ block: UnsafeMutablePointer<Self>, _ stride: Int,
    _ pivots: UnsafeMutablePointer<Int32>, _ work: UnsafeMutablePointer<Self>
  )

  /// c ← sign a b + keep c for an m × k and a k × n matrix.
  static func multiply(
    _ m: Int, _ n: Int, _ k: Int, _ sign: Double, _ a: UnsafePointer<Self>, _ strideA: Int,
    _ b: UnsafePointer<Self>, _ strideB: Int, _ keep: Double, _ c: UnsafeMutablePointer<Self>,
    _ strideC: Int
  )

  /// y ← sign a x + keep y, or with aᵀ, for an m × n matrix without gaps.
  static func multiply(
    _ m: Int, _ n: Int, _ sign: Double, _ a: UnsafePointer<Self>, transposed: Bool,
    _ x: UnsafePointer<Self>, _ keep: Double, _ y: UnsafeMutablePointer<Self>
  )
}

extension Double: FrontScalar {
  package static func factor(
    _ size: Int, _ block: UnsafeMutablePointer<Double>, _ stride: Int,
    _ pivots: UnsafeMutablePointer<Int32>
  ) -> Int32 {
    LAPACKE_dgetrf_work(
      LAPACK_COL_MAJOR, Int32(size), Int32(size), block, Int32(stride), pivots)
  }

  package static func solve(
    _ size: Int, _ count: Int, _ block: UnsafeMutablePointer<Double>, _ stride: Int,
    _ pivots: UnsafeMutablePointer<Int32>, _ columns: UnsafeMutablePointer<Double>
  ) {
    _ = LAPACKE_dgetrs_work(
      LAPACK_COL_MAJOR, CChar(UInt8(ascii: "N")), Int32(size), Int32(count), block, Int32(stride),
      pivots, columns, Int32(stride))
  }

  package static func invert(
    _ size: Int, _ block: UnsafeMutablePointer<Double>, _ stride: Int,
    _ pivots: UnsafeMutablePointer<Int32>, _ work: UnsafeMutablePointer<Double>
  ) {
    _ = LAPACKE_dgetri_work(
      LAPACK_COL_MAJOR, Int32(size), block, Int32(stride), pivots, work, Int32(64 * size))
  }

  package static func multiply(
    _ m: Int, _ n: Int, _ k: Int, _ sign: Double, _ a: UnsafePointer<Double>, _ strideA: Int,
    _ b: UnsafePointer<Double>, _ strideB: Int, _ keep: Double,
    _ c: UnsafeMutablePointer<Double>, _ strideC: Int
  ) {
    cblas_dgemm(
      CblasColMajor, CblasNoTrans, CblasNoTrans, Int32(m), Int32(n), Int32(k), sign, a,
      Int32(strideA), b, Int32(strideB), keep, c, Int32(strideC))
  }

  package static func multiply(
    _ m: Int, _ n: Int, _ sign: Double, _ a: UnsafePointer<Double>, transposed: Bool,
    _ x: UnsafePointer<Double>, _ keep: Double, _ y: UnsafeMutablePointer<Double>
  ) {
    cblas_dgemv(
      CblasColMajor, transposed ? CblasTrans : CblasNoTrans, Int32(m), Int32(n), sign, a,
      Int32(m), x, 1, keep, y, 1)
  }
}

extension Complex: FrontScalar where RealType == Double {
  package static func factor(
    _ size: Int, _ block: UnsafeMutablePointer<ComplexDouble>, _ stride: Int,
    _ pivots: UnsafeMutablePointer<Int32>
  ) -> Int32 {
    LAPACKE_zgetrf_work(
      LAPACK_COL_MAJOR, Int32(size), Int32(size), doubles(block), Int32(stride), pivots)
  }

  package static func solve(
    _ size: Int, _ count: Int, _ block: UnsafeMutablePointer<ComplexDouble>, _ stride: Int,
    _ pivots: UnsafeMutablePointer<Int32>, _ columns: UnsafeMutablePointer<ComplexDouble>
  ) {
    _ = LAPACKE_zgetrs_work(
      LAPACK_COL_MAJOR, CChar(UInt8(ascii: "N")), Int32(size), Int32(count), doubles(block),
      Int32(stride), pivots, doubles(columns), Int32(stride))
  }

  package static func invert(
    _ size: Int, _ block: UnsafeMutablePointer<ComplexDouble>, _ stride: Int,
    _ pivots: UnsafeMutablePointer<Int32>, _ work: UnsafeMutablePointer<ComplexDouble>
  ) {
    _ = LAPACKE_zgetri_work(
      LAPACK_COL_MAJOR, Int32(size), doubles(block), Int32(stride), pivots,
      doubles(work), Int32(64 * size))
  }

  package static func multiply(
    _ m: Int, _ n: Int, _ k: Int, _ sign: Double, _ a: UnsafePointer<ComplexDouble>,
    _ strideA: Int, _ b: UnsafePointer<ComplexDouble>, _ strideB: Int, _ keep: Double,
    _ c: UnsafeMutablePointer<ComplexDouble>, _ strideC: Int
  ) {
    var (factor, kept) = (ComplexDouble(sign), ComplexDouble(keep))
    cblas_zgemm(
      CblasColMajor, CblasNoTrans, CblasNoTrans, Int32(m), Int32(n), Int32(k), &factor, a,
      Int32(strideA), b, Int32(strideB), &kept, c, Int32(strideC))
  }

  package static func multiply(
    _ m: Int, _ n: Int, _ sign: Double, _ a: UnsafePointer<ComplexDouble>, transposed: Bool,
    _ x: UnsafePointer<ComplexDouble>, _ keep: Double, _ y: UnsafeMutablePointer<ComplexDouble>
  ) {
    var (factor, kept) = (ComplexDouble(sign), ComplexDouble(keep))
    cblas_zgemv(
      CblasColMajor, transposed ? CblasTrans : CblasNoTrans, Int32(m), Int32(n), &factor, a,
      Int32(m), x, 1, &kept, y, 1)
  }
}

/// The parts of complex numbers, as LAPACK's header wants them.
private func doubles(_ numbers: UnsafeMutablePointer<ComplexDouble>) -> UnsafeMutablePointer<Double>
{
  UnsafeMutableRawPointer(numbers).assumingMemoryBound(to: Double.self)
}
