/// A value that knows how it is stored in a group of an HDF5 file.
///
/// ```swift
/// struct Scan: HDF5Storable {
///   static let storedTypeName = "MyLab.Scan"
///   var drives: [Double]
///   func write(to group: inout HDF5Group) { group["drives"] = HDF5Array(drives) }
///   init(from group: HDF5Group) throws { drives = try group.reals("drives") }
/// }
/// ```
public protocol HDF5Storable {
  /// The name that files carry, so that one result is not taken for another; stays when the type is renamed.
  static var storedTypeName: String { get }

  /// Puts datasets, attributes and groups into a group.
  ///
  /// - Parameter group: empty; carries the type's name and the versions already.
  func write(to group: inout HDF5Group)

  /// The value that a group holds.
  ///
  /// - Parameter group: as `write(to:)` left it, or damaged.
  /// - Throws: `HDF5Error`: `missing`, `wrongShape`, `wrongType`, `invalidValue`.
  init(from group: HDF5Group) throws
}

extension HDF5Storable {
  /// Saves the value in a file of its own, which appears complete or not at all.
  ///
  /// - Parameter path: of the file, by custom ending in `.h5`; an existing file is replaced.
  /// - Throws: `HDF5Error` with code `cannotWrite`; then a file that was there is as before.
  public func save(to path: String) throws { try HDF5Group(storing: self).write(to: path) }

  /// Loads a value from a file.
  ///
  /// - Parameters:
  ///   - path: of the file.
  ///   - place: the group in it, `/` for a file with one result.
  /// - Throws: `HDF5Error` of any code but `cannotWrite`.
  public init(contentsOf path: String, at place: String = "/") throws {
    self = try HDF5Group(contentsOf: path, at: place).value(Self.self)
  }
}
