import LinearAlgebra

/// A generator L that can take a step of a recurrence in one pass over memory.
///
/// Vectors have a layout of the generator's own. `RealAction` is the plain form.
package protocol RecurrenceGenerator: AnyObject {
  /// The vector of a state.
  ///
  /// - Parameter coordinates: of ρ in `HermitianBasis`.
  /// - Returns: the state in the generator's layout.
  func vector(of coordinates: [Double]) -> [Double]

  /// The state of a vector.
  ///
  /// - Parameter vector: in the generator's layout.
  /// - Returns: coordinates in `HermitianBasis`.
  func coordinates(of vector: [Double]) -> [Double]

  /// out ← product × L x + same × x + previous × out, then sum ← sum + weight × out.
  ///
  /// - Parameters:
  ///   - x: a vector that `vector(of:)`, `step` or `complete` made.
  ///   - out: takes the result.
  ///   - product: factor of L x.
  ///   - same: factor of x.
  ///   - previous: factor of the old `out`.
  ///   - sum: a running sum; complete it before it is used as x.
  ///   - weight: factor of `out` in the sum.
  /// - Returns: ‖out‖² = Tr out².
  func step(
    _ x: [Double], into out: inout [Double], product: Double, same: Double, previous: Double,
    sum: inout [Double], weight: Double
  ) -> Double

  /// Makes a sum usable as x.
  ///
  /// - Parameter sum: a running sum of `step`.
  func complete(_ sum: inout [Double])

  /// How the generator is applied, for people.
  var name: String { get }
}
