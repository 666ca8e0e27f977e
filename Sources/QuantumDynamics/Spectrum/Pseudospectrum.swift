import ComplexModule
import LinearAlgebra
import RealModule

/// The norm of the resolvent of a Liouvillian on a grid of the complex plane.
///
/// ‖(z − L)⁻¹‖ > 1/ε means that some change of L of norm ε makes z an eigenvalue. For a normal L it is the
/// inverse distance from the spectrum; where it is far larger, eigenvalues say little about dynamics or
/// about a slightly different system.
public struct Pseudospectrum: Sendable, Codable, CarriesParameters {
  /// Re z of the columns.
  public let realParts: [Double]

  /// Im z of the rows.
  public let imaginaryParts: [Double]

  /// ‖(z − L)⁻¹‖₂ in the Hilbert–Schmidt norm, `[row][column]`; infinite on an eigenvalue.
  public let resolventNorms: [[Double]]

  /// The relative tolerance of the norms: how little they changed in the last step of Lanczos's method.
  public let tolerance: Double

  /// How they were calculated.
  public let method: String

  /// Whether all rows that were asked for are there; after an interrupt those that were done are.
  public let isComplete: Bool

  /// How long the calculation took, in seconds.
  public let wallTime: Double

  /// What the model was made with, as its `Liouvillian` carried it.
  public package(set) var parameters: [String: Double] = [:]

  /// The largest (Re z) ‖(z − L)⁻¹‖ on the grid right of the imaginary axis: a lower bound of Kreiss's constant and
  /// so of the largest transient growth of ‖e^(Lt)‖; 0 where the grid has no such points.
  public var transientGrowthBound: Double {
    var result = 0.0
    for row in resolventNorms {
      for (norm, real) in zip(row, realParts) where real > 0 { result = max(result, real * norm) }
    }
    return result
  }
}

extension Liouvillian {
  /// Calculates the resolvent norm on a grid.
  ///
  /// One sparse factorization for each point and sector, and Lanczos's method on (z − L)⁻¹(z − L)⁻†, whose largest
  /// eigenvalue is ‖(z − L)⁻¹‖². The spectrum is symmetric to the real axis, and so is this.
  ///
  /// - Parameters:
  ///   - realParts: Re z of the grid.
  ///   - imaginaryParts: Im z of the grid.
  ///   - tolerance: relative, of the norms.
  ///   - progress: called with the fraction of points that are done; instead of the progress bar.
  /// - Returns: the norms; after an interrupt those of the rows that are done, with `isComplete` false.
  /// - Throws: `QuantumDynamicsError`: `invalidParameter` for an empty grid, `cancelled` where no row was done;
  ///   `LinearAlgebraError`.
  public func pseudospectrum(
    realParts: [Double], imaginaryParts: [Double], tolerance: Double = 1e-3,
    progress: ((Double) -> Void)? = nil
  ) throws -> Pseudospectrum {
    let clock = ContinuousClock()
    let start = clock.now
    guard !realParts.isEmpty, !imaginaryParts.isEmpty,
      (realParts + imaginaryParts).allSatisfy(\.isFinite), tolerance > 0
    else {
      throw QuantumDynamicsError(
        .invalidParameter,
        "A pseudospectrum needs a grid of finite numbers and a positive tolerance.")
    }
    let sectors = sectors(phases: nil).compactMap {
      sector -> (SparseMatrix<ComplexDouble>, [Int]?)? in
      guard case .real(let matrix) = sector.generator else { return nil }
      return (SparseMatrix<ComplexDouble>(matrix), sector.blocks)
    }
    let told = CalculationProgress("Pseudospectrum", progress: progress)
    defer { told.finish() }
    let pointCount = realParts.count * imaginaryParts.count
    var norms: [[Double]] = []
    do {
      for imaginary in imaginaryParts {
        var row: [Double] = []
        for real in realParts {
          try Cancellation.check(
            "\(norms.count * realParts.count + row.count) of \(pointCount) points of a pseudospectrum are done"
          )
          // The parts are orthogonal to one another: the norm of the whole is the largest.
          row.append(
            try sectors.map { matrix, blocks in
              try matrix.resolventNorm(
                at: ComplexDouble(real, imaginary), blocks: blocks, tolerance: tolerance)
            }.max() ?? 0)
          told.reached(Double(norms.count * realParts.count + row.count) / Double(pointCount))
        }
        norms.append(row)
      }
    } catch let error where Self.isCancellation(error) && !norms.isEmpty {}
    let parts = sectors.count > 1 ? ", \(sectors.count) sectors" : ""
    return Pseudospectrum(
      realParts: realParts, imaginaryParts: Array(imaginaryParts.prefix(norms.count)),
      resolventNorms: norms, tolerance: tolerance,
      method: "Lanczos's method on the resolvent, a sparse LU for each point\(parts)",
      isComplete: norms.count == imaginaryParts.count, wallTime: clock.seconds(since: start)
    ).carrying(parameters)
  }
}

extension SparseMatrix where Scalar == ComplexDouble {
  /// ‖(z − A)⁻¹‖₂ by Lanczos's method with full reorthogonalization.
  func resolventNorm(
    at point: ComplexDouble, blocks: [Int]?, tolerance: Double
  ) throws -> Double {
    let factors: SparseLU<ComplexDouble>
    do {
      factors = try SparseLU(
        point * .identity(rowCount) - self, ordering: .approximateMinimumFill, blocks: blocks)
    } catch let error as LinearAlgebraError where error.code == .singular {
      return .infinity
    }
    var generator = SplitMix64(seed: 0x5EED)
    var vector = (0..<rowCount).map { _ in
      ComplexDouble(generator.nextSymmetric(), generator.nextSymmetric())
    }
    var basis: [[ComplexDouble]] = []
    var diagonal: [Double] = []
    var offDiagonal: [Double] = []
    var previous = 0.0
    var length = vector.euclideanNorm
    for step in 0..<min(rowCount, 60) {
      vector = vector.map { $0 / ComplexDouble(length) }
      basis.append(vector)
      // M⁻ᴴ b = conj(M⁻ᵀ conj b).
      let half = try factors.solveTransposed(vector.map(\.conjugate)).map(\.conjugate)
      var image = try factors.solve(half)
      guard image.allSatisfy(\.isFinite) else { return .infinity }
      diagonal.append(image.inner(basis[step]).real)
      for _ in 0..<2 {
        for other in basis {
          let overlap = other.inner(image)
          for k in image.indices { image[k] -= overlap * other[k] }
        }
      }
      length = image.euclideanNorm
      let largest = try Self.largestEigenvalue(diagonal, offDiagonal)
      if step > 1, abs(largest - previous) <= tolerance * largest { return largest.squareRoot() }
      previous = largest
      guard length > 1e-14 * largest else { break }
      offDiagonal.append(length)
      vector = image
    }
    return previous.squareRoot()
  }

  private static func largestEigenvalue(
    _ diagonal: [Double], _ offDiagonal: [Double]
  ) throws -> Double {
    let size = diagonal.count
    let matrix = Matrix<ComplexDouble>(rows: size, columns: size) { i, j in
      if i == j { return ComplexDouble(diagonal[i]) }
      return abs(i - j) == 1 ? ComplexDouble(offDiagonal[min(i, j)]) : 0
    }
    return try matrix.hermitianEigensystem().values.last ?? 0
  }
}

extension [ComplexDouble] {
  /// ⟨self, other⟩.
  func inner(_ other: [ComplexDouble]) -> ComplexDouble {
    zip(self, other).reduce(ComplexDouble.zero) { $0 + $1.0.conjugate * $1.1 }
  }

  /// The Euclidean length.
  var euclideanNorm: Double { reduce(0) { $0 + $1.lengthSquared }.squareRoot() }
}
