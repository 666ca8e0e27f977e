import CHDF5
import ComplexModule
import Foundation

extension HDF5Group {
  /// Writes the group as the root of a file, which appears complete or not at all.
  ///
  /// The file is made in memory first, so that a full disk cannot leave half of one.
  ///
  /// - Parameter path: of the file; an existing file is replaced.
  /// - Throws: `HDF5Error` with code `cannotWrite`; then a file that was there is as before.
  public func write(to path: String) throws {
    let image = try HDF5Library.locked { try HDF5Writer.image(of: self) }
    do {
      try image.write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      throw HDF5Error(
        .cannotWrite,
        "Cannot write \(path): \(error.localizedDescription) Is the folder there and writable, and is "
          + "there space for \(image.count) bytes?")
    }
  }
}

/// Makes a file in memory.
enum HDF5Writer {
  /// From here on, arrays are compressed and carry checksums.
  private static let chunkedCount = 1024
  private static let largestChunk = 1 << 17

  static func image(of root: HDF5Group) throws -> Data {
    let access = try HDF5Handle(
      H5Pcreate(isochron_hdf5_file_access()), .cannotWrite, "Making a file in memory")
    try HDF5Library.check(
      H5Pset_fapl_core(access.id, 1 << 20, false), .cannotWrite, "Making a file in memory")
    // Not with H5Pset_libver_bounds: images of newer superblocks carry a wrong checksum (HDF5 1.10).
    // H5F_ACC_TRUNC is 2.
    let file = try HDF5Handle(
      H5Fcreate("isochron-in-memory", 2, 0, access.id), .cannotWrite, "Making a file in memory")
    try write(root, to: file.id)
    try HDF5Library.check(H5Fflush(file.id, H5F_SCOPE_GLOBAL), .cannotWrite, "Flushing")
    let size = try HDF5Library.check(
      H5Fget_file_image(file.id, nil, 0), .cannotWrite, "Measuring the file")
    var data = Data(count: size)
    try data.withUnsafeMutableBytes { bytes in
      _ = try HDF5Library.check(
        H5Fget_file_image(file.id, bytes.baseAddress, size), .cannotWrite, "Copying the file")
    }
    return data
  }

  private static func write(_ group: HDF5Group, to location: hid_t) throws {
    for (name, array) in group.attributes.sorted(by: { $0.key < $1.key }) {
      let type = try type(of: array)
      let space = try space(of: array)
      let attribute = try HDF5Handle(
        H5Acreate2(location, name, type.id, space.id, 0, 0), .cannotWrite,
        "Making the attribute \(name) of \(group.path)")
      try withBytes(of: array) {
        _ = try HDF5Library.check(
          H5Awrite(attribute.id, type.id, $0), .cannotWrite, "Writing the attribute \(name)")
      }
    }
    for (name, array) in group.datasets.sorted(by: { $0.key < $1.key }) {
      let place = group.place(of: name)
      let type = try type(of: array)
      let space = try space(of: array)
      let creation = try creationProperties(of: array)
      let dataset = try HDF5Handle(
        H5Dcreate2(location, name, type.id, space.id, 0, creation.id, 0), .cannotWrite,
        "Making \(place)")
      guard array.values.count > 0 else { continue }
      try withBytes(of: array) {
        _ = try HDF5Library.check(
          H5Dwrite(dataset.id, type.id, 0, 0, 0, $0), .cannotWrite, "Writing \(place)")
      }
    }
    for (name, inner) in group.groups.sorted(by: { $0.key < $1.key }) {
      let handle = try HDF5Handle(
        H5Gcreate2(location, name, 0, 0, 0), .cannotWrite, "Making \(group.place(of: name))")
      try write(inner, to: handle.id)
    }
  }

  private static func type(of array: HDF5Array) throws -> HDF5Handle {
    switch array.values {
    case .reals: try HDF5Handle(H5Tcopy(isochron_hdf5_double()), .cannotWrite, "Making a type")
    case .integers: try HDF5Handle(H5Tcopy(isochron_hdf5_integer()), .cannotWrite, "Making a type")
    case .complexes: try HDF5Types.complex()
    case .texts: try HDF5Types.text()
    }
  }

  private static func space(of array: HDF5Array) throws -> HDF5Handle {
    let extents = array.shape.map { hsize_t($0) }
    return try HDF5Handle(
      extents.isEmpty
        ? H5Screate(H5S_SCALAR) : H5Screate_simple(Int32(extents.count), extents, nil),
      .cannotWrite, "Making a space of shape \(array.shape)")
  }

  private static func creationProperties(of array: HDF5Array) throws -> HDF5Handle {
    let list = try HDF5Handle(
      H5Pcreate(isochron_hdf5_dataset_creation()), .cannotWrite, "Making a dataset's properties")
    if case .texts = array.values { return list }
    guard array.values.count >= chunkedCount else { return list }
    // Whole slices of the last axes, as many as make up a megabyte or two.
    var chunk = array.shape
    for axis in chunk.indices {
      let rest = chunk[(axis + 1)...].reduce(1, *)
      chunk[axis] = min(chunk[axis], max(1, largestChunk / max(1, rest)))
    }
    H5Pset_chunk(list.id, Int32(chunk.count), chunk.map { hsize_t($0) })
    H5Pset_shuffle(list.id)
    H5Pset_deflate(list.id, 4)
    // A flipped bit is an error when it is read, not a wrong number.
    H5Pset_fletcher32(list.id)
    return list
  }

  private static func withBytes(
    of array: HDF5Array, _ body: (UnsafeRawPointer) throws -> Void
  ) throws {
    func give<Element>(_ values: [Element]) throws {
      try values.withUnsafeBytes { bytes in
        if let start = bytes.baseAddress { try body(start) }
      }
    }
    switch array.values {
    case .reals(let values): try give(values)
    case .integers(let values): try give(values)
    case .complexes(let values): try give(values)
    case .texts(let values):
      let copies = values.map { strdup($0) }
      defer { copies.forEach { free($0) } }
      try give(copies)
    }
  }
}
