// `import Isochron` gives a notebook the science and the plots.
@_exported public import LinearAlgebra
@_exported public import MeanField
@_exported public import NonlinearDynamics
@_exported public import Numerics
@_exported public import OperatorAlgebra
@_exported public import PaperModels
@_exported public import PhaseSpace
@_exported public import Plotting
@_exported public import PlottingCairo
@_exported public import QuantumCore
@_exported public import QuantumDynamics
@_exported public import QuantumSynchronization
@_exported public import ResultStore
@_exported public import RichDisplay
@_exported public import Widgets
@_exported public import TruncatedWigner
@_exported public import SignalAnalysis
