import CARPACK
import ComplexModule
import Synchronization
import _LinearAlgebraShims

/// ARPACK keeps local variables between its calls: one calculation at a time in a process.
private let arpackLock = Mutex<Void>(())

/// Eigenvalues of largest modulus of an operator that is only applied, by ARPACK.
///
/// Implicitly restarted Arnoldi (R. B. Lehoucq, D. C. Sorensen, C. Yang, ARPACK Users' Guide, 1998). The
/// start vector is always the same, so that results repeat to rounding.
struct Arnoldi {
  /// How many eigenvalues are wanted.
  var count: Int
  /// The dimension of the Krylov space, more than `count + 1` and at most the operator's dimension.
  var basisSize: Int
  /// The relative tolerance of the Ritz values.
  var tolerance: Double
  /// How often the Krylov space is rebuilt at most.
  var restartLimit: Int

  /// What was found.
  struct Result {
    var eigenvalues: [ComplexDouble]
    /// The eigenvector of each eigenvalue.
    var vectors: [[ComplexDouble]]
    var applicationCount: Int
  }

  /// Runs on a real operator; pairs of complex eigenvalues stay together.
  func run(
    realDimension size: Int,
    apply: (UnsafeMutablePointer<Double>) throws -> Void
  ) throws -> Result {
    try arpackLock.withLock { _ in
      var work = Workspace(size: size, basisSize: basisSize, components: 1)
      let applications = try iterate(&work, size: size, components: 1, apply: apply)
      return try extractReal(&work, size: size, applications: applications)
    }
  }

  /// Runs on a complex operator.
  func run(
    complexDimension size: Int,
    apply: (UnsafeMutablePointer<Double>) throws -> Void
  ) throws -> Result {
    try arpackLock.withLock { _ in
      var work = Workspace(size: size, basisSize: basisSize, components: 2)
      let applications = try iterate(&work, size: size, components: 2, apply: apply)
      return try extractComplex(&work, size: size, applications: applications)
    }
  }

  /// Runs on a complex operator on arrays; it must not start another run.
  func runOnVectors(
    dimension: Int, apply: ([ComplexDouble]) throws -> [ComplexDouble]
  ) throws -> Result {
    try run(complexDimension: dimension) { numbers in
      try numbers.withMemoryRebound(to: ComplexDouble.self, capacity: dimension) { vector in
        let image = try apply(Array(UnsafeBufferPointer(start: vector, count: dimension)))
        guard image.count == dimension else {
          throw LinearAlgebraError(
            .shapeMismatch,
            "The map gave \(image.count) numbers for \(dimension); it has to keep their number.")
        }
        vector.update(from: image, count: dimension)
      }
    }
  }

  /// ARPACK's arrays; a complex number is two doubles.
  private struct Workspace {
    var residual: [Double]
    var basis: [Double]
    var iparam = [Int32](repeating: 0, count: 11)
    var ipntr = [Int32](repeating: 0, count: 14)
    var workd: [Double]
    var workl: [Double]
    var rwork: [Double]
    var worklSize: Int32

    init(size: Int, basisSize: Int, components: Int) {
      var generator = SplitMix64(seed: 0x15_0C_60)
      residual = (0..<size * components).map { _ in generator.nextSymmetric() }
      basis = Array(repeating: 0, count: size * basisSize * components)
      workd = Array(repeating: 0, count: 3 * size * components)
      let length =
        components == 1
        ? 3 * basisSize * basisSize + 6 * basisSize
        : 3 * basisSize * basisSize + 5 * basisSize
      workl = Array(repeating: 0, count: length * components)
      rwork = Array(repeating: 0, count: basisSize)
      worklSize = Int32(length)
    }
  }

  private func iterate(
    _ work: inout Workspace, size: Int, components: Int,
    apply: (UnsafeMutablePointer<Double>) throws -> Void
  ) throws -> Int {
    OpenBLAS.prepare()
    var ido: Int32 = 0
    var info: Int32 = 1
    var applications = 0
    work.iparam[0] = 1
    work.iparam[2] = Int32(restartLimit)
    work.iparam[3] = 1
    work.iparam[6] = 1
    while true {
      if components == 1 {
        isochron_arnoldi_real_step(
          &ido, Int32(size), "LM", Int32(count), tolerance, &work.residual, Int32(basisSize),
          &work.basis, &work.iparam, &work.ipntr, &work.workd, &work.workl, work.worklSize, &info)
      } else {
        isochron_arnoldi_complex_step(
          &ido, Int32(size), "LM", Int32(count), tolerance, &work.residual, Int32(basisSize),
          &work.basis, &work.iparam, &work.ipntr, &work.workd, &work.workl, work.worklSize,
          &work.rwork, &info)
      }
      guard ido == 1 || ido == -1 else { break }
      try Cancellation.check("\(applications) operator applications of Arnoldi's method were done")
      let source = (Int(work.ipntr[0]) - 1) * components
      let target = (Int(work.ipntr[1]) - 1) * components
      try work.workd.withUnsafeMutableBufferPointer { numbers in
        guard let start = numbers.baseAddress else { return }
        (start + target).update(from: start + source, count: size * components)
        try apply(start + target)
      }
      applications += 1
    }
    try check(info, converged: Int(work.iparam[4]), applications: applications)
    return applications
  }

  private func extractReal(
    _ work: inout Workspace, size: Int, applications: Int
  ) throws -> Result {
    var info: Int32 = 0
    var real = [Double](repeating: 0, count: count + 1)
    var imaginary = real
    var vectors = [Double](repeating: 0, count: size * (count + 1))
    var select = [Int32](repeating: 0, count: basisSize)
    var workev = [Double](repeating: 0, count: 3 * basisSize)
    isochron_arnoldi_real_extract(
      &real, &imaginary, &vectors, Int32(size), "LM", Int32(count), tolerance, &work.residual,
      Int32(basisSize), &work.basis, &work.iparam, &work.ipntr, &work.workd, &work.workl,
      work.worklSize, &select, &workev, &info)
    try check(info, converged: Int(work.iparam[4]), applications: applications)
    var result = Result(eigenvalues: [], vectors: [], applicationCount: applications)
    let converged = min(Int(work.iparam[4]), count + 1)
    var j = 0
    while j < converged {
      let first = vectors[j * size..<(j + 1) * size]
      if imaginary[j] == 0 || j + 1 > count {
        result.eigenvalues.append(ComplexDouble(real[j], imaginary[j]))
        result.vectors.append(first.map { ComplexDouble($0, 0) })
        j += 1
        continue
      }
      let second = vectors[(j + 1) * size..<(j + 2) * size]
      let vector = zip(first, second).map { ComplexDouble($0, $1) }
      result.eigenvalues.append(ComplexDouble(real[j], imaginary[j]))
      result.eigenvalues.append(ComplexDouble(real[j], -imaginary[j]))
      result.vectors.append(vector)
      result.vectors.append(vector.map(\.conjugate))
      j += 2
    }
    return result
  }

  private func extractComplex(
    _ work: inout Workspace, size: Int, applications: Int
  ) throws -> Result {
    var info: Int32 = 0
    var eigenvalues = [ComplexDouble](repeating: 0, count: count + 1)
    var vectors = [ComplexDouble](repeating: 0, count: size * count)
    var select = [Int32](repeating: 0, count: basisSize)
    var workev = [Double](repeating: 0, count: 4 * basisSize)
    eigenvalues.withUnsafeMutableBytes { values in
      vectors.withUnsafeMutableBytes { vectors in
        isochron_arnoldi_complex_extract(
          values.baseAddress?.assumingMemoryBound(to: Double.self),
          vectors.baseAddress?.assumingMemoryBound(to: Double.self), Int32(size), "LM",
          Int32(count), tolerance, &work.residual, Int32(basisSize), &work.basis, &work.iparam,
          &work.ipntr, &work.workd, &work.workl, work.worklSize, &work.rwork, &select, &workev,
          &info)
      }
    }
    try check(info, converged: Int(work.iparam[4]), applications: applications)
    let converged = min(Int(work.iparam[4]), count)
    return Result(
      eigenvalues: Array(eigenvalues[0..<converged]),
      vectors: (0..<converged).map { Array(vectors[$0 * size..<($0 + 1) * size]) },
      applicationCount: applications)
  }

  private func check(_ info: Int32, converged: Int, applications: Int) throws {
    switch info {
    case 0: return
    case 1, 3, -14:
      throw LinearAlgebraError(
        .notConverged,
        "Arnoldi's method found \(converged) of \(count) eigenvalues after \(applications) operator "
          + "applications. Try fewer eigenvalues, a larger Krylov space than \(basisSize), or a shift "
          + "nearer to them.")
    case -9, -9999:
      throw LinearAlgebraError(
        .libraryFailure,
        "ARPACK could not build a Krylov space of \(basisSize) vectors (status \(info)).")
    default:
      throw LinearAlgebraError(.libraryFailure, "ARPACK reported status \(info).")
    }
  }
}
