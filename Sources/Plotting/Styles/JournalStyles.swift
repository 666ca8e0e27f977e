extension FigureStyle {
  /// Physical Review and the other journals of the American Physical Society: columns of 8.6 and
  /// 17.8 cm, serif text, ticks inward on all sides.
  public static let prl = FigureStyle(
    name: "prl", fontFamily: .serif, labelSize: 9, tickLabelSize: 8, titleSize: 9, legendSize: 8,
    panelLabelSize: 9, lineWidth: 1.1, markerSize: 3.6, axisWidth: 0.6, tickLength: 3,
    minorTickLength: 1.6, tickDirection: .inward, isBoxed: true, hasMinorTicks: true,
    gridLine: nil, background: .white, foreground: .black, mutedForeground: Color(white: 0.45),
    colorCycle: Color.tolBright, singleColumn: .centimeters(8.6), doubleColumn: .centimeters(17.8),
    panelAspect: 0.68, panelGap: 8, margin: 1.5)

  /// Nature's journals: columns of 89 and 183 mm, sans-serif text of 5 to 7 points, ticks outward,
  /// no box.
  public static let nature = FigureStyle(
    name: "nature", fontFamily: .sans, labelSize: 7, tickLabelSize: 6, titleSize: 7, legendSize: 6,
    panelLabelSize: 8, lineWidth: 1, markerSize: 3, axisWidth: 0.5, tickLength: 2.5,
    minorTickLength: 1.5, tickDirection: .outward, isBoxed: false, hasMinorTicks: false,
    gridLine: nil, background: .white, foreground: .black, mutedForeground: Color(white: 0.45),
    colorCycle: Color.tolBright, singleColumn: .millimeters(89), doubleColumn: .millimeters(183),
    panelAspect: 0.7, panelGap: 8, margin: 1.5)

  /// For reading in a notebook: the default.
  public static let notebook = FigureStyle(
    name: "notebook", fontFamily: .sans, labelSize: 10.5, tickLabelSize: 9.5, titleSize: 11.5,
    legendSize: 9.5, panelLabelSize: 11, lineWidth: 1.5, markerSize: 5, axisWidth: 0.7,
    tickLength: 3.5, minorTickLength: 2, tickDirection: .outward, isBoxed: true,
    hasMinorTicks: true, gridLine: nil, background: .white, foreground: Color(white: 0.1),
    mutedForeground: Color(white: 0.5), colorCycle: Color.tolBright, singleColumn: .points(400),
    doubleColumn: .points(680), panelAspect: 0.66, panelGap: 14, margin: 4)

  /// For a screen at the far end of a room: a slide's width, heavy lines, large text.
  public static let talk = FigureStyle.notebook.with {
    $0.name = "talk"
    $0.labelSize = 18
    $0.tickLabelSize = 16
    $0.titleSize = 19
    $0.legendSize = 16
    $0.panelLabelSize = 18
    $0.lineWidth = 2.6
    $0.markerSize = 8
    $0.axisWidth = 1.2
    $0.tickLength = 6
    $0.minorTickLength = 3.5
    $0.singleColumn = .points(560)
    $0.doubleColumn = .points(900)
    $0.panelGap = 24
    $0.margin = 8
  }

  /// Light on dark, for dark notebooks and slides.
  public static let dark = FigureStyle.notebook.with {
    $0.name = "dark"
    $0.background = Color(hex: 0x16181d)
    $0.foreground = Color(white: 0.92)
    $0.mutedForeground = Color(white: 0.6)
    $0.colorCycle = [0x6ea8dc, 0xf2808d, 0x5fbf77, 0xe0cf6a, 0xcf7ba8, 0x86d8f0].map {
      Color(hex: $0)
    }
  }
}
