using Octavo.Evaluation;
using Octavo.Tensors;

namespace Octavo.Quantization;

/// <summary>The solvers that there are.</summary>
internal static class WeightSolvers
{
    public const string SignedBytesTypedUInt8 = "symmetric-int8-typed-uint8";

    /// <summary>The one for codes of fewer than 8 bits.</summary>
    public const string FewBits = "symmetric-half-to-even";

    /// <summary>What recipes called solvers before their bits were an argument.</summary>
    private static readonly Dictionary<string, string> FormerNames = new(StringComparer.Ordinal)
    {
        ["symmetric-int8-half-to-even"] = FewBits,
    };

    /// <summary>Sizes of the blocks that may have a scale each, as ai-edge-quantizer has them.</summary>
    public static IReadOnlyList<int> BlockSizes { get; } = [32, 64, 128, 256];

    /// <summary>Sorted by name, the most bits first, those with scales of blocks behind.</summary>
    public static IReadOnlyList<IWeightSolver> All { get; } =
    [
        new AsymmetricUInt8Solver(),
        new AsymmetricUInt8Float32Solver(),
        new Float16Solver(),
        new SymmetricHalfToEvenSolver(8),
        new SymmetricHalfToEvenSolver(4),
        new SymmetricHalfToEvenSolver(2),
        .. BlockSizes.Select(size => new SymmetricHalfToEvenSolver(4, size)),
        .. BlockSizes.Select(size => new SymmetricHalfToEvenSolver(2, size)),
        new SymmetricInt8Solver(),
        new SymmetricInt8Float32Solver("symmetric-int8-float32", ElementType.Int8),
        new SymmetricInt8Float32Solver(SignedBytesTypedUInt8, ElementType.UInt8),
    ];

    /// <param name="bits">How many bits a code has; null for as many as the solver can.</param>
    /// <param name="blockSize">How many neighbours share a scale; null where tensors or channels do.</param>
    /// <exception cref="OctavoException">
    /// Usage: there is no solver of this name, of which the nearest is named, or it has no codes of so many bits, or no such blocks.
    /// </exception>
    public static IWeightSolver Find(string name, int? bits = null, int? blockSize = null)
    {
        var current = FormerNames.GetValueOrDefault(name, name);
        var named = All.Where(solver => solver.Name == current).ToList();
        var blocks = blockSize is { } size ? $" in blocks of {size}" : "";
        return named.Count == 0 ? throw NearestName.Unknown("solver", name, All.Select(solver => solver.Name).Distinct(), null)
            : named.Find(solver => (bits is null || solver.Bits == bits) && solver.BlockSize == blockSize) ?? throw new OctavoException(
                ErrorKind.Usage, $"The solver '{name}' has no codes of {bits} bits{blocks}.",
                expected: string.Join(", ", named.Where(solver => solver.BlockSize is null).Select(solver => $"{solver.Bits}")),
                found: $"{bits}{blocks}");
    }

    /// <summary>The names that a rule may give to solvers which fit it, former ones too.</summary>
    public static IEnumerable<string> Names(int bits, Func<IWeightSolver, bool> fits) =>
        All.Where(solver => solver.Bits == bits && solver.BlockSize is null && fits(solver)).Select(solver => solver.Name)
        .SelectMany(name => FormerNames.Where(former => former.Value == name).Select(former => former.Key).Prepend(name));
}
