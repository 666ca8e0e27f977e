import Foundation
import Glibc
import Plotting

/// Formats that figures are saved in.
public enum FigureFormat: String, Sendable, Hashable, CaseIterable {
  /// Pixels.
  case png
  /// Vectors for the web and for editing.
  case svg
  /// Vectors for print.
  case pdf

  /// The format that a file name asks for by its extension, in small or capital letters.
  ///
  /// - Parameter path: a file name, perhaps with folders.
  /// - Throws: `PlottingError` if there is no extension, or another one.
  public init(path: String) throws {
    let name = path.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
    let dot = name.lastIndex(of: ".")
    let suffix = dot.map { name[name.index(after: $0)...].lowercased() } ?? ""
    guard let format = FigureFormat(rawValue: suffix) else {
      let asked = suffix.isEmpty ? "has no extension" : "asks for the format \"\(suffix)\""
      throw PlottingError(
        .output,
        "The file name \"\(path)\" \(asked), but figures are saved as png, svg or pdf. "
          + "Name the file, for example, \"figure.pdf\".")
    }
    self = format
  }
}

/// Writing a file so that a reader sees the old one or the whole new one, never a half.
enum FigureFile {
  /// Writes bytes to a temporary file beside the target and renames it.
  ///
  /// - Parameters:
  ///   - bytes: the file's content.
  ///   - path: where; `~` is the home folder, and a symbolic link is followed.
  /// - Throws: `PlottingError` that names the file and the reason.
  static func write(_ bytes: [UInt8], to path: String) throws {
    let (target, folder) = try place(path)
    let temporary = "\(folder)/.\(target.lastPathComponent).\(UUID().uuidString)"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw failure(path, folder: folder) }
    var written = 0
    while written < bytes.count {
      let count = bytes[written...].withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress, $0.count)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else {
        let error = failure(path, folder: folder)
        close(descriptor)
        unlink(temporary)
        throw error
      }
      written += count
    }
    guard close(descriptor) == 0, rename(temporary, target.path) == 0 else {
      let error = failure(path, folder: folder)
      unlink(temporary)
      throw error
    }
  }

  /// Throws what can be said about a place before anything is written there.
  static func checkPlace(_ path: String) throws { _ = try place(path) }

  /// The file that a path means, and its folder.
  private static func place(_ path: String) throws -> (target: URL, folder: String) {
    let target = URL(fileURLWithPath: NSString(string: path).expandingTildeInPath)
      .resolvingSymlinksInPath()
    let folder = target.deletingLastPathComponent().path
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder) else {
      throw PlottingError(
        .output,
        "\"\(path)\" cannot be written: the folder \"\(folder)\" does not exist. Make it first, or "
          + "save elsewhere.")
    }
    guard isFolder.boolValue else {
      throw PlottingError(
        .output, "\"\(path)\" cannot be written: \"\(folder)\" is a file, not a folder.")
    }
    if FileManager.default.fileExists(atPath: target.path, isDirectory: &isFolder),
      isFolder.boolValue
    {
      throw PlottingError(
        .output, "\"\(path)\" cannot be written: there is a folder of that name.")
    }
    return (target, folder)
  }

  /// The reason that the last system call gave.
  private static func failure(_ path: String, folder: String) -> PlottingError {
    let code = errno
    let reason = String(cString: strerror(code))
    let advice: String
    switch code {
    case EACCES, EROFS, EPERM:
      advice = "You may not write in the folder \"\(folder)\"; save elsewhere."
    case ENOSPC, EDQUOT: advice = "Make room, or save elsewhere."
    case ENAMETOOLONG: advice = "Choose a shorter name."
    default: advice = "Try another place."
    }
    return PlottingError(.output, "\"\(path)\" cannot be written: \(reason). \(advice)")
  }
}
