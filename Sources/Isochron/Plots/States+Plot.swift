import ComplexModule
import LinearAlgebra
public import Plotting
public import QuantumCore
public import QuantumDynamics

extension DensityMatrix {
  /// The elements as squares, whose area is the modulus and whose colour the phase; from dimension 41
  /// on the moduli as a map.
  ///
  /// - Parameter names: names of the basis states; 0, 1, 2 and so on if nil.
  /// - Returns: a plot; change it by modifiers as any plot.
  public func plot(names: [String]? = nil) -> Plot {
    matrixPlot(matrix, names: names, quantity: "$|\\rho_{mn}|$")
  }

  /// The moduli of the elements as towers, whose colours are the phases.
  ///
  /// - Parameter names: names of the basis states, as they stand in kets; 0, 1, 2 and so on if nil.
  /// - Returns: a panel; change it by modifiers as any other.
  public func city(names: [String]? = nil) -> MatrixCity {
    let indices = 0..<dimension
    let city = MatrixCity(
      real: indices.map { row in indices.map { self[row, $0].real } },
      imaginary: indices.map { row in indices.map { self[row, $0].imaginary } })
    guard let names else { return city }
    return city.names(names)
  }

  /// The diagonal elements as bars.
  ///
  /// - Parameter names: names of the basis states; 0, 1, 2 and so on if nil.
  /// - Returns: a plot; change it by modifiers as any plot.
  public func populationPlot(names: [String]? = nil) -> Plot {
    populations(matrix.diagonal.map(\.real), names: names)
  }
}

extension Ket {
  /// The probabilities of the basis states as bars.
  ///
  /// - Parameter names: names of the basis states; 0, 1, 2 and so on if nil.
  /// - Returns: a plot; change it by modifiers as any plot.
  public func plot(names: [String]? = nil) -> Plot {
    populations(amplitudes.map(\.lengthSquared), names: names)
  }
}

extension Operator {
  /// The elements as squares, whose area is the modulus and whose colour the phase; from dimension 41
  /// on the moduli as a map.
  ///
  /// - Parameter names: names of the basis states; 0, 1, 2 and so on if nil.
  /// - Returns: a plot; change it by modifiers as any plot.
  public func plot(names: [String]? = nil) -> Plot {
    matrixPlot(dense, names: names, quantity: "$|A_{mn}|$")
  }
}

extension SteadyState {
  /// The state, as `DensityMatrix.plot` draws it.
  ///
  /// - Parameter names: names of the basis states; 0, 1, 2 and so on if nil.
  /// - Returns: a plot; change it by modifiers as any plot.
  public func plot(names: [String]? = nil) -> Plot { densityMatrix.plot(names: names) }
}

extension SteadyStates {
  /// The extreme states side by side, as `DensityMatrix.plot` draws them.
  ///
  /// - Parameter names: names of the basis states; 0, 1, 2 and so on if nil.
  /// - Returns: a figure with a panel for each state.
  public func plot(names: [String]? = nil) -> Figure {
    Figure(columns: states.count > 1 ? .double : .single) {
      Grid(columns: Swift.min(Swift.max(states.count, 1), 3)) {
        for (index, state) in states.enumerated() {
          state.plot(names: names).title("$\\rho_{\(index + 1)}$")
        }
      }
    }
  }
}

/// Above this dimension squares would be too small to compare.
private let largestWithSquares = 40

private func matrixPlot(_ matrix: Matrix<ComplexDouble>, names: [String]?, quantity: String) -> Plot
{
  let (rows, columns) = (0..<matrix.rowCount, 0..<matrix.columnCount)
  guard matrix.rowCount > largestWithSquares else {
    return Hinton(
      real: rows.map { row in columns.map { matrix[row, $0].real } },
      imaginary: rows.map { row in columns.map { matrix[row, $0].imaginary } }
    ).plot(names: names)
  }
  // Rows go down, as a matrix is written.
  let last = Double(matrix.rowCount - 1)
  let step = Int((last / 5).rounded(.up))
  let ticks = stride(from: 0, through: matrix.rowCount - 1, by: step).map(Double.init)
  return Plot {
    Heatmap(
      z: rows.reversed().map { row in columns.map { matrix[row, $0].length } },
      x: 0...last, y: -last...0
    ).colorBar(quantity)
  }
  .aspect(.equal).xTicks(.at(ticks))
  .yTicks(.labeled(ticks.map { TickLabel(-$0, "\(Int($0))") }))
}

private func populations(_ values: [Double], names: [String]?) -> Plot {
  let plot = Plot { Bars(values) }.yLabel("population")
  guard let names else { return plot.xLabel("$n$") }
  return plot.xTicks(.categories(names))
}
