/// TeX's classes of atoms, which decide the space between neighbours (The TeXbook, chapter 18).
enum AtomClass: Int, Sendable, Hashable {
  case ordinary, largeOperator, binary, relation, opening, closing, punctuation, inner
}

/// Which letters a character is shown in.
enum MathAlphabet: Sendable, Hashable, CaseIterable {
  /// Letters and small Greek slanted, digits and capital Greek upright: TeX's own choice.
  case automatic
  case upright, italic, bold, boldItalic, script, doubleStruck, fraktur, sans, typewriter
}

/// The four sizes of TeX.
enum MathLevel: Int, Sendable, Hashable, Comparable {
  case display, text, script, scriptScript

  static func < (left: MathLevel, right: MathLevel) -> Bool { left.rawValue < right.rawValue }
  /// The level of superscripts and subscripts.
  var script: MathLevel { self <= .text ? .script : .scriptScript }
  /// The level of numerators and denominators.
  var fraction: MathLevel { self == .display ? .text : script }
}

/// Where the scripts of a large operator stand.
enum LimitPlacement: Sendable, Hashable {
  /// Above and below in displays, beside it in text.
  case automatic
  case beside, stacked
}

/// A formula as a tree.
indirect enum MathNode: Sendable, Hashable {
  case symbol(Unicode.Scalar, MathAlphabet, AtomClass)
  /// Letters that belong together, such as the index "max".
  case word(String, MathAlphabet)
  /// The name of a function, such as "sin".
  case function(String)
  /// Text with its spaces, perhaps with formulas between dollars.
  case text(String)
  case list([MathNode])
  case scripts(base: MathNode, lower: MathNode?, upper: MathNode?, limits: LimitPlacement)
  case fraction(upper: MathNode, lower: MathNode, hasBar: Bool, level: MathLevel?)
  case radical(MathNode, degree: MathNode?)
  case accent(Unicode.Scalar, MathNode, isWide: Bool)
  case overline(MathNode)
  case underline(MathNode)
  /// Something small above or below something else.
  case stack(MathNode, above: MathNode?, below: MathNode?)
  case fenced(left: Unicode.Scalar?, MathNode, right: Unicode.Scalar?)
  /// A delimiter between `\left` and `\right` that grows with them.
  case middle(Unicode.Scalar)
  /// A delimiter of a height in ems.
  case delimiter(Unicode.Scalar, height: Double, AtomClass)
  case classified(MathNode, AtomClass)
  /// Space in ems.
  case space(Double)
  case level(MathLevel)
  /// Room without ink.
  case phantom(MathNode)
  /// Source text that could not be understood.
  case problem(String)
}
