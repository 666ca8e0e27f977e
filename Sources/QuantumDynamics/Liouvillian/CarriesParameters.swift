/// A result that says with which parameters its model was made.
package protocol CarriesParameters {
  /// The parameters by name.
  var parameters: [String: Double] { get set }
}

extension CarriesParameters {
  /// The same result with the parameters of a model.
  ///
  /// - Parameter parameters: by name.
  /// - Returns: the result.
  package func carrying(_ parameters: [String: Double]) -> Self {
    var result = self
    result.parameters = parameters
    return result
  }
}
