import ComplexModule
import LinearAlgebra
import RichDisplay

/// A matrix in the formats of a notebook: a table while it is small, a summary when it is large.
struct MatrixTable {
  /// What the thing is, for example "Operator".
  let title: String
  /// Facts behind the title, for example "dimension 3".
  let facts: [String]
  /// The texts of the elements, row by row; nil when the matrix is too large to be read.
  let cells: [[String]]?

  /// The most rows and columns shown as a table.
  static let largestShown = 12
  /// The most rows and columns written as LaTeX.
  static let largestTypeset = 8

  /// A table of a matrix.
  ///
  /// - Parameters:
  ///   - title: what it is.
  ///   - facts: what is worth knowing of it.
  ///   - rows: the number of rows.
  ///   - columns: the number of columns.
  ///   - largest: the largest modulus; parts below 10⁻¹⁴ of it are rounding and left out.
  ///   - element: gives the elements.
  init(
    title: String, facts: [String], rows: Int, columns: Int, largest: Double,
    element: (Int, Int) -> ComplexDouble
  ) {
    self.title = title
    self.facts = facts
    guard rows <= Self.largestShown, columns <= Self.largestShown else {
      cells = nil
      return
    }
    cells = (0..<rows).map { i in
      (0..<columns).map { j in
        let text = NumberText.complex(element(i, j), negligible: 1e-14 * largest)
        return text == "0" ? "·" : text
      }
    }
  }

  /// All formats.
  var representation: RichRepresentation {
    var result = RichRepresentation(plainText: plainText).html(html)
    if let latex { result = result.latex(latex) }
    return result
  }

  private var header: String { ([title] + facts).joined(separator: ", ") }

  private var plainText: String {
    guard let cells else { return header }
    let width = (0..<(cells.first?.count ?? 0)).map { column in
      cells.map { $0[column].count }.max() ?? 0
    }
    let lines = cells.map { row in
      "  "
        + zip(row, width).map { String(repeating: " ", count: $1 - $0.count) + $0 }
        .joined(separator: "   ")
    }
    return ([header] + lines).joined(separator: "\n")
  }

  private var html: String {
    let caption = "<div>\(header)</div>"
    guard let cells else { return caption }
    let style = "text-align:right;font-variant-numeric:tabular-nums;padding:0.15em 0.7em"
    let rows = cells.map { row in
      "<tr>" + row.map { "<td style=\"\(style)\">\($0)</td>" }.joined() + "</tr>"
    }
    return caption
      + "<table style=\"border-left:1px solid;border-right:1px solid;border-radius:0.5em\"><tbody>"
      + rows.joined() + "</tbody></table>"
  }

  private var latex: String? {
    guard let cells, cells.count <= Self.largestTypeset,
      (cells.first?.count ?? 0) <= Self.largestTypeset
    else { return nil }
    let body = cells.map { row in row.map(Self.typeset).joined(separator: " & ") }
    return "$\\begin{pmatrix}" + body.joined(separator: " \\\\ ") + "\\end{pmatrix}$"
  }

  /// A cell's text in LaTeX: hyphens for minus signs and powers of ten spelled out.
  private static func typeset(_ cell: String) -> String {
    var result = ""
    var rest = Substring(cell)
    while let character = rest.popFirst() {
      switch character {
      case "−": result += "-"
      case "·": result += "\\cdot"
      case "∞": result += "\\infty"
      case "i": result += "\\mathrm{i}"
      case "e" where rest.first.map { $0 == "−" || $0.isNumber } ?? false:
        let exponent = rest.prefix { $0 == "−" || $0.isNumber }
        rest = rest.dropFirst(exponent.count)
        result += "\\times 10^{" + exponent.map { $0 == "−" ? "-" : $0 } + "}"
      default: result.append(character)
      }
    }
    return result
  }
}
