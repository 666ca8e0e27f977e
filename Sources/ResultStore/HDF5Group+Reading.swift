public import ComplexModule
public import LinearAlgebra

extension HDF5Group {
  /// Real numbers of a dataset.
  ///
  /// - Parameters:
  ///   - name: of the dataset.
  ///   - shape: the expected extents, nil where any will do; one axis unless given.
  /// - Returns: the numbers, the last index fastest.
  /// - Throws: `HDF5Error`: `missing`, `wrongShape`, `wrongType`.
  public func reals(_ name: String, shape: [Int?] = [nil]) throws -> [Double] {
    let array = try dataset(name, shape: shape)
    guard case .reals(let values) = array.values else { throw wrongType(name, "real numbers") }
    return values
  }

  /// Complex numbers of a dataset.
  ///
  /// - Parameters:
  ///   - name: of the dataset.
  ///   - shape: the expected extents, nil where any will do; one axis unless given.
  /// - Returns: the numbers, the last index fastest.
  /// - Throws: `HDF5Error`: `missing`, `wrongShape`, `wrongType`.
  public func complexes(_ name: String, shape: [Int?] = [nil]) throws -> [ComplexDouble] {
    let array = try dataset(name, shape: shape)
    guard case .complexes(let values) = array.values else {
      throw wrongType(name, "complex numbers")
    }
    return values
  }

  /// Integers of a dataset.
  ///
  /// - Parameters:
  ///   - name: of the dataset.
  ///   - shape: the expected extents, nil where any will do; one axis unless given.
  /// - Returns: the numbers, the last index fastest.
  /// - Throws: `HDF5Error`: `missing`, `wrongShape`, `wrongType`.
  public func integers(_ name: String, shape: [Int?] = [nil]) throws -> [Int] {
    let array = try dataset(name, shape: shape)
    guard case .integers(let values) = array.values else { throw wrongType(name, "integers") }
    return values
  }

  /// Texts of a dataset.
  ///
  /// - Parameter name: of the dataset.
  /// - Returns: the texts.
  /// - Throws: `HDF5Error`: `missing`, `wrongShape`, `wrongType`.
  public func texts(_ name: String) throws -> [String] {
    guard case .texts(let values) = try dataset(name, shape: [nil]).values else {
      throw wrongType(name, "texts")
    }
    return values
  }

  /// Stacked complex matrices of a dataset [count, rows, columns].
  ///
  /// - Parameters:
  ///   - name: of the dataset.
  ///   - shape: the expected extents, nil where any will do.
  /// - Returns: the matrices.
  /// - Throws: `HDF5Error`: `missing`, `wrongShape`, `wrongType`.
  public func matrices(_ name: String, shape: [Int?] = [nil, nil, nil]) throws
    -> [Matrix<ComplexDouble>]
  {
    let values = try complexes(name, shape: shape)
    let extents = try dataset(name, shape: shape).shape
    let size = extents[1] * extents[2]
    return (0..<extents[0]).map { k in
      Matrix(
        rows: extents[2], columns: extents[1],
        columnMajor: Array(values[k * size..<(k + 1) * size])
      ).transposed
    }
  }

  /// A dataset of an expected shape.
  ///
  /// - Parameters:
  ///   - name: of the dataset.
  ///   - shape: the expected extents, nil where any will do.
  /// - Returns: the dataset.
  /// - Throws: `HDF5Error`: `missing`, `wrongShape`.
  public func dataset(_ name: String, shape: [Int?]) throws -> HDF5Array {
    guard let array = datasets[name] else {
      throw HDF5Error(
        .missing, "There is no dataset \(place(of: name)); there are \(datasets.keys.sorted()).")
    }
    guard array.shape.count == shape.count,
      zip(array.shape, shape).allSatisfy({ $1 == nil || $0 == $1 })
    else {
      let expected = shape.map { $0.map(String.init) ?? "any" }.joined(separator: ", ")
      throw HDF5Error(
        .wrongShape,
        "The dataset \(place(of: name)) should have the shape [\(expected)] but has \(array.shape)."
      )
    }
    return array
  }

  /// A real number among the attributes.
  ///
  /// - Parameter name: of the attribute.
  /// - Returns: the number.
  /// - Throws: `HDF5Error`: `missing`, `wrongType`.
  public func real(attribute name: String) throws -> Double {
    guard case .reals(let values) = try attribute(name).values, let value = values.first else {
      throw HDF5Error(.wrongType, "The attribute \(name) of \(path) should be a real number.")
    }
    return value
  }

  /// An integer among the attributes.
  ///
  /// - Parameter name: of the attribute.
  /// - Returns: the number.
  /// - Throws: `HDF5Error`: `missing`, `wrongType`.
  public func integer(attribute name: String) throws -> Int {
    guard case .integers(let values) = try attribute(name).values, let value = values.first else {
      throw HDF5Error(.wrongType, "The attribute \(name) of \(path) should be an integer.")
    }
    return value
  }

  /// A text among the attributes.
  ///
  /// - Parameter name: of the attribute.
  /// - Returns: the text.
  /// - Throws: `HDF5Error`: `missing`, `wrongType`.
  public func text(attribute name: String) throws -> String {
    guard case .texts(let values) = try attribute(name).values, let value = values.first else {
      throw HDF5Error(.wrongType, "The attribute \(name) of \(path) should be a text.")
    }
    return value
  }

  private func attribute(_ name: String) throws -> HDF5Array {
    guard let value = attributes[name] else {
      throw HDF5Error(
        .missing, "\(path) has no attribute \(name); there are \(attributes.keys.sorted()).")
    }
    return value
  }

  private func wrongType(_ name: String, _ expected: String) -> HDF5Error {
    HDF5Error(.wrongType, "The dataset \(place(of: name)) should hold \(expected).")
  }
}
