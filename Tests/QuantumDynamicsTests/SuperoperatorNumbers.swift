import ComplexModule
import Foundation
import LinearAlgebra

/// The numbers that Oracles/superoperators.py wrote: lines of name[index], real part, imaginary part.
struct SuperoperatorNumbers {
  private var values: [String: [ComplexDouble]] = [:]

  init() throws {
    let url = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Oracles/superoperators.txt")
    for line in try String(contentsOf: url, encoding: .utf8).split(separator: "\n") {
      let parts = line.split(separator: "[", maxSplits: 1)
      let numbers = parts[1].split(separator: " ").dropFirst().compactMap { Double($0) }
      values[String(parts[0]), default: []].append(ComplexDouble(numbers[0], numbers[1]))
    }
  }

  /// The largest difference to a matrix that the script wrote row by row; infinite for other sizes.
  func difference(_ name: String, _ matrix: Matrix<ComplexDouble>) -> Double {
    let (expected, actual) = (values[name] ?? [], (0..<matrix.rowCount).flatMap(matrix.row))
    guard expected.count == actual.count, !actual.isEmpty else { return .infinity }
    return zip(expected, actual).reduce(0) { max($0, ($1.0 - $1.1).length) }
  }
}
