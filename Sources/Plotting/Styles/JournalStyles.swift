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

  /// The journals of the American Physical Society: the same as `prl`.
  public static let aps = FigureStyle.prl.with { $0.name = "aps" }

  /// The Institute of Electrical and Electronics Engineers' journals: columns of 3.5 and 7.16
  /// inches, serif text of 8 points.
  public static let ieee = FigureStyle.prl.with {
    $0.name = "ieee"
    $0.labelSize = 8
    $0.tickLabelSize = 8
    $0.titleSize = 8
    $0.panelLabelSize = 8
    $0.lineWidth = 1
    $0.axisWidth = 0.5
    $0.singleColumn = .inches(3.5)
    $0.doubleColumn = .inches(7.16)
  }

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

  /// For a wall at two metres' distance: columns of 28 and 58 cm, heavy lines, large text.
  public static let poster = FigureStyle.notebook.with {
    $0.name = "poster"
    $0.labelSize = 26
    $0.tickLabelSize = 23
    $0.titleSize = 28
    $0.legendSize = 23
    $0.panelLabelSize = 28
    $0.lineWidth = 3.6
    $0.markerSize = 11
    $0.axisWidth = 1.8
    $0.tickLength = 9
    $0.minorTickLength = 5
    $0.singleColumn = .centimeters(28)
    $0.doubleColumn = .centimeters(58)
    $0.panelGap = 36
    $0.margin = 12
  }

  /// Dark on light, for reading on a screen: the same as `notebook`.
  public static let light = FigureStyle.notebook.with { $0.name = "light" }

  /// Light on dark, for dark notebooks and slides; `onDark` makes the same of any other style.
  public static let dark = FigureStyle.notebook.onDark.with { $0.name = "dark" }
}
