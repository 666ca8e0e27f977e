import LinearAlgebra
import QuantumCore
public import RichDisplay

extension Superoperator: RichDisplayable, CustomStringConvertible {
  /// Dimension, size and form in a line, with what the map preserves while that is cheap to tell.
  public var description: String {
    let size = dimension * dimension
    var facts = [
      "Superoperator on dimension \(dimension)", "matrix \(size) × \(size) on stacked columns",
      "\(action.nonzeroCount) nonzero, stored \(form)",
    ]
    if dimension <= 32 {
      if isTracePreserving(tolerance: 1e-10) { facts.append("preserves the trace") }
      if preservesHermiticity(tolerance: 1e-10) { facts.append("preserves Hermiticity") }
    }
    return facts.joined(separator: ", ")
  }

  /// The description.
  public var richRepresentation: RichRepresentation { RichRepresentation(plainText: description) }
}
