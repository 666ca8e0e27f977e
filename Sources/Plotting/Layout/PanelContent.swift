/// A panel of a figure, checked and measured: what the layout arranges.
package protocol PanelContent: Sendable {
  /// Height over width that the panel's box should have where the height is free, or nil for the
  /// style's.
  var preferredAspect: Double? { get }

  /// Whether the upper left corner of the box is free for a panel label.
  var hasOpenCorner: Bool { get }

  /// Everything around and on a box: axes, labels, colour bars, titles.
  func decorations(in box: Rectangle) -> [Decoration]

  /// The data inside a box, drawn between the decorations behind and in front.
  func content(in box: Rectangle) -> [DisplayItem]

  /// The panel with choices made that depend on its size, once a first layout is known; nil if
  /// there is nothing to change.
  func settled(in box: Rectangle) -> (any PanelContent)?

  /// A sentence for alternative text.
  var summary: String { get }
}

/// A part of a panel besides its data.
package struct Decoration: Sendable {
  /// What it is, for the display list.
  package var role: String
  /// Drawn from back to front.
  package var items: [DisplayItem]
  /// What it occupies on the page.
  package var frame: Rectangle
  /// Whether it is drawn before the data.
  package var isBehind: Bool

  init(role: String, items: [DisplayItem], frame: Rectangle, isBehind: Bool = false) {
    self.role = role
    self.items = items
    self.frame = frame
    self.isBehind = isBehind
  }

  init(_ text: PlacedText, role: String) {
    self.init(role: role, items: text.items, frame: text.frame)
  }

  /// As an item of the display list.
  var item: DisplayItem { .group(DisplayGroup(role: role, items: items, frame: frame)) }
}

/// Room that decorations need beyond a box.
package struct Insets: Sendable, Hashable {
  var left = 0.0
  var right = 0.0
  var top = 0.0
  var bottom = 0.0
}

extension PanelContent {
  /// Room that the decorations need beyond a box.
  func insets(around box: Rectangle) -> Insets {
    var insets = Insets()
    for decoration in decorations(in: box) {
      insets.left = max(insets.left, box.minX - decoration.frame.minX)
      insets.right = max(insets.right, decoration.frame.maxX - box.maxX)
      insets.top = max(insets.top, box.minY - decoration.frame.minY)
      insets.bottom = max(insets.bottom, decoration.frame.maxY - box.maxY)
    }
    return insets
  }

  /// The whole panel.
  func items(in box: Rectangle) -> [DisplayItem] {
    let decorations = decorations(in: box)
    return decorations.filter(\.isBehind).map(\.item) + content(in: box)
      + decorations.filter { !$0.isBehind }.map(\.item)
  }
}
