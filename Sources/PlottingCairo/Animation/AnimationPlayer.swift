import Plotting
import RichDisplay

/// A film as HTML: images in JSON, and the script that plays them.
struct AnimationPlayer {
  private let film: Animation
  private let label: String
  private let note: String?
  private let frames: [String]
  private let stream: FrameStream
  private let alt: String
  /// The first frame as a PNG file.
  let poster: [UInt8]

  /// Every so many frames a whole one is stored, so that any can be reached quickly.
  private static let keyInterval = 30

  /// Draws a film.
  ///
  /// - Parameters:
  ///   - film: the film.
  ///   - scale: pixels per CSS pixel.
  ///   - note: text below the player, given the bytes of its images.
  ///   - prepared: the frames, if they are known already.
  /// - Throws: `PlottingError` for data that cannot be drawn.
  init(
    _ film: Animation, scale: Double, note: ((Int) -> String)? = nil,
    prepared: (FrameStream, ProgressBar)? = nil
  ) throws {
    let (stream, bar) = try prepared ?? film.stream(scale, doing: "HTML player")
    let writer = AnimatedPNGWriter(
      width: stream.width, height: stream.height, isOpaque: stream.isOpaque, rate: film.rate)
    let list = try stream.displayList(0)
    self.film = film
    self.stream = stream
    alt = film.altText ?? list.plainText
    label = "Film of \(film.frameCount) frame\(film.frameCount == 1 ? "" : "s")"
    poster = writer.file(writer.part(try stream.frame(0), after: nil))
    var frames: [String] = []
    try stream.forEach(
      bar: bar, keyInterval: Self.keyInterval,
      encode: {
        let part = writer.part($0, after: $1)
        let corner = part.corner
        return "[\(corner.column),\(corner.row),\"\(base64(writer.file(part)))\"]"
      }
    ) { frames.append($0) }
    self.frames = frames
    self.note = note.map { $0(frames.reduce(0) { $0 + $1.utf8.count }) }
  }

  /// Bytes of all images in the page.
  var imageBytes: Int { frames.reduce(0) { $0 + $1.utf8.count } }

  /// An element with the poster inside, and the script.
  func element() -> String {
    let list = Size(Double(stream.width) / stream.scale, Double(stream.height) / stream.scale)
    let cssWidth = Int((list.width * 96 / 72).rounded())
    let members = [
      "\"width\":\(stream.width)", "\"height\":\(stream.height)", "\"cssWidth\":\(cssWidth)",
      "\"rate\":\(film.rate)", "\"repeat\":\(film.repeatCount)",
      "\"keyInterval\":\(Self.keyInterval)", "\"label\":\(scriptSafe(jsonString(label)))",
      "\"alt\":\(scriptSafe(jsonString(alt)))",
      "\"note\":\(note.map { scriptSafe(jsonString($0)) } ?? "null")",
      "\"frames\":[\(frames.joined(separator: ","))]",
    ]
    return """
      <div class="isochron-player" data-lm-suppress-shortcuts="true">\
      <img src="data:image/png;base64,\(base64(poster))" width="\(cssWidth)" \
      alt="\(htmlEscaped(alt))">\
      <script type="application/json">{\(members.joined(separator: ","))}</script></div>
      <script>\(PageScript.player.text)</script>
      """
  }

  /// A page of its own.
  func page() -> String {
    """
    <!DOCTYPE html>
    <html lang="en"><head><meta charset="utf-8"><title>\(htmlEscaped(label))</title>
    <meta name="viewport" content="width=device-width">
    <style>:root{color-scheme:light dark}body{margin:1em}</style></head><body>
    \(element())
    </body></html>

    """
  }
}

/// JSON text that cannot end the script element around it.
func scriptSafe(_ json: String) -> String {
  json.replacing("<", with: "\\u003c").replacing("\u{2028}", with: "\\u2028")
    .replacing("\u{2029}", with: "\\u2029")
}
