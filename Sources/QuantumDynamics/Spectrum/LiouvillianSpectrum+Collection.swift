extension LiouvillianSpectrum: RandomAccessCollection {
  /// 0, the position of the slowest decay.
  public var startIndex: Int { eigenvalues.startIndex }

  /// The position behind the last eigenvalue.
  public var endIndex: Int { eigenvalues.endIndex }

  /// The eigenvalue at a position, 0 for the slowest decay.
  public subscript(position: Int) -> LiouvillianEigenvalue { eigenvalues[position] }
}
