import Preconditions

/// A group of an HDF5 file as a value: datasets, attributes and further groups, all in memory.
///
/// A whole file is its root group:
///
/// ```swift
/// var file = HDF5Group()
/// file.store(steadyState, as: "steady")
/// file.store(spectrum, as: "spectrum")
/// try file.write(to: "run.h5")
/// let spectrum = try LiouvillianSpectrum(contentsOf: "run.h5", at: "/spectrum")
/// ```
public struct HDF5Group: Sendable, Hashable {
  /// The newest format that this version writes and reads.
  public static let formatVersion = 1

  /// The place in the file, for messages.
  public internal(set) var path: String

  /// The datasets by name.
  public var datasets: [String: HDF5Array] = [:]

  /// The attributes by name.
  public var attributes: [String: HDF5Array] = [:]

  /// The groups inside by name.
  public var groups: [String: HDF5Group] = [:]

  /// An empty group.
  ///
  /// - Parameter path: the place in the file, for messages.
  public init(path: String = "/") { self.path = path }

  /// A group that holds a value.
  ///
  /// - Parameters:
  ///   - value: the result.
  ///   - path: the place in the file, for messages.
  public init(storing value: some HDF5Storable, path: String = "/") {
    self.init(path: path)
    attributes["isochron_type"] = HDF5Array(type(of: value).storedTypeName)
    attributes["isochron_format"] = HDF5Array(Self.formatVersion)
    attributes["isochron_version"] = HDF5Array(libraryVersion)
    attributes["conventions"] = HDF5Array(
      "hbar = 1; matrices [row, column]; spin basis m = +S first; jump operators carry sqrt(rate)")
    value.write(to: &self)
  }

  /// Puts a value into a group inside this one, in place of what was there.
  ///
  /// - Parameters:
  ///   - value: the result.
  ///   - name: of the group; not empty, without `/`.
  public mutating func store(_ value: some HDF5Storable, as name: String) {
    requirePrecondition(
      !name.isEmpty && !name.contains("/"), "A group's name is not empty and without \"/\".")
    groups[name] = HDF5Group(storing: value, path: place(of: name))
  }

  /// The value that this group holds.
  ///
  /// - Parameter type: what is expected.
  /// - Returns: the value, validated.
  /// - Throws: `HDF5Error`: `newerFormat`, `wrongType`, or what the type finds wrong.
  public func value<Value: HDF5Storable>(_ type: Value.Type) throws -> Value {
    if let version = attributes["isochron_format"], case .integers(let numbers) = version.values,
      let number = numbers.first, number > Self.formatVersion
    {
      throw HDF5Error(
        .newerFormat,
        "\(path) is of format \(number), and this version reads up to \(Self.formatVersion). "
          + "Update the library.")
    }
    let name = try text(attribute: "isochron_type")
    guard name == Value.storedTypeName else {
      throw HDF5Error(
        .wrongType, "\(path) holds a \(name), not a \(Value.storedTypeName). Load it as that type.")
    }
    return try Value(from: self)
  }

  /// The value that a group inside this one holds.
  ///
  /// - Parameters:
  ///   - type: what is expected.
  ///   - name: of the group.
  /// - Returns: the value, validated.
  /// - Throws: `HDF5Error`: `missing`, `newerFormat`, `wrongType`, or what the type finds wrong.
  public func value<Value: HDF5Storable>(_ type: Value.Type, at name: String) throws -> Value {
    guard let group = groups[name] else {
      throw HDF5Error(
        .missing, "There is no group \(place(of: name)); there are \(groups.keys.sorted()).")
    }
    return try group.value(type)
  }

  /// A dataset by its name.
  public subscript(name: String) -> HDF5Array? {
    get { datasets[name] }
    set { datasets[name] = newValue }
  }

  /// The place of a member in the file.
  ///
  /// - Parameter name: of a dataset or group.
  /// - Returns: its path.
  public func place(of name: String) -> String { path == "/" ? "/\(name)" : "\(path)/\(name)" }
}

let libraryVersion = "0.1.0"
