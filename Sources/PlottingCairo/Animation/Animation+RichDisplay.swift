public import Plotting
public import RichDisplay

extension Animation {
  /// Bytes that a film shown in a notebook may add to it, unless told otherwise.
  public static let defaultByteLimit = 8_000_000

  /// The film as a notebook shows it, in the best quality below a size.
  ///
  /// The player has two pixels for each of the screen's, or fewer, or only every second, third …
  /// frame, whichever keeps the notebook's file below the limit; a line below it says what was
  /// done.
  ///
  /// - Parameter byteLimit: how many bytes the film may add to the notebook.
  /// - Returns: what a cell's last line shows: the player, and the first frame as an image.
  /// - Throws: `PlottingError` for data that cannot be drawn.
  public func player(byteLimit: Int = Animation.defaultByteLimit) throws -> AnimationPicture {
    let bar = ProgressBar(total: 2 * frameCount, label: "Film")
    let agreement = try FrameAgreement(of: self) { bar.advance() }
    var chosen = (film: self, scale: 1.0)
    // Whole frames overestimate those of which only a part changes.
    for scale in [2, 1.5, 1] {
      let stream = try FrameStream(self, agreement: agreement, scale: scale * 96 / 72)
      let size = try stream.estimatedByteCount()
      chosen = (self, scale)
      if size <= byteLimit { break }
      guard scale == 1 else { continue }
      let step = min(frameCount, (size + byteLimit - 1) / byteLimit)
      chosen = (thinned(by: step), 1)
    }
    let (film, scale) = chosen
    let stream = try FrameStream(film, agreement: agreement, scale: scale * 96 / 72)
    let isWhole = film.frameCount == frameCount && scale == 2
    let note: (Int) -> String = { bytes in
      let share =
        film.frameCount == frameCount
        ? "\(frameCount) frames" : "\(film.frameCount) of \(frameCount) frames"
      let size = "\(stream.width) × \(stream.height) pixels"
      let text = "\(share), \(size), \(Self.megabytes(bytes))"
      return isWhole
        ? text
        : text + ", reduced to stay below \(Self.megabytes(byteLimit)); .player(byteLimit:) allows "
          + "more, .save(…) keeps all."
    }
    let player = try AnimationPlayer(
      film, scale: scale, note: isWhole ? nil : note, prepared: (stream, bar))
    let list = try stream.displayList(0)
    let summary = "Film, \(note(player.imageBytes)): \(altText ?? list.plainText)"
    return AnimationPicture(
      html: player.element(), poster: player.poster, width: list.cssWidth, height: list.cssHeight,
      description: summary)
  }

  private static func megabytes(_ count: Int) -> String {
    let tenths = (Double(count) / 1e5).rounded() / 10
    return tenths >= 0.1 ? "\(tenths) MB" : "\((count + 999) / 1000) kB"
  }
}

/// A film with its player, as a notebook shows it.
public struct AnimationPicture: RichDisplayable, Sendable, Hashable {
  /// The player as HTML.
  public let html: String
  /// The first frame as a PNG file, for where scripts do not run.
  public let poster: [UInt8]
  /// Shown width in CSS pixels.
  public let width: Int
  /// Shown height in CSS pixels.
  public let height: Int
  /// What it is, with the number of frames and bytes.
  public let description: String

  /// The player, the first frame, and words.
  public var richRepresentation: RichRepresentation {
    RichRepresentation(plainText: description).html(html).png(poster, width: width, height: height)
  }
}

extension Animation: RichDisplayable {
  /// A player below the default size; a film that cannot be drawn shows the reason in its place.
  public var richRepresentation: RichRepresentation {
    do {
      return try player().richRepresentation
    } catch {
      let problem = error as? PlottingError ?? PlottingError(.drawing, "\(error)")
      return ErrorPicture(problem).pictureRepresentation
    }
  }
}

/// An explanation in the place of what cannot be drawn.
private struct ErrorPicture: Drawable {
  let problem: PlottingError
  init(_ problem: PlottingError) { self.problem = problem }
  func displayList() throws -> DisplayList { throw problem }
}

extension FrameStream {
  /// About how many bytes the frames take as text, from a few of them.
  func estimatedByteCount() throws -> Int {
    let count = animation.frameCount
    let samples = Set((0..<4).map { $0 * (count - 1) / 3 }).sorted()
    let writer = AnimatedPNGWriter(
      width: width, height: height, isOpaque: isOpaque, rate: animation.rate)
    // The way from a frame to the next says more than a frame alone.
    let sizes = try Self.parallel(samples.count) { index in
      let sample = samples[index]
      let before = sample > 0 ? try frame(sample - 1) : nil
      return writer.file(writer.part(try frame(sample), after: before)).count
    }
    return sizes.reduce(0, +) / sizes.count * count * 4 / 3
  }
}
