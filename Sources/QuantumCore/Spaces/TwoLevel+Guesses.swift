extension TwoLevel {
  /// Not offered, because it could be σ_x or S_x = σ_x/2.
  @available(
    *, unavailable,
    message: "TwoLevel.sigmaX is the Pauli matrix; the spin operator S_x = σ_x/2 is Spin(0.5).x."
  )
  public static var x: Operator { sigmaX }

  /// Not offered, because it could be σ_y or S_y = σ_y/2.
  @available(
    *, unavailable,
    message: "TwoLevel.sigmaY is the Pauli matrix; the spin operator S_y = σ_y/2 is Spin(0.5).y."
  )
  public static var y: Operator { sigmaY }

  /// Not offered, because it could be σ_z or S_z = σ_z/2.
  @available(
    *, unavailable,
    message: "TwoLevel.sigmaZ is the Pauli matrix; the spin operator S_z = σ_z/2 is Spin(0.5).z."
  )
  public static var z: Operator { sigmaZ }

  /// σ₊.
  @available(*, unavailable, renamed: "sigmaPlus")
  public static var plus: Operator { sigmaPlus }

  /// σ₋.
  @available(*, unavailable, renamed: "sigmaMinus")
  public static var minus: Operator { sigmaMinus }
}
