extension PlottingError {
  /// A page that shows the explanation.
  ///
  /// - Parameter width: the page's width in points.
  /// - Returns: the page, as high as its lines need.
  public func displayList(width: Double = 360) -> DisplayList {
    DisplayList(size: Size(width, 60), title: "This plot cannot be drawn", altText: message)
  }
}
