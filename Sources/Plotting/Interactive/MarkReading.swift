/// A mark with points that can be read, though it is drawn by its items.
protocol PointReadable: Mark {
  /// Coordinates of the points.
  var readablePoints: (x: [Double], y: [Double]) { get }
}

/// A mark that goes from side to side of the axes, wherever they end.
protocol FrameSpanning: Mark {}

/// A mark with small shapes that keep their form where the axes are stretched.
protocol RigidlyPieced: Mark {}

extension Quiver: RigidlyPieced {}
extension Streamlines: RigidlyPieced {}
extension PhasePortrait: RigidlyPieced {}

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
