import Foundation
import _ExecutorShims

/// The name by which users know a type: without the modules that cells become.
func readableName(of type: Any.Type) -> String {
  let parts = String(reflecting: type).split(separator: ".", omittingEmptySubsequences: false)
  return parts.dropFirst(parts.count > 1 ? 1 : 0).joined(separator: ".")
}

/// What a front end shows of an error that nobody caught.
func readableDescription(of error: any Error) -> String {
  if let text = (error as? any LocalizedError)?.errorDescription { return text }
  return String(describing: error)
}

/// Puts as much of a text into a buffer as fits, in whole characters.
func fill(
  _ buffer: UnsafeMutablePointer<CChar>?, _ length: UnsafeMutablePointer<Int>?, _ text: String
) {
  guard let buffer, let length else { return }
  var count = 0
  for character in text {
    let bytes = Array(String(character).utf8)
    guard count + bytes.count <= length.pointee else { break }
    for byte in bytes {
      buffer[count] = CChar(bitPattern: byte)
      count += 1
    }
  }
  length.pointee = count
}

isochron_executor_serve { box, type, typeLength, text, textLength in
  guard let box else { return }
  let error = unsafeBitCast(box, to: (any Error).self)
  fill(type, typeLength, readableName(of: Swift.type(of: error)))
  fill(text, textLength, readableDescription(of: error))
}
