import Preconditions
public import ComplexModule
public import LinearAlgebra

/// Numbers or texts with a shape, as a dataset or an attribute of an HDF5 file holds them.
///
/// The last index runs fastest, as in C and NumPy. The shape `[]` is a single value.
public struct HDF5Array: Sendable, Hashable {
  /// The values, the last index fastest.
  public enum Values: Sendable, Hashable {
    /// `float64`.
    case reals([Double])
    /// `complex128`: the compound {r, i} of h5py.
    case complexes([ComplexDouble])
    /// `int64`.
    case integers([Int])
    /// Texts in UTF-8.
    case texts([String])

    /// How many there are.
    public var count: Int {
      switch self {
      case .reals(let values): values.count
      case .complexes(let values): values.count
      case .integers(let values): values.count
      case .texts(let values): values.count
      }
    }
  }

  /// The extents, the slowest first.
  public let shape: [Int]

  /// The values, the last index fastest.
  public let values: Values

  /// Collects values.
  ///
  /// - Parameters:
  ///   - shape: the extents; their product is the number of values.
  ///   - values: the last index fastest.
  public init(shape: [Int], _ values: Values) {
    requirePrecondition(
      shape.allSatisfy { $0 >= 0 } && shape.reduce(1, *) == values.count,
      "An array of shape \(shape) does not have \(values.count) values.")
    self.shape = shape
    self.values = values
  }

  /// A single real number.
  ///
  /// - Parameter value: any double.
  public init(_ value: Double) { self.init(shape: [], .reals([value])) }

  /// A single integer.
  ///
  /// - Parameter value: any integer.
  public init(_ value: Int) { self.init(shape: [], .integers([value])) }

  /// A single text.
  ///
  /// - Parameter value: without the character zero, behind which HDF5 would cut it off.
  public init(_ value: String) { self.init(shape: [], .texts([value])) }

  /// A list of real numbers.
  ///
  /// - Parameter values: any number of doubles.
  public init(_ values: [Double]) { self.init(shape: [values.count], .reals(values)) }

  /// A list of complex numbers.
  ///
  /// - Parameter values: any number of them.
  public init(_ values: [ComplexDouble]) { self.init(shape: [values.count], .complexes(values)) }

  /// A list of integers.
  ///
  /// - Parameter values: any number of them.
  public init(_ values: [Int]) { self.init(shape: [values.count], .integers(values)) }

  /// A list of texts.
  ///
  /// - Parameter values: any number of them.
  public init(_ values: [String]) { self.init(shape: [values.count], .texts(values)) }

  /// Matrices of one shape, stacked: the shape is [count, rows, columns].
  ///
  /// - Parameters:
  ///   - matrices: of one shape.
  ///   - rows: of each.
  ///   - columns: of each.
  public init(_ matrices: [Matrix<ComplexDouble>], rows: Int, columns: Int) {
    var values: [ComplexDouble] = []
    values.reserveCapacity(matrices.count * rows * columns)
    for matrix in matrices {
      requirePrecondition(
        matrix.rowCount == rows && matrix.columnCount == columns,
        "Matrices of different shapes cannot be stacked.")
      // Row by row here is column by column of the transposed matrix.
      values += matrix.transposed.elements
    }
    self.init(shape: [matrices.count, rows, columns], .complexes(values))
  }
}
