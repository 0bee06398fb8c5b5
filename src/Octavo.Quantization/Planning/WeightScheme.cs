namespace Octavo.Quantization;

/// <summary>How elements are stored: what finds their codes, how many bits each has, and which share a scale.</summary>
/// <param name="SolverName">The solver's name.</param>
/// <param name="Axis">The axis that scales run along; null for a single scale, none, or those of blocks.</param>
/// <param name="BlockSize">How many neighbours along the last axis share a scale; null where tensors or channels do.</param>
internal readonly record struct WeightScheme(string SolverName, int Bits, int? Axis, int? BlockSize)
{
    public IWeightSolver Solver => WeightSolvers.Find(SolverName, Bits, BlockSize);
}
