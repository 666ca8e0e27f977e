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

  /// What panels of a grid may have in common.
  var traits: PanelTraits { get }

  /// The panel with what the grid does for it.
  func adjusted(_ adjustment: PanelAdjustment) -> any PanelContent

  /// The panel as JSON for the script of interactive figures.
  ///
  /// - Parameters:
  ///   - group: the panel as it is drawn.
  ///   - box: what it was drawn in.
  ///   - writer: knows the glyphs.
  /// - Returns: the JSON, or nil for a panel that stands still.
  /// - Throws: `PlottingError` for colours without finite values.
  func scene(
    of group: DisplayGroup, in box: Rectangle, writer: inout SceneWriter
  ) throws -> String?

  /// A sentence for alternative text.
  var summary: String { get }
}

extension PanelContent {
  /// Nothing to be shared.
  package var traits: PanelTraits { PanelTraits() }
  /// Stands still.
  package func scene(
    of group: DisplayGroup, in box: Rectangle, writer: inout SceneWriter
  ) throws -> String? { nil }
  /// Unchanged.
  package func adjusted(_ adjustment: PanelAdjustment) -> any PanelContent { self }
}

/// What panels of a grid may have in common.
package struct PanelTraits: Sendable {
  /// What an axis shows and how.
  package struct Range: Sendable, Hashable {
    var domain: ClosedRange<Double>
    var scale: AxisScale

    init(_ domain: ClosedRange<Double>, _ scale: AxisScale) {
      self.domain = domain
      self.scale = scale
    }
  }

  var x: Range?
  var y: Range?
  var legendEntries: [LegendEntry] = []
  var colorKeys: [ColorKey] = []
}

/// What a grid does for a panel.
package struct PanelAdjustment: Sendable {
  /// What the horizontal axis shows, together with other panels.
  var x: ClosedRange<Double>?
  /// What the vertical axis shows, together with other panels.
  var y: ClosedRange<Double>?
  var hidesXNumbers = false
  var hidesYNumbers = false
  var hidesXName = false
  var hidesYName = false
  var hidesLegend = false
  var hidesColorBars = false
  /// Least room for the numbers beside vertical axes, in points.
  var numberRoom: Double?
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
  func insets(around box: Rectangle) -> Insets { Insets(decorations(in: box), around: box) }

  /// The whole panel.
  func items(in box: Rectangle) -> [DisplayItem] {
    items(in: box, decorations: decorations(in: box))
  }

  /// The whole panel, whose decorations are known.
  func items(in box: Rectangle, decorations: [Decoration]) -> [DisplayItem] {
    decorations.filter(\.isBehind).map(\.item) + content(in: box)
      + decorations.filter { !$0.isBehind }.map(\.item)
  }
}
