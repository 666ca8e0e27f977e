extension Color {
  /// Blue of Paul Tol's bright scheme.
  public static let blue = Color(hex: 0x4477aa)
  /// Red of Paul Tol's bright scheme.
  public static let red = Color(hex: 0xee6677)
  /// Green of Paul Tol's bright scheme.
  public static let green = Color(hex: 0x228833)
  /// Yellow of Paul Tol's bright scheme.
  public static let yellow = Color(hex: 0xccbb44)
  /// Cyan of Paul Tol's bright scheme.
  public static let cyan = Color(hex: 0x66ccee)
  /// Purple of Paul Tol's bright scheme.
  public static let purple = Color(hex: 0xaa3377)
  /// Vermilion of Okabe and Ito's palette.
  public static let vermilion = Color(hex: 0xd55e00)
  /// Orange of Okabe and Ito's palette.
  public static let orange = Color(hex: 0xe69f00)
  /// Half way between black and white.
  public static let gray = Color(hex: 0x808080)
  /// Nothing at all.
  public static let clear = Color(white: 1, alpha: 0)

  /// Paul Tol's bright scheme without its grey, ordered so that neighbours differ most: to be told
  /// apart with any kind of colour vision.
  ///
  /// Reference: P. Tol, Colour schemes, SRON/EPS/TN/09-002 (2021).
  public static let tolBright: [Color] = [.blue, .red, .green, .purple, .yellow, .cyan]

  /// The same hues, lighter, for lines on dark ground.
  public static let tolBrightOnDark: [Color] = [
    0x6ea8dc, 0xff8f96, 0x3fa355, 0xcf7ba8, 0xe0cf6a, 0x86d8f0,
  ].map { Color(hex: $0) }

  /// Okabe and Ito's palette, black last.
  ///
  /// Reference: M. Okabe, K. Ito, Color Universal Design (2008).
  public static let okabeIto: [Color] = [
    0x0072b2, 0xd55e00, 0x009e73, 0xcc79a7, 0xe69f00, 0x56b4e9, 0x000000,
  ].map { Color(hex: $0) }
}
