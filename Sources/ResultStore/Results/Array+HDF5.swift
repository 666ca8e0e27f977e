/// A list of results: alone in a file it has a group for each; as a part of a value it may become columns.
protocol HDF5ResultList {}

extension Array: HDF5ResultList where Element: HDF5Storable {}

extension Array: HDF5Storable where Element: HDF5Storable {
  /// For example `[SteadyState]`, the results of a scan.
  public static var storedTypeName: String { "[\(Element.storedTypeName)]" }

  /// Stores each element in a group of its number, from `0` on.
  ///
  /// - Parameter group: takes the groups and their number.
  public func write(to group: inout HDF5Group) {
    group.attributes[HDF5Layout.count] = HDF5Array(count)
    for (k, element) in enumerated() { group.store(element, as: "\(k)") }
  }

  /// Loads the elements.
  ///
  /// - Parameter group: as `write(to:)` left it.
  /// - Throws: `HDF5Error`: `missing`, or what an element finds wrong.
  public init(from group: HDF5Group) throws {
    let count = try group.integer(attribute: HDF5Layout.count)
    guard count >= 0, count <= group.groups.count else {
      throw HDF5Error(
        .missing, "\(group.path) should hold \(count) results but holds \(group.groups.count).")
    }
    self = try (0..<count).map { try group.value(Element.self, at: "\($0)") }
  }
}
