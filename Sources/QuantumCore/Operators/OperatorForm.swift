/// How an operator or a superoperator is stored.
public enum OperatorForm: String, Sendable, Hashable, CustomStringConvertible {
  /// Only the diagonal is stored, and only it is not zero.
  case diagonal
  /// The elements that are not zero.
  case sparse
  /// All elements; products by BLAS.
  case dense

  /// The form in a word.
  public var description: String { rawValue }

  /// The form in which a square matrix is cheapest to work with.
  ///
  /// - Parameters:
  ///   - dimension: the number of rows.
  ///   - nonzeroCount: the elements that are not zero.
  ///   - isDiagonal: whether all of them are on the diagonal.
  /// - Returns: dense from a quarter of the elements on, unless the matrix is small.
  package static func best(dimension: Int, nonzeroCount: Int, isDiagonal: Bool) -> OperatorForm {
    if isDiagonal { return .diagonal }
    return dimension >= 16 && 4 * nonzeroCount >= dimension * dimension ? .dense : .sparse
  }
}
