import SignalAnalysis

extension SampledSignal {
  /// A signal after a time, whose faults are told as this module tells them.
  ///
  /// - Throws: `SynchronizationError`, `invalidData` or `notFinite`.
  static func checked(
    times: [Double], values: [Double], after start: Double = -.infinity
  ) throws -> SampledSignal {
    do {
      return try SampledSignal(times: times, values: values, after: start)
    } catch let error as SignalAnalysisError {
      throw SynchronizationError(error)
    }
  }
}

extension SynchronizationError {
  /// What the analysis of signals refused.
  init(_ error: SignalAnalysisError) {
    let code: Code
    switch error.code {
    case .notFinite: code = .notFinite
    case .invalidParameter: code = .invalidParameter
    default: code = .invalidData
    }
    self.init(code, error.message, underlyingError: error)
  }
}
