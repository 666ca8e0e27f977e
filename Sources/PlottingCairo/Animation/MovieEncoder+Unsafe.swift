import Foundation
import Glibc
import Plotting
import RichDisplay

/// Movies by the program ffmpeg, where there is one.
///
/// Frames go to it through a socket as they are drawn. What it writes goes to a file without a
/// name, so that nothing is left where it or the cell ends early.
struct MovieEncoder {
  /// A container with its codec.
  enum Format {
    case mp4, webm
  }

  private let format: Format

  init(_ format: Format) { self.format = format }

  /// The movie file of frames.
  ///
  /// - Parameter source: the frames, and the bar that counts them.
  /// - Returns: the file.
  /// - Throws: `PlottingError` if ffmpeg is missing or fails.
  func encode(_ source: (stream: FrameStream, bar: ProgressBar)) throws -> [UInt8] {
    let stream = source.stream
    let program = try Self.program()
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments(stream)
    let output = try Self.namelessFile()
    let messages = try Self.namelessFile()
    var ends: [Int32] = [0, 0]
    guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue) | O_CLOEXEC, 0, &ends) == 0 else {
      throw PlottingError(.output, "No connection to ffmpeg: \(String(cString: strerror(errno))).")
    }
    let near = FileHandle(fileDescriptor: ends[0], closeOnDealloc: true)
    let far = FileHandle(fileDescriptor: ends[1], closeOnDealloc: true)
    process.standardInput = far
    process.standardOutput = output
    process.standardError = messages
    do {
      try process.run()
    } catch {
      throw PlottingError(.output, "ffmpeg at \"\(program)\" could not be started: \(error).")
    }
    try? far.close()
    do {
      try stream.forEach(bar: source.bar, encode: { frame, _ in frame }) { frame in
        try Self.send(frame.pixels, to: near.fileDescriptor)
      }
    } catch let error as ConnectionLost {
      _ = error  // Why is in ffmpeg's own messages.
    } catch {
      try? near.close()
      process.terminate()
      throw error
    }
    try near.close()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      let text = String(decoding: try Self.content(messages), as: UTF8.self)
      let last = text.split(separator: "\n").suffix(4).joined(separator: " ")
      throw PlottingError(
        .output,
        "ffmpeg ended with status \(process.terminationStatus): \(last) Save the film as png, gif "
          + "or html, which need no other program, or install an ffmpeg with \(codecName).")
    }
    return try Self.content(output)
  }

  private struct ConnectionLost: Error {}

  private var codecName: String { format == .mp4 ? "libx264" : "libvpx-vp9" }

  /// The arguments one by one; no shell reads them.
  private func arguments(_ stream: FrameStream) -> [String] {
    var arguments = [
      "-hide_banner", "-loglevel", "error", "-y", "-f", "rawvideo", "-pixel_format", "rgba",
      "-video_size", "\(stream.width)x\(stream.height)", "-framerate",
      "\(stream.animation.rate)", "-i", "pipe:0", "-an",
      // The codecs want even numbers of pixels, and players expect the colours of HDTV.
      "-vf",
      "pad=ceil(iw/2)*2:ceil(ih/2)*2:color=white,scale=out_color_matrix=bt709:out_range=tv,"
        + "format=yuv420p",
      "-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709", "-c:v", codecName,
    ]
    switch format {
    case .mp4:
      arguments += [
        "-preset", "slow", "-crf", "18", "-movflags", "+faststart", "-f", "mp4", "file:/dev/stdout",
      ]
    case .webm:
      arguments += [
        "-crf", "24", "-b:v", "0", "-row-mt", "1", "-f", "webm", "file:/dev/stdout",
      ]
    }
    return arguments
  }

  /// Where ffmpeg is, by the search path.
  private static func program() throws -> String {
    let folders = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/local/bin:/usr/bin"
    for folder in folders.split(separator: ":") where access("\(folder)/ffmpeg", X_OK) == 0 {
      return "\(folder)/ffmpeg"
    }
    throw PlottingError(
      .output,
      "MP4 and WebM files are written by the program ffmpeg, which is not on this machine's search "
        + "path. Install it (on Debian and Ubuntu: apt install ffmpeg), or save the film as png, "
        + "gif or html, which need no other program.")
  }

  /// A file that vanishes with its last user.
  private static func namelessFile() throws -> FileHandle {
    let folder = FileManager.default.temporaryDirectory.path
    var name = Array("\(folder)/isochron-film-XXXXXX".utf8CString)
    let descriptor = mkstemp(&name)
    guard descriptor >= 0 else {
      throw PlottingError(
        .output, "\"\(folder)\" cannot be written: \(String(cString: strerror(errno))).")
    }
    unlink(name)
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    return FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
  }

  private static func content(_ file: FileHandle) throws -> [UInt8] {
    try file.seek(toOffset: 0)
    return Array(try file.readToEnd() ?? Data())
  }

  /// Writes all pixels; a reader that is gone is an error instead of a signal.
  private static func send(_ pixels: [UInt32], to socket: Int32) throws {
    try pixels.withUnsafeBytes { bytes in
      var sent = 0
      while sent < bytes.count {
        let count = Glibc.send(
          socket, bytes.baseAddress?.advanced(by: sent), bytes.count - sent,
          Int32(MSG_NOSIGNAL))
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { throw ConnectionLost() }
        sent += count
      }
    }
  }
}
