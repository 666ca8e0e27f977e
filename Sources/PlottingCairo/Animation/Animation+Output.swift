public import Plotting
import RichDisplay

extension Animation {
  /// Saves the film as animated PNG, GIF, MP4, WebM or a page with a player, as the file name's
  /// extension says.
  ///
  /// Frames are drawn by all processors and written as they come; the file appears whole or not at
  /// all, also when it is interrupted. A progress bar shows where it takes long.
  ///
  /// - Parameters:
  ///   - path: file name with its extension; `~` is the home folder.
  ///   - scale: pixels per CSS pixel, of which there are 96 in an inch.
  /// - Throws: `PlottingError` for data that cannot be drawn, another extension, a rate that the
  ///   format does not have, a place that cannot be written, or ffmpeg missing.
  public func save(_ path: String, scale: Double = 2) throws {
    let format = try AnimationFormat(path: path)
    // Before an hour of drawing rather than after it.
    try FigureFile.checkPlace(path)
    let bytes: [UInt8]
    switch format {
    case .png, .apng: bytes = try animatedPNGData(scale: scale)
    case .gif: bytes = try gifData(scale: scale)
    case .mp4: bytes = try MovieEncoder(.mp4).encode(stream(scale, doing: "MP4"))
    case .webm: bytes = try MovieEncoder(.webm).encode(stream(scale, doing: "WebM"))
    case .html: bytes = Array(try AnimationPlayer(self, scale: scale).page().utf8)
    }
    try FigureFile.write(bytes, to: path)
  }

  /// The film as an animated PNG file.
  ///
  /// - Parameter scale: pixels per CSS pixel, of which there are 96 in an inch.
  /// - Returns: the file; the same bytes for the same film.
  /// - Throws: `PlottingError` for data that cannot be drawn.
  public func animatedPNGData(scale: Double = 2) throws -> [UInt8] {
    let (stream, bar) = try stream(scale, doing: "animated PNG")
    var writer = AnimatedPNGWriter(
      width: stream.width, height: stream.height, isOpaque: stream.isOpaque, rate: rate)
    let coder = writer
    var file = writer.header(
      frameCount: frameCount, repeatCount: repeatCount,
      texts: ["Software": "Isochron", "Description": try stream.displayList(0).plainText])
    try stream.forEach(bar: bar, encode: { coder.part($0, after: $1) }) {
      file += writer.chunks($0)
    }
    return file + writer.trailer
  }

  /// The film as a GIF file.
  ///
  /// All frames share one palette of up to 255 colours, chosen by Wu's method from 64 frames all
  /// over the film; films of no more frames and no more colours keep each of them. A transparent
  /// page becomes white.
  ///
  /// - Parameter scale: pixels per CSS pixel, of which there are 96 in an inch.
  /// - Returns: the file; the same bytes for the same film.
  /// - Throws: `PlottingError` for data that cannot be drawn, or more than 50 frames in a second.
  public func gifData(scale: Double = 1) throws -> [UInt8] {
    guard rate <= GIFWriter.greatestRate else {
      throw PlottingError(
        .output,
        "GIF files count time in hundredths of a second and browsers show at most 50 frames in "
          + "one, but this film has \(rate). Lower the rate, or save it as png, mp4 or html.")
    }
    let (stream, bar) = try stream(scale, doing: "GIF")
    guard max(stream.width, stream.height) <= 65535 else {
      throw PlottingError(
        .output, "GIF files have at most 65535 pixels on a side. Lower the scale.")
    }
    var quantizer = ColorQuantizer(limit: 255)
    let samples = Set((0..<64).map { $0 * (frameCount - 1) / 63 }).sorted()
    for start in stride(from: 0, to: samples.count, by: 8) {
      let part = samples[start..<min(start + 8, samples.count)]
      let frames = try FrameStream.parallel(part.count) {
        try stream.frame(part[part.startIndex + $0])
      }
      for frame in frames { quantizer.add(frame.flattened(on: .white)) }
    }
    var writer = GIFWriter(
      width: stream.width, height: stream.height, palette: quantizer.palette(), rate: rate)
    let coder = writer
    var file = writer.header(repeatCount: repeatCount)
    try stream.forEach(
      bar: bar,
      encode: { coder.part($0.flattened(on: .white), after: $1?.flattened(on: .white)) }
    ) { file += writer.blocks($0) }
    return file + writer.trailer
  }

  /// The film as HTML with a player, to be put into a page: no network, no names that others have.
  ///
  /// - Parameter scale: pixels per CSS pixel, of which there are 96 in an inch.
  /// - Returns: an element and its script.
  /// - Throws: `PlottingError` for data that cannot be drawn.
  public func html(scale: Double = 2) throws -> String {
    try AnimationPlayer(self, scale: scale).element()
  }

  /// The frames with their agreement, and the bar that counts them.
  func stream(_ scale: Double, doing name: String) throws -> (FrameStream, ProgressBar) {
    let bar = ProgressBar(total: 2 * frameCount, label: name)
    let agreement = try FrameAgreement(of: self) { bar.advance() }
    return (try FrameStream(self, agreement: agreement, scale: scale * 96 / 72), bar)
  }
}
