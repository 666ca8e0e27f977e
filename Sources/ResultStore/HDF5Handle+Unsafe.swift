import CHDF5
import Synchronization

/// The library as Debian builds it is not safe for threads: one caller at a time.
enum HDF5Library {
  private static let lock = Mutex(())

  static func locked<Result>(_ body: () throws -> Result) rethrows -> Result {
    try lock.withLock { _ in
      H5open()
      isochron_hdf5_silence()
      return try body()
    }
  }

  /// Turns a failure into an error that says where it happened.
  @discardableResult
  static func check<Status: BinaryInteger>(
    _ status: Status, _ code: HDF5Error.Code, _ action: @autoclosure () -> String
  ) throws -> Status {
    guard status < 0 else { return status }
    var bytes = [CChar](repeating: 0, count: 256)
    isochron_hdf5_message(&bytes, bytes.count)
    let reason = String(
      decoding: bytes.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    throw HDF5Error(code, "\(action()): \(reason).")
  }
}

/// Anything of HDF5's that has to be closed.
final class HDF5Handle {
  let id: hid_t

  /// Takes over a handle; throws where it is none.
  init(_ id: hid_t, _ code: HDF5Error.Code, _ action: @autoclosure () -> String) throws {
    self.id = try HDF5Library.check(id, code, action())
  }

  // H5Idec_ref closes files, groups, datasets, types, spaces and property lists alike.
  deinit { H5Idec_ref(id) }
}

/// The types in memory.
enum HDF5Types {
  /// The compound {r, i} that h5py reads as complex128.
  static func complex() throws -> HDF5Handle {
    let type = try HDF5Handle(H5Tcreate(H5T_COMPOUND, 16), .damaged, "Making a complex type")
    try HDF5Library.check(
      H5Tinsert(type.id, "r", 0, isochron_hdf5_double()), .damaged, "Making a complex type")
    try HDF5Library.check(
      H5Tinsert(type.id, "i", 8, isochron_hdf5_double()), .damaged, "Making a complex type")
    return type
  }

  /// Texts of any length in UTF-8, which h5py reads as `str`.
  static func text() throws -> HDF5Handle {
    let type = try HDF5Handle(H5Tcopy(isochron_hdf5_c_string()), .damaged, "Making a text type")
    H5Tset_size(type.id, isochron_hdf5_variable())
    H5Tset_cset(type.id, H5T_CSET_UTF8)
    return type
  }
}
