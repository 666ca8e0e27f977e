import ComplexModule
import LinearAlgebra

/// A value on its way into a file: what a `Codable` type said of it.
final class HDF5Node {
  enum Content {
    case nothing
    case array(HDF5Array)
    case members([(name: String, node: HDF5Node)])
    case list([HDF5Node])
    case group(HDF5Group)
  }

  var content: Content

  init(_ content: Content = .nothing) { self.content = content }

  /// Puts the value into a group: single values as attributes, arrays as datasets, the rest as groups.
  func place(as name: String, in group: inout HDF5Group) {
    switch content {
    case .nothing: return
    case .array(let array) where array.shape.isEmpty: group.attributes[name] = array
    case .array(let array): group.datasets[name] = array
    default:
      var inner = HDF5Group(path: group.place(of: name))
      if let stacked = fill(&inner) {
        group.datasets[name] = stacked
      } else {
        group.groups[name] = inner
      }
    }
  }

  /// Puts the parts of the value into a group; where they stack to one array, returns that instead.
  func fill(_ group: inout HDF5Group) -> HDF5Array? {
    switch content {
    case .nothing: return nil
    case .array(let array):
      group.datasets[HDF5Layout.value] = array
    case .members(let members):
      for member in members { member.node.place(as: member.name, in: &group) }
    case .group(let stored):
      group.attributes.merge(stored.attributes) { _, new in new }
      group.datasets.merge(stored.datasets) { _, new in new }
      group.groups.merge(stored.groups) { _, new in new }
    case .list(let nodes):
      if let stacked = Self.stacked(nodes) { return stacked }
      group.attributes[HDF5Layout.count] = HDF5Array(nodes.count)
      var elements: [HDF5Group] = []
      for (k, node) in nodes.enumerated() {
        if case .nothing = node.content { continue }
        var element = HDF5Group(path: group.place(of: "\(k)"))
        if let array = node.fill(&element) { element.datasets[HDF5Layout.value] = array }
        elements.append(element)
        group.groups["\(k)"] = element
      }
      if elements.count == nodes.count, let columns = HDF5Layout.columns(of: elements) {
        group.groups = columns.groups
        group.datasets = columns.datasets
        group.attributes[HDF5Layout.layout] = HDF5Array(HDF5Layout.columns)
      }
    }
    return nil
  }

  private static func stacked(_ nodes: [HDF5Node]) -> HDF5Array? {
    var arrays: [HDF5Array] = []
    for node in nodes {
      switch node.content {
      case .array(let array): arrays.append(array)
      case .list(let inner):
        guard let array = stacked(inner) else { return nil }
        arrays.append(array)
      default: return nil
      }
    }
    // No numbers at all: an empty list of whatever it is.
    return arrays.isEmpty ? HDF5Array([Double]()) : HDF5Array(stacking: arrays)
  }
}

/// How lists of structures lie in a group.
enum HDF5Layout {
  static let layout = "isochron_layout"
  static let count = "isochron_count"
  static let value = "value"
  /// Each property of the elements is one dataset, with the element as its first index.
  static let columns = "columns"

  /// Structures that agree in the names and shapes of what they hold, as columns; nil where they do not.
  static func columns(of elements: [HDF5Group]) -> HDF5Group? {
    guard let first = elements.first else { return nil }
    let names = Set(first.attributes.keys).union(first.datasets.keys)
    var result = HDF5Group()
    for name in names {
      let parts = elements.compactMap { $0.attributes[name] ?? $0.datasets[name] }
      guard parts.count == elements.count, let column = HDF5Array(stacking: parts) else {
        return nil
      }
      result.datasets[name] = column
    }
    for name in first.groups.keys {
      let parts = elements.compactMap { $0.groups[name] }
      guard parts.count == elements.count, let inner = columns(of: parts) else { return nil }
      result.groups[name] = inner
    }
    let isUniform = elements.allSatisfy {
      $0.attributes.count + $0.datasets.count == names.count
        && $0.groups.count == first.groups.count
    }
    return isUniform ? result : nil
  }

  /// The structure with a number, from columns.
  static func row(_ index: Int, of group: HDF5Group) -> HDF5Group {
    var result = HDF5Group(path: "\(group.path)[\(index)]")
    for (name, column) in group.datasets {
      guard let part = column.element(index) else { continue }
      if part.shape.isEmpty {
        result.attributes[name] = part
      } else {
        result.datasets[name] = part
      }
    }
    result.groups = group.groups.mapValues { row(index, of: $0) }
    return result
  }
}

extension HDF5Array {
  /// Arrays of one shape and kind under a new first axis; nil where they differ.
  init?(stacking parts: [HDF5Array]) {
    guard let first = parts.first, parts.allSatisfy({ $0.shape == first.shape }) else { return nil }
    let shape = [parts.count] + first.shape
    switch first.values {
    case .reals:
      var values: [Double] = []
      for part in parts {
        guard case .reals(let more) = part.values else { return nil }
        values += more
      }
      self.init(shape: shape, .reals(values))
    case .complexes:
      var values: [ComplexDouble] = []
      for part in parts {
        guard case .complexes(let more) = part.values else { return nil }
        values += more
      }
      self.init(shape: shape, .complexes(values))
    case .integers:
      var values: [Int] = []
      for part in parts {
        guard case .integers(let more) = part.values else { return nil }
        values += more
      }
      self.init(shape: shape, .integers(values))
    case .texts:
      var values: [String] = []
      for part in parts {
        guard case .texts(let more) = part.values else { return nil }
        values += more
      }
      self.init(shape: shape, .texts(values))
    }
  }

  /// What lies at an index of the first axis; nil outside.
  func element(_ index: Int) -> HDF5Array? {
    guard let count = shape.first, (0..<count).contains(index) else { return nil }
    let rest = Array(shape.dropFirst())
    let size = rest.reduce(1, *)
    let range = index * size..<(index + 1) * size
    switch values {
    case .reals(let all): return HDF5Array(shape: rest, .reals(Array(all[range])))
    case .complexes(let all): return HDF5Array(shape: rest, .complexes(Array(all[range])))
    case .integers(let all): return HDF5Array(shape: rest, .integers(Array(all[range])))
    case .texts(let all): return HDF5Array(shape: rest, .texts(Array(all[range])))
    }
  }
}
