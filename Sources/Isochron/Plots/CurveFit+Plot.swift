public import Plotting
import RealModule
public import SignalAnalysis

extension CurveFit {
  /// The points with their errors, the fitted function and the band of its standard error.
  ///
  /// Fits with logarithmic weights have logarithmic axes.
  ///
  /// - Returns: a plot; change it by modifiers as any plot.
  public func plot() -> Plot {
    let isLogarithmic = weighting == .logarithmic && errors == nil && x.allSatisfy { $0 > 0 }
    let (lower, upper) = (x.min() ?? 0, x.max() ?? 1)
    let grid = (0...200).map { k in
      let fraction = Double(k) / 200
      return isLogarithmic
        ? lower * Double.pow(upper / lower, fraction) : lower + fraction * (upper - lower)
    }
    let curve = grid.map { value(at: $0) }
    let widths = grid.map { standardError(at: $0) }
    // A band that reaches below zero has no place on a logarithmic axis.
    let low = zip(curve, widths).map { isLogarithmic ? max($0 - $1, $0 / 100) : $0 - $1 }
    let high = zip(curve, widths).map { $0 + $1 }
    return Plot {
      if widths.allSatisfy(\.isFinite) { Band(grid, low: low, high: high).color(.vermilion) }
      if let errors {
        ErrorBars(x, y, yError: errors).color(.blue)
      } else {
        Scatter(x, y).color(.blue)
      }
      Line(grid, curve).color(.vermilion)
    }
    .xScale(isLogarithmic ? .log : .linear).yScale(isLogarithmic ? .log : .linear)
  }
}

extension AsymptoticDecay {
  /// The rate from each window, with the chosen one marked: it settles where the decay is asymptotic.
  ///
  /// - Returns: a plot; change it by modifiers as any plot.
  public func plot() -> Plot {
    Plot {
      HorizontalLine(rate.value).dashes(.dashed).color(.gray)
      VerticalLine(start).dashes(.dashed).color(.gray)
      ErrorBars(
        windows.map(\.start), windows.map(\.rate.value), yError: windows.map(\.rate.standardError))
    }
    .xLabel("start of the window").yLabel("$\\gamma$")
  }
}

extension SizeExtrapolation {
  /// The values against 1/N with the fitted polynomial and the limit.
  ///
  /// - Returns: a plot; change it by modifiers as any plot.
  public func plot() -> Plot {
    let inverse = sizes.map { 1 / $0 }
    let largest = inverse.max() ?? 1
    let grid = (0...200).map { Double($0) / 200 * largest }
    return Plot {
      Line(grid, grid.map { value(at: $0 == 0 ? .infinity : 1 / $0) }).color(.vermilion)
      if let errors {
        ErrorBars(inverse, values, yError: errors).color(.blue)
      } else {
        Scatter(inverse, values).color(.blue)
      }
      ErrorBars(
        [0], [limit.value], yError: [limit.standardError.isFinite ? limit.standardError : 0]
      )
      .color(.vermilion)
    }
    .xLabel("$1/N$")
  }
}
