public import PhaseSpace
public import TruncatedWigner

// Stored as their Codable conformances say; `HDF5Group.encode(_:)` tells the layout.

extension TruncatedWignerEnsemble: HDF5Storable {}
extension ModeQuasiprobability: HDF5Storable {}
extension SpinQuasiprobability: HDF5Storable {}
extension SampledDensity: HDF5Storable {}
extension JointPhaseDistribution: HDF5Storable {}
