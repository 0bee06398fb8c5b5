namespace Octavo.Quantization;

/// <summary>How elements are stored: what finds their codes, how many bits each has, and which share a scale.</summary>
/// <param name="Solver">The solver's name.</param>
/// <param name="Axis">The axis that scales run along; null for a single scale, or none.</param>
internal readonly record struct WeightScheme(string Solver, int Bits, int? Axis);
