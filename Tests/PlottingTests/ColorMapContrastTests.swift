import Plotting
import Testing

@Suite struct ColorMapContrastTests {
  private static let maps: [ColorMap] = [
    .viridis, .magma, .inferno, .plasma, .cividis, .batlow, .vik, .balance,
  ]

  @Test func linesCanBeToldFromTheirPage() {
    for style in [FigureStyle.notebook, .dark, .prl.onDark] {
      for map in Self.maps {
        let shown = map.readable(on: style.ground)
        let ends = [shown(0), shown(1)].map { $0.contrast(to: style.ground) }
        let least = style.ground.luminance < 0.18 ? 2.0 : 1.25
        // Colours have 8 bits a channel: a rounded one may lie a little below.
        #expect((ends.min() ?? 0) > 0.97 * least, "\(map.name) on \(style.name): \(ends)")
      }
    }
  }

  @Test func readableMapsStayWhole() {
    #expect(ColorMap.viridis.readable(on: .white) == .viridis)
    #expect(ColorMap.romaO.readable(on: .black) == .romaO)
    #expect(ColorMap.plasma.readable(on: .black).hexColors.count == 256)
  }

  @Test func theMiddleOfADivergingMapStays() {
    let middle = ColorMap.vik(0.5).bytes
    let kept = ColorMap.vik.readable(on: .black)(0.5).bytes
    #expect(zip(middle, kept).allSatisfy { abs(Int($0) - Int($1)) <= 3 })
  }

  @Test func linesAndTheirBarsUseTheSamePart() throws {
    let plot = Plot { Scatter([0, 1], [0, 1]).colored(by: [0, 1]).colorBar("t") }
    func first(_ style: FigureStyle) throws -> (marker: Color, bar: [UInt8]) {
      let leaves = try plot.style(style).displayList().leaves
      let colors = leaves.compactMap { item -> [Color]? in
        if case .markers(_, _, let colors, _) = item { colors } else { nil }
      }.first
      let bar = leaves.compactMap { item -> RasterImage? in
        if case .image(let image, _) = item { image } else { nil }
      }.first
      return (try #require(colors?.first), Array(try #require(bar).pixels.suffix(4)))
    }
    #expect(try first(.notebook).marker == ColorMap.viridis(0))
    let dark = try first(.dark)
    #expect(dark.marker != ColorMap.viridis(0) && dark.marker.bytes == dark.bar)
  }

  @Test func heatMapsKeepTheWholeMap() throws {
    let image = try Plot { Heatmap(z: [[0, 1]]) }.style(.dark).displayList().leaves
      .compactMap { item -> RasterImage? in
        if case .image(let image, _) = item { image } else { nil }
      }.first
    #expect(try #require(image).pixels.prefix(4) == ColorMap.viridis(0).bytes[...])
  }
}
