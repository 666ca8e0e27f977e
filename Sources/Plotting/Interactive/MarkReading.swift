/// A mark with points that can be read, though it is drawn by its items.
protocol PointReadable: Mark {
  /// Coordinates of the points.
  var readablePoints: (x: [Double], y: [Double]) { get }
}

/// A mark that goes from side to side of the axes, wherever they end.
protocol FrameSpanning: Mark {}

extension ErrorBars: PointReadable {
  var readablePoints: (x: [Double], y: [Double]) { (x, y) }
}

extension Step: PointReadable {
  var readablePoints: (x: [Double], y: [Double]) { (x, y) }
}

extension HorizontalLine: FrameSpanning {}
extension VerticalLine: FrameSpanning {}
extension HorizontalSpan: FrameSpanning {}
extension VerticalSpan: FrameSpanning {}
