using Octavo.Evaluation;
using Octavo.Tensors;

namespace Octavo.Quantization;

/// <summary>The solvers that there are.</summary>
internal static class WeightSolvers
{
    public const string SignedBytesTypedUInt8 = "symmetric-int8-typed-uint8";

    /// <summary>Sorted by name.</summary>
    public static IReadOnlyList<IWeightSolver> All { get; } =
    [
        new AsymmetricUInt8Solver(),
        new AsymmetricUInt8Float32Solver(),
        new Float16Solver(),
        new SymmetricInt8Solver(),
        new SymmetricInt8Float32Solver("symmetric-int8-float32", ElementType.Int8),
        new SymmetricInt8HalfToEvenSolver(),
        new SymmetricInt8Float32Solver(SignedBytesTypedUInt8, ElementType.UInt8),
    ];

    /// <exception cref="OctavoException">Usage: there is no solver of this name; the nearest is named.</exception>
    public static IWeightSolver Find(string name) => All.FirstOrDefault(solver => solver.Name == name)
        ?? throw NearestName.Unknown("solver", name, All.Select(solver => solver.Name), null);
}
