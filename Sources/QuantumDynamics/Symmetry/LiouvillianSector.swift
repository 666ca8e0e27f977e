public import ComplexModule
public import LinearAlgebra

/// A part of the space of operators that a Liouvillian maps into itself, with its matrix there.
///
/// Where B are the basis operators, the matrix is B†LB and its eigenvalues are eigenvalues of L.
public struct LiouvillianSector: Sendable {
  /// The matrix of a Liouvillian in a sector.
  public enum Generator: Sendable {
    /// Real, on Hermitian basis operators.
    case real(SparseMatrix<Double>)
    /// Complex: the sector's adjoint is another sector, with conjugate eigenvalues.
    case complex(SparseMatrix<ComplexDouble>)
  }

  /// What distinguishes the sector.
  public let label: SectorLabel

  /// The operators that span it.
  public let basis: OperatorBasis

  /// L on the coordinates.
  public let generator: Generator

  /// What the model was made with, as its `Liouvillian` carried it.
  public let parameters: [String: Double]

  /// ‖L‖₁ of the whole Liouvillian where it is known, else of the sector: the scale of rounding errors.
  let scale: Double

  /// The order of elimination on the grid of matrix elements.
  let fronts: GridFronts

  /// Which unknowns are the two parts of one complex number, for the order of elimination.
  let blocks: [Int]?

  init(
    label: SectorLabel, basis: OperatorBasis, generator: Generator, scale: Double? = nil,
    blocks: [Int]? = nil, parameters: [String: Double] = [:]
  ) {
    self.label = label
    self.basis = basis
    fronts = GridFronts(points: basis.points)
    self.generator = generator
    switch generator {
    case .real(let matrix): self.scale = scale ?? matrix.oneNorm
    case .complex(let matrix): self.scale = scale ?? matrix.oneNorm
    }
    self.blocks = blocks
    self.parameters = parameters
  }

  /// The number of dimensions.
  public var size: Int { basis.count }

  /// Whether the sector holds operators with a trace, so that a steady state lies in it.
  public var containsSteadyState: Bool {
    (0..<basis.count).contains { k in
      basis[k].reduce(ComplexDouble.zero) { $0 + ($1.row == $1.column ? $1.value : 0) }.length
        > 1e-12
    }
  }
}
