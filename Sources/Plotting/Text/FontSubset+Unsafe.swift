import CHarfBuzz

extension FontFile {
  /// An OpenType file with no more than some characters, without the tables for shaping and
  /// mathematics: for text whose letters all have a place of their own.
  ///
  /// - Parameter scalars: the characters; those that the font lacks are left out.
  /// - Returns: the file, the same bytes for the same characters; nil where HarfBuzz refuses.
  func subset(_ scalars: Set<Unicode.Scalar>) -> [UInt8]? {
    guard let input = hb_subset_input_create_or_fail() else { return nil }
    defer { hb_subset_input_destroy(input) }
    let wanted = hb_subset_input_unicode_set(input)
    for scalar in scalars { hb_set_add(wanted, scalar.value) }
    let dropped = hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG)
    for tag: StaticString in ["GSUB", "GPOS", "GDEF", "MATH", "BASE", "kern", "DSIG"] {
      hb_set_add(dropped, tag.withUTF8Buffer { $0.reduce(0 as UInt32) { $0 << 8 | UInt32($1) } })
    }
    hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_NO_HINTING.rawValue)
    guard let face = hb_subset_or_fail(hb_font_get_face(font), input) else { return nil }
    defer { hb_face_destroy(face) }
    let blob = hb_face_reference_blob(face)
    defer { hb_blob_destroy(blob) }
    var count: UInt32 = 0
    guard let bytes = hb_blob_get_data(blob, &count) else { return nil }
    return UnsafeRawBufferPointer(start: bytes, count: Int(count)).map { $0 }
  }
}
