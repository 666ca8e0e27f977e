import CHDF5
import ComplexModule
import Foundation

extension HDF5Group {
  /// Reads a file, or a part of it, into memory.
  ///
  /// - Parameters:
  ///   - file: the path of the file.
  ///   - place: the group that is wanted, `/` for all.
  /// - Throws: `HDF5Error`: `cannotRead`, `notHDF5`, `damaged`, `missing`, `wrongType`.
  public init(contentsOf file: String, at place: String = "/") throws {
    guard FileManager.default.isReadableFile(atPath: file) else {
      throw HDF5Error(
        .cannotRead, "Cannot read \(file): there is no such file, or it may not be read.")
    }
    self = try HDF5Library.locked {
      guard H5Fis_hdf5(file) > 0 else {
        throw HDF5Error(.notHDF5, "\(file) is not an HDF5 file.")
      }
      let handle = try HDF5Handle(
        H5Fopen(file, 0, 0), .notHDF5,
        "\(file) is an HDF5 file that cannot be opened; is its end missing?")
      let path = place.hasPrefix("/") ? place : "/\(place)"
      return try HDF5Reader(file: file).group(in: handle.id, at: path)
    }
  }
}

/// Reads groups.
struct HDF5Reader {
  let file: String

  func group(in location: hid_t, at path: String) throws -> HDF5Group {
    let handle = try HDF5Handle(
      H5Gopen2(location, path, 0), .missing, "\(file) has no readable group \(path)")
    return try group(handle.id, path: path, depth: 0)
  }

  private func group(_ id: hid_t, path: String, depth: Int) throws -> HDF5Group {
    guard depth < 32 else {
      throw HDF5Error(.damaged, "\(path) lies too deep; do groups of \(file) contain each other?")
    }
    var result = HDF5Group(path: path)
    for index in 0..<(try attributeCount(id, path)) {
      let attribute = try HDF5Handle(
        H5Aopen_by_idx(id, ".", H5_INDEX_NAME, H5_ITER_INC, index, 0, 0), .damaged,
        "An attribute of \(path) in \(file) cannot be opened")
      let name = try text { H5Aget_name(attribute.id, $1, $0) }
      result.attributes[name] = try array(
        attribute.id, isAttribute: true, "the attribute \(name) of \(path)")
    }
    var information = H5G_info_t()
    try HDF5Library.check(
      H5Gget_info(id, &information), .damaged, "The group \(path) in \(file) cannot be read")
    for index in 0..<information.nlinks {
      let name = try text {
        H5Lget_name_by_idx(id, ".", H5_INDEX_NAME, H5_ITER_INC, index, $0, $1, 0)
      }
      let place = result.place(of: name)
      let object = try HDF5Handle(
        H5Oopen(id, name, 0), .damaged, "\(place) in \(file) cannot be opened")
      switch H5Iget_type(object.id) {
      case H5I_GROUP:
        result.groups[name] = try group(object.id, path: place, depth: depth + 1)
      case H5I_DATASET: result.datasets[name] = try array(object.id, isAttribute: false, place)
      default: continue
      }
    }
    return result
  }

  private func attributeCount(_ id: hid_t, _ path: String) throws -> hsize_t {
    var information = H5O_info_t()
    try HDF5Library.check(
      H5Oget_info2(id, &information, H5O_INFO_NUM_ATTRS), .damaged,
      "The attributes of \(path) in \(file) cannot be read")
    return information.num_attrs
  }

  private func text(_ fill: (UnsafeMutablePointer<CChar>?, Int) -> Int) throws -> String {
    let count = try HDF5Library.check(fill(nil, 0), .damaged, "A name in \(file) cannot be read")
    var bytes = [CChar](repeating: 0, count: count + 1)
    _ = fill(&bytes, count + 1)
    return String(decoding: bytes.prefix(count).map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  private func array(_ id: hid_t, isAttribute: Bool, _ place: String) throws -> HDF5Array {
    let failure = "\(place) in \(file) cannot be read"
    let space = try HDF5Handle(
      isAttribute ? H5Aget_space(id) : H5Dget_space(id), .damaged, failure)
    let type = try HDF5Handle(isAttribute ? H5Aget_type(id) : H5Dget_type(id), .damaged, failure)
    let rank = try HDF5Library.check(
      H5Sget_simple_extent_ndims(space.id), .damaged, failure)
    var extents = [hsize_t](repeating: 0, count: Int(rank))
    H5Sget_simple_extent_dims(space.id, &extents, nil)
    var count = 1
    for extent in extents {
      let (product, isTooLarge) = count.multipliedReportingOverflow(by: Int(clamping: extent))
      guard !isTooLarge, product < 1 << 40 else {
        throw HDF5Error(.damaged, "\(place) in \(file) claims the shape \(extents).")
      }
      count = product
    }
    // Deflate shrinks to a thousandth at best: a larger claim is damage, and memory is not asked for it.
    if !isAttribute, count > 1 << 20, H5Tget_class(type.id) != H5T_STRING {
      let stored = Double(H5Dget_storage_size(id))
      guard stored * 1100 >= Double(count) * 8 else {
        throw HDF5Error(
          .damaged, "\(place) in \(file) claims the shape \(extents) but holds \(stored) bytes.")
      }
    }
    func read<Element>(_ empty: Element, as memory: hid_t) throws -> [Element] {
      var values = [Element](repeating: empty, count: count)
      guard count > 0 else { return values }
      let status = values.withUnsafeMutableBytes {
        isAttribute
          ? H5Aread(id, memory, $0.baseAddress) : H5Dread(id, memory, 0, 0, 0, $0.baseAddress)
      }
      try HDF5Library.check(status, .damaged, failure)
      return values
    }
    let shape = extents.map { Int($0) }
    switch H5Tget_class(type.id) {
    case H5T_FLOAT:
      return HDF5Array(shape: shape, .reals(try read(0, as: isochron_hdf5_double())))
    case H5T_INTEGER:
      return HDF5Array(shape: shape, .integers(try read(0, as: isochron_hdf5_integer())))
    case H5T_COMPOUND:
      guard H5Tget_nmembers(type.id) == 2, H5Tget_member_index(type.id, "r") >= 0,
        H5Tget_member_index(type.id, "i") >= 0
      else {
        throw HDF5Error(
          .wrongType,
          "\(place) in \(file) is a compound, but not of r and i as complex numbers are.")
      }
      let memory = try HDF5Types.complex()
      return HDF5Array(shape: shape, .complexes(try read(Complex<Double>.zero, as: memory.id)))
    case H5T_STRING:
      guard H5Tis_variable_str(type.id) > 0 else {
        throw HDF5Error(
          .wrongType, "\(place) in \(file) is a text of fixed length; texts of any length are read."
        )
      }
      let memory = try HDF5Types.text()
      H5Tset_cset(memory.id, H5Tget_cset(type.id))
      let pointers = try read(nil as UnsafeMutablePointer<CChar>?, as: memory.id)
      defer { pointers.forEach { if let pointer = $0 { H5free_memory(pointer) } } }
      return HDF5Array(
        shape: shape, .texts(pointers.map { $0.map { String(cString: $0) } ?? "" }))
    default:
      throw HDF5Error(
        .wrongType, "\(place) in \(file) holds neither real, integer or complex numbers nor texts.")
    }
  }
}
