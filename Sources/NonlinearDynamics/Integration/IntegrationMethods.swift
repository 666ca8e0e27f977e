// Tableaux, time grids and the evidence of integrations are part of what this module offers.
@_exported public import IntegrationMethods
