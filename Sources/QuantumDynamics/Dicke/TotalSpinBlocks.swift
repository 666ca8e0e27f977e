public import ComplexModule
public import LinearAlgebra

/// The part of a permutation-invariant state with one total spin J.
public struct TotalSpinBlock: Sendable, Codable {
  /// 2J, of the parity of N.
  public let twiceTotalSpin: Int

  /// d_J, how often the spin J occurs among N two-level systems: (2J+1)/(N+1) (N+1 over N/2 − J).
  public let degeneracy: Double

  /// d_J times the matrix of one copy, in the basis m = +J first; its trace is the probability of J.
  public let matrix: Matrix<ComplexDouble>
}
