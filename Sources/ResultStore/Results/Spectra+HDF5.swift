import ComplexModule
import LinearAlgebra
public import QuantumDynamics

extension RegionSpectrum: HDF5Storable {
  /// Stores the region, its eigenvalues and the evidence that they are complete.
  ///
  /// - Parameter group: takes the groups `region`, `evidence` and `spectrum`, a `LiouvillianSpectrum`.
  public func write(to group: inout HDF5Group) {
    group.store(spectrum, as: "spectrum")
    group.store(region, as: "region")
    group.store(evidence, as: "evidence")
  }

  /// Loads the region, its eigenvalues and the evidence.
  ///
  /// - Parameter group: as `write(to:)` left it.
  /// - Throws: `HDF5Error`: `missing`, `wrongShape`, `wrongType`.
  public init(from group: HDF5Group) throws {
    self.init(
      restoring: try group.value(SpectralRegion.self, at: "region"),
      spectrum: try group.value(LiouvillianSpectrum.self, at: "spectrum"),
      evidence: try group.value(RegionEvidence.self, at: "evidence"))
  }
}

extension SpectralRegion: HDF5Storable {}
extension RegionEvidence: HDF5Storable {}

extension ModeTracks: HDF5Storable {
  /// Stores the tracks as tables with their numbers, and the eigenvalues with modes and evidence.
  ///
  /// - Parameter group: takes the datasets `parameters`, `eigenvalues` and `overlaps` [track, parameter] with NaN where a
  ///   track has no eigenvalue, `methods`, the groups `tracks/<number>`, each a `LiouvillianSpectrum` of what the track
  ///   has, and the model's parameters, and the attributes `is_complete` and `wall_time_seconds`.
  public func write(to group: inout HDF5Group) {
    let shape = [tracks.count, parameters.count]
    group["parameters"] = HDF5Array(parameters)
    group["eigenvalues"] = HDF5Array(
      shape: shape,
      .complexes(
        tracks.flatMap { $0.eigenvalues.map { $0?.value ?? ComplexDouble(.nan, .nan) } }))
    group["overlaps"] = HDF5Array(
      shape: shape, .reals(tracks.flatMap { $0.overlaps.map { $0 ?? .nan } }))
    group["methods"] = HDF5Array(methods)
    group.attributes["is_complete"] = HDF5Array(isComplete ? 1 : 0)
    group.attributes["wall_time_seconds"] = HDF5Array(wallTime)
    let names = modelParameters.keys.sorted()
    group["model_parameter_names"] = HDF5Array(names)
    group["model_parameters"] = HDF5Array(names.map { modelParameters[$0] ?? .nan })
    var groups = HDF5Group(path: group.place(of: "tracks"))
    for (k, track) in tracks.enumerated() {
      // One spectrum for each: dimensions may differ along a track over sizes.
      var own = HDF5Group(path: groups.place(of: "\(k)"))
      for (index, eigenvalue) in track.eigenvalues.enumerated() {
        guard let eigenvalue else { continue }
        own.store(
          LiouvillianSpectrum(
            eigenvalues: [eigenvalue], searchedDisks: [], method: "tracking", solveCount: 0,
            wallTime: 0), as: "\(index)")
      }
      groups.groups["\(k)"] = own
    }
    group.groups["tracks"] = groups
  }

  /// Loads the tracks.
  ///
  /// - Parameter group: as `write(to:)` left it.
  /// - Throws: `HDF5Error`: `missing`, `wrongShape`, `wrongType`.
  public init(from group: HDF5Group) throws {
    let parameters = try group.reals("parameters")
    let shape = try group.dataset("overlaps", shape: [nil, parameters.count]).shape
    let overlaps = try group.reals("overlaps", shape: [nil, parameters.count])
    var tracks: [Track] = []
    for k in 0..<shape[0] {
      let own = group.groups["tracks"]?.groups["\(k)"] ?? HDF5Group()
      tracks.append(
        Track(
          restoring: try parameters.indices.map { index in
            guard own.groups["\(index)"] != nil else { return nil }
            return try own.value(LiouvillianSpectrum.self, at: "\(index)").eigenvalues.first
          },
          overlaps: overlaps[k * parameters.count..<(k + 1) * parameters.count].map {
            $0.isNaN ? nil : $0
          }))
    }
    let names = try group.texts("model_parameter_names")
    self.init(
      restoring: parameters, tracks: tracks, methods: try group.texts("methods"),
      wallTime: try group.real(attribute: "wall_time_seconds"),
      isComplete: try group.integer(attribute: "is_complete") != 0,
      modelParameters: Dictionary(
        zip(names, try group.reals("model_parameters", shape: [names.count]))
      ) { first, _ in first })
  }
}
