import ComplexModule
import LinearAlgebra
import QuantumCore

/// A value that a single array holds, without a detour over containers.
protocol HDF5Leaf {
  /// The array.
  var hdf5Array: HDF5Array { get }

  /// The value of an array; nil where it has another kind or shape.
  init?(hdf5Array: HDF5Array)
}

extension Double: HDF5Leaf {
  var hdf5Array: HDF5Array { HDF5Array(self) }
  init?(hdf5Array array: HDF5Array) {
    guard array.values.count == 1 else { return nil }
    switch array.values {
    case .reals(let values): self = values[0]
    // Other programs write 1 where 1.0 is meant.
    case .integers(let values): self = Double(values[0])
    default: return nil
    }
  }
}

extension Int: HDF5Leaf {
  var hdf5Array: HDF5Array { HDF5Array(self) }
  init?(hdf5Array array: HDF5Array) {
    guard array.values.count == 1 else { return nil }
    switch array.values {
    case .integers(let values): self = values[0]
    // The parameters of a result are real numbers, and a particle number may be among them.
    case .reals(let values):
      guard let exact = Int(exactly: values[0]) else { return nil }
      self = exact
    default: return nil
    }
  }
}

extension UInt64: HDF5Leaf {
  /// An integer, or as a text what 64 bits with a sign do not hold.
  var hdf5Array: HDF5Array { Int(exactly: self).map { HDF5Array($0) } ?? HDF5Array("\(self)") }
  init?(hdf5Array array: HDF5Array) {
    switch array.values {
    case .integers(let values) where values.count == 1 && values[0] >= 0: self = UInt64(values[0])
    case .texts(let values) where values.count == 1:
      guard let value = UInt64(values[0]) else { return nil }
      self = value
    default: return nil
    }
  }
}

extension Bool: HDF5Leaf {
  var hdf5Array: HDF5Array { HDF5Array(self ? 1 : 0) }
  init?(hdf5Array array: HDF5Array) {
    guard case .integers(let values) = array.values, values.count == 1 else { return nil }
    self = values[0] != 0
  }
}

extension String: HDF5Leaf {
  var hdf5Array: HDF5Array { HDF5Array(self) }
  init?(hdf5Array array: HDF5Array) {
    guard case .texts(let values) = array.values, values.count == 1 else { return nil }
    self = values[0]
  }
}

extension Complex: HDF5Leaf where RealType == Double {
  var hdf5Array: HDF5Array { HDF5Array(shape: [], .complexes([self])) }
  init?(hdf5Array array: HDF5Array) {
    guard case .complexes(let values) = array.values, values.count == 1 else { return nil }
    self = values[0]
  }
}

extension SIMD3: HDF5Leaf where Scalar == Double {
  var hdf5Array: HDF5Array { HDF5Array([x, y, z]) }
  init?(hdf5Array array: HDF5Array) {
    guard case .reals(let values) = array.values, values.count == 3 else { return nil }
    self.init(values[0], values[1], values[2])
  }
}

extension Matrix: HDF5Leaf {
  var hdf5Array: HDF5Array {
    var group = HDF5Group()
    write(to: &group)
    return group.datasets["matrix"] ?? HDF5Array([Double]())
  }
  init?(hdf5Array array: HDF5Array) {
    var group = HDF5Group()
    group["matrix"] = array
    guard let matrix = try? Matrix(from: group) else { return nil }
    self = matrix
  }
}

extension DensityMatrix: HDF5Leaf {
  var hdf5Array: HDF5Array { matrix.hdf5Array }
  init?(hdf5Array array: HDF5Array) {
    guard let matrix = Matrix<ComplexDouble>(hdf5Array: array), matrix.isSquare,
      matrix.rowCount > 0
    else { return nil }
    self.init(assumingValid: matrix)
  }
}

extension Ket: HDF5Leaf {
  var hdf5Array: HDF5Array { HDF5Array(amplitudes) }
  init?(hdf5Array array: HDF5Array) {
    guard case .complexes(let values) = array.values, array.shape.count == 1, !values.isEmpty
    else { return nil }
    self.init(unchecked: values)
  }
}

/// Lists whose numbers lie in memory as a dataset wants them.
protocol HDF5LeafList {
  /// The array; nil where elements differ in shape.
  var hdf5ListArray: HDF5Array? { get }

  /// The list; nil where the array has another kind or shape.
  init?(hdf5ListArray: HDF5Array)
}

extension Array: HDF5LeafList where Element: HDF5Leaf {
  var hdf5ListArray: HDF5Array? {
    if isEmpty { return HDF5Array([Double]()) }
    if let values = self as? [Double] { return HDF5Array(values) }
    if let values = self as? [ComplexDouble] { return HDF5Array(values) }
    if let values = self as? [Int] { return HDF5Array(values) }
    if let values = self as? [String] { return HDF5Array(values) }
    return HDF5Array(stacking: map(\.hdf5Array))
  }
  init?(hdf5ListArray array: HDF5Array) {
    guard let count = array.shape.first else { return nil }
    if count == 0 {
      self = []
      return
    }
    switch array.values {
    case .reals(let values) where Element.self == Double.self && array.shape.count == 1:
      guard let list = values as? [Element] else { return nil }
      self = list
    case .complexes(let values) where Element.self == ComplexDouble.self && array.shape.count == 1:
      guard let list = values as? [Element] else { return nil }
      self = list
    default:
      var list: [Element] = []
      list.reserveCapacity(count)
      for k in 0..<count {
        guard let element = array.element(k).flatMap({ Element(hdf5Array: $0) }) else { return nil }
        list.append(element)
      }
      self = list
    }
  }
}
