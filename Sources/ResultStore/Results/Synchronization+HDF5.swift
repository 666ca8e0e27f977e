public import PaperModels
public import QuantumCore
public import QuantumSynchronization

// Results and parameters that are stored as their Codable conformances say; `HDF5Group.encode(_:)` tells the layout.

extension HusimiQ: HDF5Storable {}

extension PhaseDistribution: HDF5Storable {}
extension SpinTrajectory: HDF5Storable {}
extension AngularTrajectory: HDF5Storable {}
extension FixedPoint: HDF5Storable {}
extension FixedPoints: HDF5Storable {}
extension DynamicalOrderParameters: HDF5Storable {}
extension PhaseLocking: HDF5Storable {}

extension QuantumSynchronizationBreakdown: HDF5Storable {}
