import Preconditions
import LinearAlgebra

extension HDF5Group {
  /// Stores what a `Codable` value says of itself.
  ///
  /// Numbers, texts and complex numbers become attributes; lists of them, matrices and states become datasets; other
  /// values become groups. A list of structures that agree in shape has one dataset for each property, the element as
  /// the first index. `wallTime` is stored as `wall_time_seconds`, other names of properties as `snake_case`; keys of
  /// dictionaries stay as they are, with `%2F` for a `/`.
  ///
  /// - Parameter value: the value.
  /// - Throws: what the value throws.
  public mutating func encode(_ value: some Encodable) throws {
    let node = HDF5Node()
    try value.encode(to: HDF5ValueEncoder(node: node, codingPath: []))
    if let array = node.fill(&self) { datasets[HDF5Layout.value] = array }
  }

  /// Stores a `Codable` value, such as the parameters of a model, in a group inside this one.
  ///
  /// - Parameters:
  ///   - value: the value.
  ///   - name: of the group, without `/`.
  /// - Throws: what the value throws.
  public mutating func encode(_ value: some Encodable, as name: String) throws {
    requirePrecondition(
      !name.isEmpty && !name.contains("/"), "A group's name is not empty and without \"/\".")
    var group = HDF5Group(path: place(of: name))
    try group.encode(value)
    groups[name] = group
  }
}

/// How names of properties and keys of dictionaries are written.
enum HDF5Names {
  /// `wallTime` → `wall_time_seconds`, `isUnique` → `is_unique`.
  static func property(_ name: String) -> String {
    if name == "wallTime" { return "wall_time_seconds" }
    var result = ""
    for character in name {
      if character.isUppercase {
        result += result.isEmpty || result.hasSuffix("_") ? "" : "_"
        result += character.lowercased()
      } else {
        result.append(character)
      }
    }
    return result
  }

  /// A key as HDF5 allows it: no `/`, not empty, not a dot.
  static func escaped(_ key: String) -> String {
    if key.isEmpty { return "%" }
    if key == "." { return "%2E" }
    return key.replacing("%", with: "%25").replacing("/", with: "%2F")
  }

  static func unescaped(_ name: String) -> String {
    if name == "%" { return "" }
    return name.replacing("%2F", with: "/").replacing("%2E", with: ".").replacing("%25", with: "%")
  }
}

/// Hears what a value says of itself.
struct HDF5ValueEncoder: Encoder {
  let node: HDF5Node
  let codingPath: [any CodingKey]
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  /// The node of a part, by the shortest way.
  static func node<Value: Encodable>(
    for value: Value, _ codingPath: [any CodingKey]
  ) throws -> HDF5Node {
    if let leaf = value as? any HDF5Leaf { return HDF5Node(.array(leaf.hdf5Array)) }
    if let list = value as? any HDF5LeafList, let array = list.hdf5ListArray {
      return HDF5Node(.array(array))
    }
    if let storable = value as? any HDF5Storable, !(value is any HDF5ResultList) {
      var group = HDF5Group()
      storable.write(to: &group)
      return HDF5Node(.group(group))
    }
    if let dictionary = value as? [String: any Encodable] {
      return HDF5Node(
        .members(
          try dictionary.sorted { $0.key < $1.key }.map { key, value in
            (HDF5Names.escaped(key), try Self.node(for: value, codingPath))
          }))
    }
    let node = HDF5Node()
    try value.encode(to: HDF5ValueEncoder(node: node, codingPath: codingPath))
    return node
  }

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
    if case .members = node.content {} else { node.content = .members([]) }
    return KeyedEncodingContainer(HDF5KeyedEncoding(node: node, codingPath: codingPath))
  }

  func unkeyedContainer() -> any UnkeyedEncodingContainer {
    node.content = .list([])
    return HDF5UnkeyedEncoding(node: node, codingPath: codingPath)
  }

  func singleValueContainer() -> any SingleValueEncodingContainer {
    HDF5SingleValueEncoding(node: node, codingPath: codingPath)
  }
}

private struct HDF5KeyedEncoding<Key: CodingKey>: KeyedEncodingContainerProtocol {
  let node: HDF5Node
  let codingPath: [any CodingKey]

  private func add(_ part: HDF5Node, _ key: any CodingKey) {
    guard case .members(var members) = node.content else { return }
    node.content = .nothing
    members.append((HDF5Names.property(key.stringValue), part))
    node.content = .members(members)
  }

  mutating func encodeNil(forKey key: Key) throws {}

  mutating func encode(_ value: some Encodable, forKey key: Key) throws {
    add(try HDF5ValueEncoder.node(for: value, codingPath + [key]), key)
  }

  mutating func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type, forKey key: Key
  ) -> KeyedEncodingContainer<Nested> {
    let part = HDF5Node()
    let encoder = HDF5ValueEncoder(node: part, codingPath: codingPath + [key])
    add(part, key)
    return encoder.container(keyedBy: type)
  }

  mutating func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
    let part = HDF5Node()
    add(part, key)
    return HDF5ValueEncoder(node: part, codingPath: codingPath + [key]).unkeyedContainer()
  }

  mutating func superEncoder() -> any Encoder { nested("super", nil) }

  mutating func superEncoder(forKey key: Key) -> any Encoder { nested(key.stringValue, key) }

  private func nested(_ name: String, _ key: Key?) -> any Encoder {
    let part = HDF5Node()
    guard case .members(var members) = node.content else {
      return HDF5ValueEncoder(node: part, codingPath: codingPath)
    }
    members.append((HDF5Names.property(name), part))
    node.content = .members(members)
    return HDF5ValueEncoder(node: part, codingPath: codingPath)
  }
}

private struct HDF5UnkeyedEncoding: UnkeyedEncodingContainer {
  let node: HDF5Node
  let codingPath: [any CodingKey]

  var count: Int {
    guard case .list(let parts) = node.content else { return 0 }
    return parts.count
  }

  private func add(_ part: HDF5Node) {
    guard case .list(var parts) = node.content else { return }
    // The node lets go of the list, so that appending does not copy it.
    node.content = .nothing
    parts.append(part)
    node.content = .list(parts)
  }

  mutating func encodeNil() throws { add(HDF5Node()) }

  mutating func encode(_ value: some Encodable) throws {
    add(try HDF5ValueEncoder.node(for: value, codingPath))
  }

  mutating func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type
  ) -> KeyedEncodingContainer<Nested> {
    let part = HDF5Node()
    add(part)
    return HDF5ValueEncoder(node: part, codingPath: codingPath).container(keyedBy: type)
  }

  mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
    let part = HDF5Node()
    add(part)
    return HDF5ValueEncoder(node: part, codingPath: codingPath).unkeyedContainer()
  }

  mutating func superEncoder() -> any Encoder {
    let part = HDF5Node()
    add(part)
    return HDF5ValueEncoder(node: part, codingPath: codingPath)
  }
}

private struct HDF5SingleValueEncoding: SingleValueEncodingContainer {
  let node: HDF5Node
  let codingPath: [any CodingKey]

  mutating func encodeNil() throws {}

  mutating func encode(_ value: some Encodable) throws {
    if let number = value as? any BinaryInteger, !(value is any HDF5Leaf) {
      guard let exact = Int(exactly: number) else {
        throw EncodingError.invalidValue(
          value, .init(codingPath: codingPath, debugDescription: "64 bits do not hold \(number)."))
      }
      node.content = .array(HDF5Array(exact))
    } else if let number = value as? Float {
      node.content = .array(HDF5Array(Double(number)))
    } else {
      node.content = try HDF5ValueEncoder.node(for: value, codingPath).content
    }
  }
}
