import CCairo
import CFreeType
import Plotting
import Synchronization

/// The bundled fonts as Cairo embeds them in PDF files.
///
/// FreeType's faces must not be used by two threads at once; so each drawing takes a set of its own
/// and gives it back for the next one. Sets live as long as the process; there are as many as there
/// were drawings at once.
final class PDFFonts {
  private let library: FT_Library
  private var faces: [FontFace: (freeType: FT_Face, cairo: OpaquePointer)] = [:]

  private init() throws {
    var made: FT_Library?
    let status = FT_Init_FreeType(&made)
    guard status == 0, let made else {
      throw PlottingError(.drawing, "FreeType could not start (error \(status)).")
    }
    library = made
  }

  /// Cairo's form of a font.
  func cairoFace(_ face: FontFace) throws -> OpaquePointer {
    if let known = faces[face] { return known.cairo }
    let file = face.fileBytes
    var opened: FT_Face?
    let status = FT_New_Memory_Face(library, file.baseAddress, FT_Long(file.count), 0, &opened)
    guard status == 0, let opened else {
      throw PlottingError(
        .drawing, "FreeType could not open the bundled font \(face.rawValue) (error \(status)).")
    }
    guard
      let made = cairo_ft_font_face_create_for_ft_face(
        opened, Int32(FT_LOAD_NO_HINTING))
    else {
      throw PlottingError(.drawing, "Cairo could not use the bundled font \(face.rawValue).")
    }
    faces[face] = (opened, made)
    return made
  }

  // MARK: Sharing

  private struct Idle: @unchecked Sendable { var fonts: [PDFFonts] = [] }
  private static let idle = Mutex(Idle())

  /// Runs a body with a set of fonts that nobody else uses meanwhile.
  static func with<Result>(_ body: (PDFFonts) throws -> Result) throws -> Result {
    let fonts = try idle.withLock { $0.fonts.popLast() } ?? PDFFonts()
    defer { idle.withLock { $0.fonts.append(fonts) } }
    return try body(fonts)
  }
}
