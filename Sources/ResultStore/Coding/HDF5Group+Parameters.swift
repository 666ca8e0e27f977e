extension HDF5Group {
  /// Puts the parameters of a model into the group `parameters`, one attribute for each.
  mutating func storeParameters(_ parameters: [String: Double]) {
    var own = HDF5Group(path: place(of: "parameters"))
    for (name, value) in parameters {
      own.attributes[HDF5Names.escaped(name)] = HDF5Array(value)
    }
    groups["parameters"] = own
  }

  /// The parameters of a model; none where the file says none.
  func storedParameters() throws -> [String: Double] {
    guard let own = groups["parameters"] else { return [:] }
    return try own.decode([String: Double].self)
  }
}
