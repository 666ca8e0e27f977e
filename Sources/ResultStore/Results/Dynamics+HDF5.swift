import LinearAlgebra
public import QuantumDynamics

// Results that are stored as their Codable conformances say; `HDF5Group.encode(_:)` tells the layout.

extension SchroedingerSolution: HDF5Storable {}
extension SteadyStates: HDF5Storable {}
extension Pseudospectrum: HDF5Storable {}
extension ExceptionalPoint: HDF5Storable {}

extension FloquetSpectrum: HDF5Storable {}
extension FloquetModes: HDF5Storable {}
extension PeriodicSteadyState: HDF5Storable {}
extension StroboscopicSolution: HDF5Storable {}

extension CorrelationFunction: HDF5Storable {}
extension TimeResolvedCorrelation: HDF5Storable {}
extension EmissionSpectrum: HDF5Storable {}
extension TimeResolvedSpectrum: HDF5Storable {}

extension PermutationInvariantState: HDF5Storable {}
extension PermutationInvariantSteadyState: HDF5Storable {}
extension PermutationInvariantSolution: HDF5Storable {}
extension CoherenceEvidence: HDF5Storable {}
extension PermutationInvariantEigenvalue: HDF5Storable {}
extension PermutationInvariantSpectrum: HDF5Storable {}
extension TotalSpinBlock: HDF5Storable {}
