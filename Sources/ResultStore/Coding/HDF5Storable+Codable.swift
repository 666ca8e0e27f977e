import Preconditions

extension HDF5Storable {
  /// The name of the type.
  public static var storedTypeName: String { "\(Self.self)" }
}

extension HDF5Storable where Self: Codable {
  /// Stores the value as its `Codable` conformance says; see `HDF5Group.encode(_:)`.
  ///
  /// - Parameter group: takes attributes, datasets and groups.
  public func write(to group: inout HDF5Group) {
    do {
      try group.encode(self)
    } catch {
      stopForBrokenPrecondition("\(Self.storedTypeName) cannot be stored: \(error)")
    }
  }

  /// Loads the value as its `Codable` conformance says, with the checks of its initializer.
  ///
  /// - Parameter group: as `write(to:)` left it.
  /// - Throws: `HDF5Error`: `missing`, `wrongType`, `wrongShape`, `invalidValue`; what the type throws.
  public init(from group: HDF5Group) throws { self = try group.decode(Self.self) }
}
