import COpenBLAS
package import ComplexModule

/// The dense steps of Arnoldi's method on vectors that lie one after another.
package protocol KrylovScalar: MatrixScalar {
  /// A number with parts between −1 and 1.
  static func random(using generator: inout SplitMix64) -> Self

  /// The Euclidean length of a vector.
  static func length(_ size: Int, _ vector: UnsafePointer<Self>) -> Double

  /// Multiplies a vector by a real number.
  static func scale(_ size: Int, _ factor: Double, _ vector: UnsafeMutablePointer<Self>)

  /// ⟨v_k, x⟩ of `count` vectors v_k.
  static func overlaps(
    _ size: Int, _ count: Int, _ vectors: UnsafePointer<Self>, _ x: UnsafePointer<Self>,
    _ result: inout [Self])

  /// x ← x − Σ c_k v_k.
  static func subtract(
    _ size: Int, _ count: Int, _ vectors: UnsafePointer<Self>, _ weights: [Self],
    _ x: UnsafeMutablePointer<Self>)

  /// Σ c_k v_k.
  static func combination(
    _ size: Int, _ count: Int, _ vectors: UnsafePointer<Self>, _ weights: [ComplexDouble]
  ) -> [ComplexDouble]

  /// Eigenvalues and right eigenvectors, of length 1, of a small Hessenberg matrix.
  static func hessenbergEigensystem(
    of matrix: Matrix<Self>
  ) throws -> (values: [ComplexDouble], vectors: Matrix<ComplexDouble>)
}

extension Double: KrylovScalar {
  package static func random(using generator: inout SplitMix64) -> Double {
    generator.nextSymmetric()
  }

  package static func length(_ size: Int, _ vector: UnsafePointer<Double>) -> Double {
    cblas_dnrm2(Int32(size), vector, 1)
  }

  package static func scale(
    _ size: Int, _ factor: Double, _ vector: UnsafeMutablePointer<Double>
  ) {
    cblas_dscal(Int32(size), factor, vector, 1)
  }

  package static func overlaps(
    _ size: Int, _ count: Int, _ vectors: UnsafePointer<Double>, _ x: UnsafePointer<Double>,
    _ result: inout [Double]
  ) {
    cblas_dgemv(
      CblasColMajor, CblasTrans, Int32(size), Int32(count), 1, vectors, Int32(size), x, 1, 0,
      &result, 1)
  }

  package static func subtract(
    _ size: Int, _ count: Int, _ vectors: UnsafePointer<Double>, _ weights: [Double],
    _ x: UnsafeMutablePointer<Double>
  ) {
    cblas_dgemv(
      CblasColMajor, CblasNoTrans, Int32(size), Int32(count), -1, vectors, Int32(size), weights, 1,
      1, x, 1)
  }

  package static func combination(
    _ size: Int, _ count: Int, _ vectors: UnsafePointer<Double>,
    _ weights: [ComplexDouble]
  ) -> [ComplexDouble] {
    var parts = [[Double]](repeating: [Double](repeating: 0, count: size), count: 2)
    let isReal = weights.allSatisfy { $0.imaginary == 0 }
    for part in 0..<(isReal ? 1 : 2) {
      let numbers = weights.map { part == 0 ? $0.real : $0.imaginary }
      cblas_dgemv(
        CblasColMajor, CblasNoTrans, Int32(size), Int32(count), 1, vectors, Int32(size), numbers,
        1, 0, &parts[part], 1)
    }
    return zip(parts[0], parts[1]).map { ComplexDouble($0, $1) }
  }

  package static func hessenbergEigensystem(
    of matrix: Matrix<Double>
  ) throws -> (values: [ComplexDouble], vectors: Matrix<ComplexDouble>) {
    let system = try HessenbergEigensystem(matrix)
    return (system.values, system.vectors)
  }
}

extension Complex: KrylovScalar where RealType == Double {
  package static func random(using generator: inout SplitMix64) -> ComplexDouble {
    ComplexDouble(generator.nextSymmetric(), generator.nextSymmetric())
  }

  package static func length(_ size: Int, _ vector: UnsafePointer<ComplexDouble>) -> Double {
    cblas_dznrm2(Int32(size), vector, 1)
  }

  package static func scale(
    _ size: Int, _ factor: Double, _ vector: UnsafeMutablePointer<ComplexDouble>
  ) {
    cblas_zdscal(Int32(size), factor, vector, 1)
  }

  package static func overlaps(
    _ size: Int, _ count: Int, _ vectors: UnsafePointer<ComplexDouble>,
    _ x: UnsafePointer<ComplexDouble>, _ result: inout [ComplexDouble]
  ) {
    var (one, zero) = (ComplexDouble(1), ComplexDouble.zero)
    cblas_zgemv(
      CblasColMajor, CblasConjTrans, Int32(size), Int32(count), &one, vectors, Int32(size), x, 1,
      &zero, &result, 1)
  }

  package static func subtract(
    _ size: Int, _ count: Int, _ vectors: UnsafePointer<ComplexDouble>, _ weights: [ComplexDouble],
    _ x: UnsafeMutablePointer<ComplexDouble>
  ) {
    var (minus, one) = (ComplexDouble(-1), ComplexDouble(1))
    cblas_zgemv(
      CblasColMajor, CblasNoTrans, Int32(size), Int32(count), &minus, vectors, Int32(size),
      weights, 1, &one, x, 1)
  }

  package static func combination(
    _ size: Int, _ count: Int, _ vectors: UnsafePointer<ComplexDouble>,
    _ weights: [ComplexDouble]
  ) -> [ComplexDouble] {
    var result = [ComplexDouble](repeating: .zero, count: size)
    var (one, zero) = (ComplexDouble(1), ComplexDouble.zero)
    cblas_zgemv(
      CblasColMajor, CblasNoTrans, Int32(size), Int32(count), &one, vectors, Int32(size), weights,
      1, &zero, &result, 1)
    return result
  }

  package static func hessenbergEigensystem(
    of matrix: Matrix<ComplexDouble>
  ) throws -> (values: [ComplexDouble], vectors: Matrix<ComplexDouble>) {
    let system = try HessenbergEigensystem(matrix)
    return (system.values, system.vectors)
  }
}
