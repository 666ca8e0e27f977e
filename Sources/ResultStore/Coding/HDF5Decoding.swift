import LinearAlgebra

extension HDF5Group {
  /// The `Codable` value that this group holds, as `encode(_:)` left it.
  ///
  /// - Parameter type: what is expected.
  /// - Returns: the value, through the checks of its initializer.
  /// - Throws: `HDF5Error`: `missing`, `wrongType`, `wrongShape`; what the value throws.
  public func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
    try HDF5ValueDecoder.translating(path) {
      try Value(from: HDF5ValueDecoder(source: .group(self), codingPath: []))
    }
  }

  /// The `Codable` value that a group inside this one holds, as `encode(_:as:)` left it.
  ///
  /// - Parameters:
  ///   - type: what is expected.
  ///   - name: of the group.
  /// - Returns: the value, through the checks of its initializer.
  /// - Throws: `HDF5Error`: `missing`, `wrongType`, `wrongShape`; what the value throws.
  public func decode<Value: Decodable>(_ type: Value.Type, at name: String) throws -> Value {
    guard let group = groups[name] else {
      throw HDF5Error(
        .missing, "There is no group \(place(of: name)); there are \(groups.keys.sorted()).")
    }
    return try group.decode(type)
  }
}

/// Gives a value what a file holds of it.
struct HDF5ValueDecoder: Decoder {
  enum Source {
    case array(HDF5Array, place: String)
    case group(HDF5Group)

    var place: String {
      switch self {
      case .array(_, let place): place
      case .group(let group): group.path
      }
    }
  }

  let source: Source
  let codingPath: [any CodingKey]
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  /// Turns the errors of `Codable` into those of files.
  static func translating<Value>(_ path: String, _ body: () throws -> Value) throws -> Value {
    do {
      return try body()
    } catch let error as DecodingError {
      switch error {
      case .keyNotFound(_, let context): throw HDF5Error(.missing, context.debugDescription)
      case .valueNotFound(_, let context): throw HDF5Error(.missing, context.debugDescription)
      case .typeMismatch(_, let context): throw HDF5Error(.wrongType, context.debugDescription)
      case .dataCorrupted(let context):
        throw HDF5Error(.invalidValue, "\(path): \(context.debugDescription)")
      @unknown default: throw HDF5Error(.damaged, "\(path) cannot be decoded: \(error)")
      }
    }
  }

  /// A part of a value, by the shortest way.
  static func value<Value: Decodable>(
    _ type: Value.Type, _ source: Source, _ codingPath: [any CodingKey]
  ) throws -> Value {
    let mismatch = DecodingError.typeMismatch(
      type,
      .init(
        codingPath: codingPath,
        debugDescription: "\(source.place) should hold \(Self.words(for: type))."))
    if let leaf = type as? any HDF5Leaf.Type {
      guard case .array(let array, _) = source, let value = leaf.init(hdf5Array: array) as? Value
      else { throw mismatch }
      return value
    }
    if let list = type as? any HDF5LeafList.Type, case .array(let array, _) = source {
      guard let value = list.init(hdf5ListArray: array) as? Value else { throw mismatch }
      return value
    }
    if let storable = type as? any HDF5Storable.Type, !(type is any HDF5ResultList.Type) {
      guard case .group(let group) = source, let value = try storable.init(from: group) as? Value
      else { throw mismatch }
      return value
    }
    return try Value(from: HDF5ValueDecoder(source: source, codingPath: codingPath))
  }

  private static func words(for type: Any.Type) -> String {
    "\(type)".replacing("Complex<Double>", with: "complex numbers")
  }

  func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
    guard case .group(let group) = source else {
      throw DecodingError.typeMismatch(
        HDF5Group.self,
        .init(codingPath: codingPath, debugDescription: "\(source.place) should be a group."))
    }
    return KeyedDecodingContainer(HDF5KeyedDecoding(group: group, codingPath: codingPath))
  }

  func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
    try HDF5UnkeyedDecoding(source, codingPath)
  }

  func singleValueContainer() throws -> any SingleValueDecodingContainer {
    HDF5SingleValueDecoding(source: source, codingPath: codingPath)
  }
}

private struct HDF5KeyedDecoding<Key: CodingKey>: KeyedDecodingContainerProtocol {
  let group: HDF5Group
  let codingPath: [any CodingKey]

  var allKeys: [Key] {
    (group.attributes.keys.filter { !$0.hasPrefix("isochron_") } + group.datasets.keys
      + group.groups.keys).sorted().compactMap { Key(stringValue: HDF5Names.unescaped($0)) }
  }

  /// What lies under a key: as it is, which keys of dictionaries are, or as a property is written.
  private func source(_ key: any CodingKey) -> HDF5ValueDecoder.Source? {
    for name in [HDF5Names.escaped(key.stringValue), HDF5Names.property(key.stringValue)] {
      if let array = group.attributes[name] ?? group.datasets[name] {
        return .array(array, place: group.place(of: name))
      }
      if let inner = group.groups[name] { return .group(inner) }
    }
    return nil
  }

  private func required(_ key: any CodingKey) throws -> HDF5ValueDecoder.Source {
    guard let source = source(key) else {
      let names =
        (group.attributes.keys.filter { !$0.hasPrefix("isochron_") } + group.datasets.keys
        + group.groups.keys).sorted()
      throw DecodingError.keyNotFound(
        key,
        .init(
          codingPath: codingPath,
          debugDescription:
            "\(group.path) holds no \(HDF5Names.property(key.stringValue)); there are \(names)."))
    }
    return source
  }

  func contains(_ key: Key) -> Bool { source(key) != nil }

  func decodeNil(forKey key: Key) throws -> Bool { source(key) == nil }

  func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
    try HDF5ValueDecoder.value(type, try required(key), codingPath + [key])
  }

  func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type, forKey key: Key
  ) throws -> KeyedDecodingContainer<Nested> {
    try superDecoder(forKey: key).container(keyedBy: type)
  }

  func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
    try superDecoder(forKey: key).unkeyedContainer()
  }

  func superDecoder() throws -> any Decoder {
    guard let inner = group.groups["super"] else {
      throw DecodingError.valueNotFound(
        HDF5Group.self,
        .init(codingPath: codingPath, debugDescription: "\(group.path) holds no group super."))
    }
    return HDF5ValueDecoder(source: .group(inner), codingPath: codingPath)
  }

  func superDecoder(forKey key: Key) throws -> any Decoder {
    HDF5ValueDecoder(source: try required(key), codingPath: codingPath + [key])
  }
}

private struct HDF5UnkeyedDecoding: UnkeyedDecodingContainer {
  private let source: HDF5ValueDecoder.Source
  let codingPath: [any CodingKey]
  let count: Int?
  private(set) var currentIndex = 0

  init(_ source: HDF5ValueDecoder.Source, _ codingPath: [any CodingKey]) throws {
    self.source = source
    self.codingPath = codingPath
    switch source {
    case .array(let array, let place):
      guard let count = array.shape.first else {
        throw DecodingError.typeMismatch(
          [Double].self,
          .init(codingPath: codingPath, debugDescription: "\(place) should be a list."))
      }
      self.count = count
    case .group(let group):
      count = try group.integer(attribute: HDF5Layout.count)
    }
  }

  var isAtEnd: Bool { currentIndex >= (count ?? 0) }

  private func current() -> HDF5ValueDecoder.Source? {
    switch source {
    case .array(let array, let place):
      return array.element(currentIndex).map { .array($0, place: "\(place)[\(currentIndex)]") }
    case .group(let group):
      if group.attributes[HDF5Layout.layout] != nil {
        return isAtEnd ? nil : .group(HDF5Layout.row(currentIndex, of: group))
      }
      guard let element = group.groups["\(currentIndex)"] else { return nil }
      // A part that is an array lies alone in its group.
      if element.groups.isEmpty, element.attributes.isEmpty, element.datasets.count == 1,
        let array = element.datasets[HDF5Layout.value]
      {
        return .array(array, place: element.path)
      }
      return .group(element)
    }
  }

  private mutating func next() throws -> HDF5ValueDecoder.Source {
    guard let part = current() else {
      throw DecodingError.valueNotFound(
        HDF5Group.self,
        .init(
          codingPath: codingPath,
          debugDescription: "\(source.place) holds no element \(currentIndex)."))
    }
    currentIndex += 1
    return part
  }

  mutating func decodeNil() throws -> Bool {
    guard !isAtEnd, current() == nil else { return false }
    currentIndex += 1
    return true
  }

  mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
    try HDF5ValueDecoder.value(type, try next(), codingPath)
  }

  mutating func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type
  ) throws -> KeyedDecodingContainer<Nested> {
    try superDecoder().container(keyedBy: type)
  }

  mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
    try superDecoder().unkeyedContainer()
  }

  mutating func superDecoder() throws -> any Decoder {
    HDF5ValueDecoder(source: try next(), codingPath: codingPath)
  }
}

private struct HDF5SingleValueDecoding: SingleValueDecodingContainer {
  let source: HDF5ValueDecoder.Source
  let codingPath: [any CodingKey]

  func decodeNil() -> Bool { false }

  func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
    if let integer = type as? any (BinaryInteger & Decodable).Type, !(type is any HDF5Leaf.Type) {
      let wide = try HDF5ValueDecoder.value(Int.self, source, codingPath)
      if let value = Self.exactly(integer, wide) as? Value { return value }
      throw DecodingError.dataCorrupted(
        .init(codingPath: codingPath, debugDescription: "\(type) does not hold \(wide)."))
    }
    if type == Float.self {
      let wide = try HDF5ValueDecoder.value(Double.self, source, codingPath)
      if let value = Float(wide) as? Value { return value }
    }
    return try HDF5ValueDecoder.value(type, source, codingPath)
  }

  private static func exactly<Number: BinaryInteger>(
    _ type: Number.Type, _ value: Int
  ) -> Number? { Number(exactly: value) }
}
