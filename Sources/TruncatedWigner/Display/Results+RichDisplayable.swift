import ComplexModule
import LinearAlgebra
public import RichDisplay

extension TruncatedWignerEnsemble: CustomStringConvertible, RichDisplayable {
  /// How many trajectories and steps, how the noise was made, and what to know about it.
  public var description: String {
    var lines = [
      "Truncated Wigner: \(trajectoryCount) trajectories to t = \(times.last ?? 0), \(stepCount) steps of at most "
        + "\(stepSize), \(options.scheme.rawValue) (weak order \(options.scheme.weakOrder))",
      "noise: \(noiseCount) Wiener processes, \(options.diffusion.rawValue) diffusion by "
        + (factorization == .cholesky ? "Cholesky's factor" : "jump operators"),
      isExact
        ? "exact: no derivative of third order was dropped"
        : "truncated: third derivatives with coefficients up to \(neglectedThirdOrder) were dropped",
    ]
    if negativeDiffusionFraction > 0 {
      lines.append(
        "the diffusion was negative, and taken as 0, in a fraction \(negativeDiffusionFraction) of its roots "
          + "(lowest \(lowestDiffusion))")
    }
    if status == .cancelled { lines.append("stopped before the last time") }
    for name in observables.keys.sorted() {
      guard let one = observables[name], let mean = one.means.last,
        let error = one.standardErrors.last
      else { continue }
      lines.append("⟨\(name)⟩ at the end: \(mean.real) ± \(error)")
    }
    return lines.joined(separator: "\n")
  }

  /// The same as `description`.
  public var richRepresentation: RichRepresentation {
    RichRepresentation(plainText: description)
  }
}

extension TruncatedWignerEquation: CustomStringConvertible, RichDisplayable {
  /// The drift of each mode, how many noises there are, and whether anything was dropped.
  public var description: String {
    let drifts = (0..<modeCount).map { k in
      "dα\(modeCount > 1 ? "\(k)" : "")/dt = \(drift[k])"
    }
    let noise = "\(noise.count) Wiener processes of the jump operators"
    let order =
      isExact
      ? "no derivative of third order is dropped"
      : "third derivatives with coefficients up to \(neglectedThirdOrder) are dropped"
    return (drifts + [noise, order]).joined(separator: "\n")
  }

  /// The same as `description`.
  public var richRepresentation: RichRepresentation {
    RichRepresentation(plainText: description)
  }
}
