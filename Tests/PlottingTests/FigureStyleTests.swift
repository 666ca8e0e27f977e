import Foundation
import Plotting
import Testing

@Suite struct FigureStyleTests {
  /// Colours as seen without one kind of cone, in linear light.
  ///
  /// Reference: G. M. Machado, M. M. Oliveira, L. A. F. Fernandes, IEEE Trans. Vis. Comput. Graph.
  /// 15, 1291 (2009), table of severity 1.
  private static let visions: [(name: String, rows: [[Double]])] = [
    ("usual", [[1, 0, 0], [0, 1, 0], [0, 0, 1]]),
    (
      "protan",
      [
        [0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
      ]
    ),
    (
      "deutan",
      [
        [0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
        [-0.01182, 0.04294, 0.968881],
      ]
    ),
    (
      "tritan",
      [
        [1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.3039],
      ]
    ),
  ]

  private func linear(_ color: Color) -> [Double] {
    [color.red, color.green, color.blue].map {
      $0 <= 0.04045 ? $0 / 12.92 : pow(($0 + 0.055) / 1.055, 2.4)
    }
  }

  /// CIE L*a*b* of linear sRGB, white point D65.
  private func lab(_ rgb: [Double]) -> [Double] {
    let xyz = [
      0.4124 * rgb[0] + 0.3576 * rgb[1] + 0.1805 * rgb[2],
      0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2],
      0.0193 * rgb[0] + 0.1192 * rgb[1] + 0.9505 * rgb[2],
    ]
    let f = zip(xyz, [0.9505, 1, 1.089]).map { value, white in
      let t = max(0, value / white)
      return t > 0.008856 ? cbrt(t) : 7.787 * t + 16.0 / 116
    }
    return [116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])]
  }

  private func distance(_ first: Color, _ second: Color, _ rows: [[Double]]) -> Double {
    func seen(_ color: Color) -> [Double] {
      let rgb = linear(color)
      return lab(rows.map { row in zip(row, rgb).reduce(0) { $0 + $1.0 * $1.1 } })
    }
    return zip(seen(first), seen(second)).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
      .squareRoot()
  }

  private static let styles: [FigureStyle] = [
    .notebook, .light, .prl, .aps, .nature, .ieee, .talk, .poster, .dark, .prl.onDark,
  ]

  @Test func coloursOfLinesDifferForEveryKindOfVision() {
    for style in Self.styles {
      for (name, rows) in Self.visions {
        for (index, first) in style.colorCycle.enumerated() {
          for second in style.colorCycle.dropFirst(index + 1) {
            // A difference of 2.3 is just visible side by side; thin lines need several times that.
            #expect(
              distance(first, second, rows) > 12, "\(style.name), \(name): \(first), \(second)")
          }
        }
      }
    }
  }

  @Test func linesAndTextStandOutFromThePage() {
    func luminance(_ color: Color) -> Double {
      let rgb = linear(color)
      return 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2]
    }
    for style in Self.styles {
      let page = luminance(style.background ?? .white)
      func contrast(_ color: Color) -> Double {
        let own = luminance(color)
        return (max(own, page) + 0.05) / (min(own, page) + 0.05)
      }
      // WCAG 2: 7 for text at its strictest; the palest line of Tol's scheme, cyan, has 1.8.
      #expect(contrast(style.foreground) > 7, "\(style.name)")
      #expect(style.colorCycle.allSatisfy { contrast($0) > 1.7 }, "\(style.name)")
    }
  }

  @Test func journalsHaveTheirColumns() {
    func millimetres(_ length: Length) -> Double { length.points / 72 * 25.4 }
    let columns: [(FigureStyle, Double, Double)] = [
      (.prl, 86, 178), (.aps, 86, 178), (.nature, 89, 183), (.ieee, 88.9, 181.864),
    ]
    for (style, single, double) in columns {
      #expect(abs(millimetres(style.singleColumn) - single) < 1e-9, "\(style.name)")
      #expect(abs(millimetres(style.doubleColumn) - double) < 1e-9, "\(style.name)")
    }
    // Nature wants text of 5 to 7 points, panel labels of 8.
    let nature = FigureStyle.nature
    for size in [nature.labelSize, nature.tickLabelSize, nature.titleSize, nature.legendSize] {
      #expect((5...7).contains(size))
    }
  }
}
