/// Why a result could not be saved or loaded.
public struct HDF5Error: Error, Sendable, CustomStringConvertible {
  /// The kinds of failure.
  public enum Code: String, Hashable, Sendable, CaseIterable {
    /// No such file, or no permission to read it.
    case cannotRead
    /// The folder cannot be written to, or the disk is full.
    case cannotWrite
    /// The file is not HDF5, or its end is missing.
    case notHDF5
    /// A part of the file that cannot be read.
    case damaged
    /// A dataset, attribute or group that is not there.
    case missing
    /// A dataset of another shape.
    case wrongShape
    /// Numbers or text of another kind, or a result of another type.
    case wrongType
    /// Numbers that the type does not allow.
    case invalidValue
    /// A file of a later format than this version reads.
    case newerFormat
  }

  /// The kind of failure.
  public let code: Code

  /// What was expected, what came, what to try; names the place in the file.
  public let message: String

  /// Describes a failure.
  ///
  /// - Parameters:
  ///   - code: the kind of failure.
  ///   - message: what was expected, what came, what to try.
  public init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }

  /// The message.
  public var description: String { message }
}
