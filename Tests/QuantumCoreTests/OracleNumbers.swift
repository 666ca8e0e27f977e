import ComplexModule
import Foundation
import LinearAlgebra

/// The numbers that a script beside it wrote: lines of name[index], real part, imaginary part.
struct OracleNumbers {
  private var values: [String: [ComplexDouble]] = [:]

  init(_ file: String, near path: String = #filePath) throws {
    let url = URL(fileURLWithPath: path).deletingLastPathComponent()
      .appendingPathComponent("Oracles/\(file)")
    for line in try String(contentsOf: url, encoding: .utf8).split(separator: "\n") {
      let parts = line.split(separator: "[", maxSplits: 1)
      let numbers = parts[1].split(separator: " ").dropFirst().compactMap { Double($0) }
      values[String(parts[0]), default: []].append(ComplexDouble(numbers[0], numbers[1]))
    }
  }

  subscript(name: String) -> [ComplexDouble] { values[name] ?? [] }
}

/// The largest |a − b|; infinite where the lengths differ, so that a missing number is no agreement.
func largestDifference(_ a: [ComplexDouble], _ b: [ComplexDouble]) -> Double {
  guard a.count == b.count, !a.isEmpty else { return .infinity }
  return zip(a, b).reduce(0) { max($0, ($1.0 - $1.1).length) }
}

extension Matrix {
  /// The elements row by row, as NumPy's `ravel` has them.
  var rowMajor: [Scalar] { (0..<rowCount).flatMap(row) }
}
