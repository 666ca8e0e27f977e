import CHarfBuzz

/// The OpenType MATH table of the mathematical font; lengths in ems.
struct MathTable: Sendable {
  /// The one table.
  static let shared = MathTable(FontFile.of(.math))

  let axisHeight: Double
  let accentBaseHeight: Double
  let scriptScale: Double
  let scriptScriptScale: Double
  let displayOperatorMinHeight: Double
  let subscriptShiftDown: Double
  let subscriptTopMax: Double
  let subscriptBaselineDropMin: Double
  let superscriptShiftUp: Double
  let superscriptShiftUpCramped: Double
  let superscriptBottomMin: Double
  let superscriptBaselineDropMax: Double
  let subSuperscriptGapMin: Double
  let superscriptBottomMaxWithSubscript: Double
  let spaceAfterScript: Double
  let upperLimitGapMin: Double
  let upperLimitBaselineRiseMin: Double
  let lowerLimitGapMin: Double
  let lowerLimitBaselineDropMin: Double
  let fractionRuleThickness: Double
  let numeratorShiftUp: Double
  let numeratorDisplayShiftUp: Double
  let denominatorShiftDown: Double
  let denominatorDisplayShiftDown: Double
  let numeratorGapMin: Double
  let numeratorDisplayGapMin: Double
  let denominatorGapMin: Double
  let denominatorDisplayGapMin: Double
  let stackGapMin: Double
  let overbarVerticalGap: Double
  let overbarRuleThickness: Double
  let radicalVerticalGap: Double
  let radicalDisplayVerticalGap: Double
  let radicalRuleThickness: Double
  let radicalKernBeforeDegree: Double
  let radicalKernAfterDegree: Double
  let radicalDegreeBottomRaise: Double

  private init(_ file: FontFile) {
    func length(_ constant: hb_ot_math_constant_t) -> Double {
      Double(hb_ot_math_get_constant(file.font, constant)) / file.unitsPerEm
    }
    func percent(_ constant: hb_ot_math_constant_t) -> Double {
      Double(hb_ot_math_get_constant(file.font, constant)) / 100
    }
    axisHeight = length(HB_OT_MATH_CONSTANT_AXIS_HEIGHT)
    accentBaseHeight = length(HB_OT_MATH_CONSTANT_ACCENT_BASE_HEIGHT)
    scriptScale = percent(HB_OT_MATH_CONSTANT_SCRIPT_PERCENT_SCALE_DOWN)
    scriptScriptScale = percent(HB_OT_MATH_CONSTANT_SCRIPT_SCRIPT_PERCENT_SCALE_DOWN)
    displayOperatorMinHeight = length(HB_OT_MATH_CONSTANT_DISPLAY_OPERATOR_MIN_HEIGHT)
    subscriptShiftDown = length(HB_OT_MATH_CONSTANT_SUBSCRIPT_SHIFT_DOWN)
    subscriptTopMax = length(HB_OT_MATH_CONSTANT_SUBSCRIPT_TOP_MAX)
    subscriptBaselineDropMin = length(HB_OT_MATH_CONSTANT_SUBSCRIPT_BASELINE_DROP_MIN)
    superscriptShiftUp = length(HB_OT_MATH_CONSTANT_SUPERSCRIPT_SHIFT_UP)
    superscriptShiftUpCramped = length(HB_OT_MATH_CONSTANT_SUPERSCRIPT_SHIFT_UP_CRAMPED)
    superscriptBottomMin = length(HB_OT_MATH_CONSTANT_SUPERSCRIPT_BOTTOM_MIN)
    superscriptBaselineDropMax = length(HB_OT_MATH_CONSTANT_SUPERSCRIPT_BASELINE_DROP_MAX)
    subSuperscriptGapMin = length(HB_OT_MATH_CONSTANT_SUB_SUPERSCRIPT_GAP_MIN)
    superscriptBottomMaxWithSubscript = length(
      HB_OT_MATH_CONSTANT_SUPERSCRIPT_BOTTOM_MAX_WITH_SUBSCRIPT)
    spaceAfterScript = length(HB_OT_MATH_CONSTANT_SPACE_AFTER_SCRIPT)
    upperLimitGapMin = length(HB_OT_MATH_CONSTANT_UPPER_LIMIT_GAP_MIN)
    upperLimitBaselineRiseMin = length(HB_OT_MATH_CONSTANT_UPPER_LIMIT_BASELINE_RISE_MIN)
    lowerLimitGapMin = length(HB_OT_MATH_CONSTANT_LOWER_LIMIT_GAP_MIN)
    lowerLimitBaselineDropMin = length(HB_OT_MATH_CONSTANT_LOWER_LIMIT_BASELINE_DROP_MIN)
    fractionRuleThickness = length(HB_OT_MATH_CONSTANT_FRACTION_RULE_THICKNESS)
    numeratorShiftUp = length(HB_OT_MATH_CONSTANT_FRACTION_NUMERATOR_SHIFT_UP)
    numeratorDisplayShiftUp = length(
      HB_OT_MATH_CONSTANT_FRACTION_NUMERATOR_DISPLAY_STYLE_SHIFT_UP)
    denominatorShiftDown = length(HB_OT_MATH_CONSTANT_FRACTION_DENOMINATOR_SHIFT_DOWN)
    denominatorDisplayShiftDown = length(
      HB_OT_MATH_CONSTANT_FRACTION_DENOMINATOR_DISPLAY_STYLE_SHIFT_DOWN)
    numeratorGapMin = length(HB_OT_MATH_CONSTANT_FRACTION_NUMERATOR_GAP_MIN)
    numeratorDisplayGapMin = length(HB_OT_MATH_CONSTANT_FRACTION_NUM_DISPLAY_STYLE_GAP_MIN)
    denominatorGapMin = length(HB_OT_MATH_CONSTANT_FRACTION_DENOMINATOR_GAP_MIN)
    denominatorDisplayGapMin = length(HB_OT_MATH_CONSTANT_FRACTION_DENOM_DISPLAY_STYLE_GAP_MIN)
    stackGapMin = length(HB_OT_MATH_CONSTANT_STACK_GAP_MIN)
    overbarVerticalGap = length(HB_OT_MATH_CONSTANT_OVERBAR_VERTICAL_GAP)
    overbarRuleThickness = length(HB_OT_MATH_CONSTANT_OVERBAR_RULE_THICKNESS)
    radicalVerticalGap = length(HB_OT_MATH_CONSTANT_RADICAL_VERTICAL_GAP)
    radicalDisplayVerticalGap = length(HB_OT_MATH_CONSTANT_RADICAL_DISPLAY_STYLE_VERTICAL_GAP)
    radicalRuleThickness = length(HB_OT_MATH_CONSTANT_RADICAL_RULE_THICKNESS)
    radicalKernBeforeDegree = length(HB_OT_MATH_CONSTANT_RADICAL_KERN_BEFORE_DEGREE)
    radicalKernAfterDegree = length(HB_OT_MATH_CONSTANT_RADICAL_KERN_AFTER_DEGREE)
    radicalDegreeBottomRaise = percent(HB_OT_MATH_CONSTANT_RADICAL_DEGREE_BOTTOM_RAISE_PERCENT)
  }
}

/// A larger form of a glyph, or a piece that larger forms are put together from; lengths in ems.
struct GlyphPiece: Sendable {
  var glyph: UInt32
  /// Extent in the direction of growth.
  var extent: Double
  /// How much of its start and end may overlap a neighbour.
  var startConnector = 0.0
  var endConnector = 0.0
  /// Whether it may be repeated or left out.
  var isExtender = false
}

/// The direction in which a glyph grows.
enum GrowthDirection { case vertical, horizontal }

extension FontFile {
  private func direction(_ growth: GrowthDirection) -> hb_direction_t {
    growth == .vertical ? HB_DIRECTION_TTB : HB_DIRECTION_LTR
  }

  /// How far a slanted glyph leans over its advance width, in ems.
  func italicCorrection(_ glyph: UInt32) -> Double {
    Double(hb_ot_math_get_glyph_italics_correction(font, glyph)) / unitsPerEm
  }

  /// Where an accent's middle belongs, in ems from the glyph's origin.
  func accentAttachment(_ glyph: UInt32) -> Double {
    Double(hb_ot_math_get_glyph_top_accent_attachment(font, glyph)) / unitsPerEm
  }

  /// The ready-made sizes of a glyph, smallest first.
  func variants(_ glyph: UInt32, _ growth: GrowthDirection) -> [GlyphPiece] {
    var records = [hb_ot_math_glyph_variant_t](repeating: hb_ot_math_glyph_variant_t(), count: 32)
    var count = UInt32(records.count)
    _ = hb_ot_math_get_glyph_variants(font, glyph, direction(growth), 0, &count, &records)
    return records.prefix(Int(count)).map {
      GlyphPiece(glyph: $0.glyph, extent: Double($0.advance) / unitsPerEm)
    }
  }

  /// The pieces of arbitrarily large forms, from the bottom or the left.
  func assembly(_ glyph: UInt32, _ growth: GrowthDirection) -> [GlyphPiece] {
    var records = [hb_ot_math_glyph_part_t](repeating: hb_ot_math_glyph_part_t(), count: 16)
    var count = UInt32(records.count)
    var italic: hb_position_t = 0
    _ = hb_ot_math_get_glyph_assembly(
      font, glyph, direction(growth), 0, &count, &records, &italic)
    return records.prefix(Int(count)).map {
      GlyphPiece(
        glyph: $0.glyph, extent: Double($0.full_advance) / unitsPerEm,
        startConnector: Double($0.start_connector_length) / unitsPerEm,
        endConnector: Double($0.end_connector_length) / unitsPerEm,
        isExtender: $0.flags.rawValue & HB_OT_MATH_GLYPH_PART_FLAG_EXTENDER.rawValue != 0)
    }
  }

  /// The least that two pieces of an assembly overlap, in ems.
  func minimumOverlap(_ growth: GrowthDirection) -> Double {
    Double(hb_ot_math_get_min_connector_overlap(font, direction(growth))) / unitsPerEm
  }
}
