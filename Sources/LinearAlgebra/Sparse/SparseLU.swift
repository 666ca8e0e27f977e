/// What a sparse factorization cost.
public struct SparseFactorizationReport: Hashable, Sendable {
  /// The number of rows and columns of the matrix.
  public let size: Int

  /// The number of entries in the factors L and U together.
  public let factorEntryCount: Int

  /// The memory of the factorization, in megabytes (MUMPS's INFOG(22)).
  public let memoryInMegabytes: Int

  /// The order of elimination that was used; nil for a nested dissection of a grid.
  public let ordering: SparseOrdering?
}

/// How the unknowns are ordered before elimination, which decides how many entries the factors get.
///
/// PORD is left out: it ends the process on some graphs.
public enum SparseOrdering: Int32, Hashable, Sendable, CaseIterable {
  /// Approximate minimum degree (Amestoy, Davis, Duff). The default, by measurement on Liouvillians.
  case approximateMinimumDegree = 0
  /// Approximate minimum fill.
  case approximateMinimumFill = 2
  /// Nested dissection by SCOTCH.
  case scotch = 3
  /// Approximate minimum degree with detection of rows that are nearly full.
  case quasiDenseMinimumDegree = 6
}
