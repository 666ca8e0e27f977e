/// Eigenvalues of a permutation-invariant Liouvillian, with evidence.
public struct PermutationInvariantSpectrum: Sendable, Codable, CarriesParameters {
  /// The eigenvalues, the slowest decay first; complex ones in pairs.
  public let eigenvalues: [PermutationInvariantEigenvalue]

  /// How they were found.
  public let method: String

  /// Whether all sectors were searched; after an interrupt those that were are there.
  public let isComplete: Bool

  /// How long the calculation took, in seconds.
  public let wallTime: Double

  /// What the model was made with, as its `PermutationInvariantLiouvillian` carried it.
  public package(set) var parameters: [String: Double] = [:]
}

extension PermutationInvariantSpectrum: RandomAccessCollection {
  /// 0, the position of the slowest decay.
  public var startIndex: Int { eigenvalues.startIndex }

  /// The position behind the last eigenvalue.
  public var endIndex: Int { eigenvalues.endIndex }

  /// The eigenvalue at a position, 0 for the slowest decay.
  public subscript(position: Int) -> PermutationInvariantEigenvalue { eigenvalues[position] }
}
