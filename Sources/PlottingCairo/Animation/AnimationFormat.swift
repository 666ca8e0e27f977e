import Plotting

/// Formats that films are saved in.
public enum AnimationFormat: String, Sendable, Hashable, CaseIterable {
  /// Animated PNG: every colour, transparency, any rate.
  case png
  /// Animated PNG by its other name.
  case apng
  /// For programs that know nothing else: 255 colours, at most 50 frames in a second.
  case gif
  /// H.264, through ffmpeg.
  case mp4
  /// VP9, through ffmpeg.
  case webm
  /// A page with a player, without network.
  case html

  /// The format that a file name asks for by its extension, in small or capital letters.
  ///
  /// - Parameter path: a file name, perhaps with folders.
  /// - Throws: `PlottingError` if there is no extension, or another one.
  public init(path: String) throws {
    let name = path.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
    let dot = name.lastIndex(of: ".")
    let suffix = dot.map { name[name.index(after: $0)...].lowercased() } ?? ""
    guard let format = AnimationFormat(rawValue: suffix) else {
      let asked = suffix.isEmpty ? "has no extension" : "asks for the format \"\(suffix)\""
      throw PlottingError(
        .output,
        "The file name \"\(path)\" \(asked), but films are saved as png or apng, gif, mp4, webm or "
          + "html. Name the file, for example, \"film.gif\".")
    }
    self = format
  }
}
