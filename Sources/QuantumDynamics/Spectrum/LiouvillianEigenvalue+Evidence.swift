import ComplexModule
import LinearAlgebra
import RealModule

extension LiouvillianEigenvalue {
  /// Judges an eigenvalue of a sector.
  init(_ found: SparseEigenvalue, in sector: LiouvillianSector) {
    let norm = sector.scale
    let rounding = norm * 0x1p-53
    let uncertainty = found.conditionNumber.map { $0 * max(found.residual, rounding) }
    self.init(
      value: found.value, residual: found.residual, conditionNumber: found.conditionNumber,
      // The exact zero comes with an error of about its uncertainty; a tenfold margin, and at least a
      // hundred roundings where no condition number tells.
      isZero: found.value.length <= max(100 * rounding, min(10 * (uncertainty ?? 0), 1e-8 * norm)),
      uncertainty: uncertainty, sector: sector.label, basis: sector.basis,
      coordinates: found.vector, leftCoordinates: found.leftVector)
  }

  /// The other one of a pair, in a sector of Hermitian basis operators.
  var conjugate: LiouvillianEigenvalue {
    LiouvillianEigenvalue(
      value: value.conjugate, residual: residual, conditionNumber: conditionNumber, isZero: isZero,
      uncertainty: uncertainty, sector: sector, basis: basis,
      coordinates: coordinates.map(\.conjugate),
      leftCoordinates: leftCoordinates.map { $0.map(\.conjugate) })
  }
}

extension [LiouvillianEigenvalue] {
  /// The slowest decay first; of a pair, the negative frequency first.
  var slowestFirst: [LiouvillianEigenvalue] {
    sorted {
      $0.value.real != $1.value.real
        ? $0.value.real > $1.value.real : $0.value.imaginary < $1.value.imaginary
    }
  }

  /// Adds an eigenvalue that another shift has not found yet: one is the same as another where both value
  /// and mode agree.
  mutating func appendUnlessKnown(_ candidate: LiouvillianEigenvalue, scale norm: Double) {
    let isKnown = contains { known in
      let scale = Swift.max(1e-7 * candidate.value.length, 1e-12 * norm)
      let tolerance = Swift.max(
        scale, Swift.min(10 * (candidate.uncertainty ?? 0), 0.01 * candidate.value.length))
      guard (known.value - candidate.value).length <= tolerance else { return false }
      guard known.sector == candidate.sector else { return false }
      let overlap = zip(known.coordinates, candidate.coordinates)
        .reduce(ComplexDouble.zero) { $0 + $1.0.conjugate * $1.1 }
      return overlap.length > 0.99
    }
    if !isKnown { append(candidate) }
  }
}

extension ShiftInvertResult {
  /// The radius up to which eigenvalues are known: it ends at the first one whose uncertainty exceeds a
  /// tenth of its distance from the shift, because others may hide behind rounding there.
  func reliableRadius(norm: Double) -> Double { reliablePart(norm: norm).radius }

  /// The same radius, and the uncertainty of the eigenvalue that ends it; nil where all are certain.
  func reliablePart(norm: Double) -> (radius: Double, doubt: Double?) {
    var result = (radius: radius, doubt: Double?.none)
    for eigenvalue in eigenvalues {
      let uncertainty =
        (eigenvalue.conditionNumber ?? 1) * max(eigenvalue.residual, norm * 0x1p-53)
      let distance = (eigenvalue.value - shift).length
      if uncertainty > 0.1 * distance, result.doubt == nil || distance < result.radius {
        result = (distance, uncertainty)
      }
    }
    return result
  }
}

extension [ComplexDouble] {
  /// The numbers as in a sentence.
  var listing: String {
    map { number in
      let real = ResultTable.number(number.real, digits: 3)
      guard number.imaginary != 0 else { return real }
      let sign = number.imaginary < 0 ? "−" : "+"
      return "\(real) \(sign) \(ResultTable.number(abs(number.imaginary), digits: 3))i"
    }.joined(separator: ", ")
  }
}
