public import ComplexModule
public import LinearAlgebra

/// An eigenvalue of a Liouvillian: a mode that evolves as e^(λ t).
public struct LiouvillianEigenvalue: Sendable {
  /// λ; the mode decays with −Re λ and oscillates with Im λ.
  public let value: ComplexDouble

  /// ‖L v − λ v‖ for an eigenmatrix v of Hilbert–Schmidt norm 1.
  public let residual: Double

  /// κ = 1/|⟨w, v⟩| of the normalized left and right eigenmatrices.
  ///
  /// A change of L by δ moves λ by up to κ δ. Infinite where left and right modes could not be matched; nil where it was not calculated.
  public let conditionNumber: Double?

  /// Whether this is a steady state's eigenvalue: zero within its error.
  public let isZero: Bool

  /// How far λ may be off, to first order: κ times the residual, and no less than κ ε ‖L‖₁.
  public let uncertainty: Double?

  /// The sector that it belongs to.
  public let sector: SectorLabel

  /// The operators that the coordinates belong to.
  public let basis: OperatorBasis

  /// The right eigenvector in the basis, of length 1.
  public let coordinates: [ComplexDouble]

  /// The left eigenvector in the basis, of length 1; nil where it was not calculated or not matched.
  public let leftCoordinates: [ComplexDouble]?

  /// The eigenmatrix v with L v = λ v, d × d, of Hilbert–Schmidt norm 1; built at each call.
  public var mode: Matrix<ComplexDouble> { basis.matrix(of: coordinates) }

  /// The left eigenmatrix w with L†w = λ* w, d × d, of Hilbert–Schmidt norm 1; built at each call.
  ///
  /// The mode's weight in a state ρ is ⟨w, ρ⟩/⟨w, v⟩ with ⟨w, ρ⟩ = Tr w†ρ.
  public var leftMode: Matrix<ComplexDouble>? { leftCoordinates.map(basis.matrix(of:)) }

  /// The mode's coefficient c in ρ = Σ c v.
  ///
  /// - Parameter state: ρ.
  /// - Returns: ⟨w, ρ⟩/⟨w, v⟩; nil without a left eigenmatrix.
  public func weight(in state: Matrix<ComplexDouble>) -> ComplexDouble? {
    guard let leftCoordinates else { return nil }
    let inner: ([ComplexDouble]) -> ComplexDouble = {
      zip(leftCoordinates, $0).reduce(.zero) { $0 + $1.0.conjugate * $1.1 }
    }
    return inner(basis.coordinates(of: state)) / inner(coordinates)
  }
}

/// A part of the complex plane in which all eigenvalues were found.
public struct SearchedDisk: Hashable, Sendable, Codable {
  /// The shift.
  public let center: ComplexDouble
  /// The distance of the farthest eigenvalue that was found, or of the nearest one that is doubtful.
  public let radius: Double

  package init(center: ComplexDouble, radius: Double) {
    self.center = center
    self.radius = radius
  }
}

/// Eigenvalues of a Liouvillian, with evidence.
public struct LiouvillianSpectrum: Sendable, CarriesParameters {
  /// The eigenvalues, the slowest decay first; complex ones in pairs.
  public let eigenvalues: [LiouvillianEigenvalue]

  /// Where all eigenvalues were found; empty where the whole spectrum was calculated.
  public let searchedDisks: [SearchedDisk]

  /// How they were found.
  public let method: String

  /// How many systems of equations were solved; 0 for a dense calculation.
  public let solveCount: Int

  /// How long the calculation took, in seconds.
  public let wallTime: Double

  /// What the model was made with, as its `Liouvillian` carried it.
  public package(set) var parameters: [String: Double] = [:]

  /// What a search among elements near the diagonal left out; nil where all elements were looked at.
  public let coherences: CoherenceEvidence?

  /// Collects eigenvalues and their evidence.
  package init(
    eigenvalues: [LiouvillianEigenvalue], searchedDisks: [SearchedDisk], method: String,
    solveCount: Int, wallTime: Double, coherences: CoherenceEvidence? = nil
  ) {
    self.eigenvalues = eigenvalues
    self.searchedDisks = searchedDisks
    self.method = method
    self.solveCount = solveCount
    self.wallTime = wallTime
    self.coherences = coherences
  }

  /// −max Re λ over the eigenvalues found that are not zero; nil where only zeros were found.
  ///
  /// A search near one shift finds the eigenvalues next to that shift, and a slower one with a large
  /// imaginary part may lie outside: `gapIsCertainUpTo` tells for which frequencies the gap is the whole
  /// spectrum's.
  public var gap: Double? { slowestDecay?.decayRate }

  /// The eigenvalue that makes the gap.
  public var slowestDecay: LiouvillianEigenvalue? {
    eigenvalues.filter { !$0.isZero }.max { $0.value.real < $1.value.real }
  }

  /// The slowest mode that oscillates; nil where none was found.
  public var slowestOscillation: LiouvillianEigenvalue? {
    eigenvalues.filter { !$0.isZero && $0.value.imaginary > 0 }
      .max { $0.value.real < $1.value.real }
  }

  /// What to know before believing every eigenvalue; nil where rounding is harmless.
  ///
  /// Where L is far from normal the condition numbers of eigenvalues in the middle of the spectrum reach the inverse
  /// of double precision: such eigenvalues are wrong, and so is every picture of the whole spectrum.
  public var warning: String? {
    let doubtful = eigenvalues.filter {
      ($0.uncertainty ?? 0) > 1e-3 * Swift.max($0.value.length, 1e-300) && !$0.isZero
    }
    guard !doubtful.isEmpty else { return nil }
    let worst = doubtful.compactMap(\.conditionNumber).max() ?? .infinity
    return
      "\(doubtful.count) of \(eigenvalues.count) eigenvalues are ill-conditioned (condition numbers up to "
      + "\(ResultTable.number(worst, digits: 2))): they may be wrong by more than 0.1%. Look at `uncertainty`, "
      + "and at pseudospectrum(realParts:imaginaryParts:)."
  }

  /// The number of eigenvalues that are zero: the number of independent steady states.
  public var steadyStateCount: Int { eigenvalues.filter(\.isZero).count }

  /// The frequency Ω up to which the gap is certain.
  ///
  /// Every eigenvalue with −gap < Re λ and |Im λ| ≤ Ω lies in a disk that was searched. Infinite for the whole spectrum, 0 where nothing is certain.
  ///
  /// (As far as Arnoldi's method finds every eigenvalue of a disk; a start vector without a component
  /// along a mode would hide it.)
  public var gapIsCertainUpTo: Double {
    guard !searchedDisks.isEmpty else { return .infinity }
    guard let gap else { return 0 }
    // A disk covers the strip's rectangle between two heights where it holds the corners. The lower half
    // plane mirrors the upper.
    let spans = searchedDisks.compactMap { disk -> (low: Double, high: Double)? in
      let reach = Swift.max(abs(disk.center.real), abs(disk.center.real + gap))
      guard disk.radius > reach else { return nil }
      let half = (disk.radius * disk.radius - reach * reach).squareRoot()
      let height = abs(disk.center.imaginary)
      return (height - half, height + half)
    }
    var covered = 0.0
    for span in spans.sorted(by: { $0.low < $1.low }) where span.low <= covered {
      covered = Swift.max(covered, span.high)
    }
    return covered
  }
}

extension LiouvillianEigenvalue {
  /// −Re λ.
  public var decayRate: Double { -value.real }

  /// |Im λ / Re λ|: how many radians a mode turns in its decay time.
  ///
  /// Infinite for undamped modes.
  public var qualityRatio: Double { abs(value.imaginary / value.real) }
}
