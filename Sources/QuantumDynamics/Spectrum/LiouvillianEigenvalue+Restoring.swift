import ComplexModule
package import LinearAlgebra

extension LiouvillianEigenvalue {
  /// An eigenvalue from its parts, as a file gives them.
  package init(
    restoring value: ComplexDouble, residual: Double, conditionNumber: Double?, isZero: Bool,
    uncertainty: Double?, sector: SectorLabel, basis: OperatorBasis, coordinates: [ComplexDouble],
    leftCoordinates: [ComplexDouble]?
  ) {
    self.init(
      value: value, residual: residual, conditionNumber: conditionNumber, isZero: isZero,
      uncertainty: uncertainty, sector: sector, basis: basis, coordinates: coordinates,
      leftCoordinates: leftCoordinates)
  }
}

extension OperatorBasis {
  /// The d² matrices with a single 1, in the order of vec ρ: coordinates are elements.
  package static func matrixUnits(dimension: Int) -> OperatorBasis {
    OperatorBasis(
      dimension: dimension,
      operators: (0..<dimension * dimension).map {
        [Element(row: $0 % dimension, column: $0 / dimension, value: 1)]
      })
  }
}

extension RegionSpectrum {
  /// A region's spectrum from its parts, as a file gives them.
  package init(
    restoring region: SpectralRegion, spectrum: LiouvillianSpectrum, evidence: RegionEvidence
  ) {
    self.init(region: region, spectrum: spectrum, evidence: evidence)
  }
}

extension ModeTracks {
  /// Tracks from their parts, as a file gives them.
  package init(
    restoring parameters: [Double], tracks: [Track], methods: [String], wallTime: Double,
    isComplete: Bool, modelParameters: [String: Double]
  ) {
    self.init(
      parameters: parameters, tracks: tracks, methods: methods, wallTime: wallTime,
      isComplete: isComplete, modelParameters: modelParameters)
  }
}

extension ModeTracks.Track {
  /// A track from its parts, as a file gives them.
  package init(restoring eigenvalues: [LiouvillianEigenvalue?], overlaps: [Double?]) {
    self.init(eigenvalues: eigenvalues, overlaps: overlaps)
  }
}
