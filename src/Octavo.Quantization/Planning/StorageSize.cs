using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Quantization;

/// <summary>Bytes that the forms of a constant take in a file.</summary>
/// <param name="countsTables">
/// Whether tables of the file count that are there for every form, in 16 bits too. They are few; where a file turns out no smaller, they
/// decide.
/// </param>
internal sealed class StorageSize(bool countsTables)
{
    /// <summary>One scale and one zero point.</summary>
    private const int BytesOfScale = sizeof(float) + sizeof(long);

    /// <summary>A node and the tensor that it computes, about.</summary>
    public const int BytesOfDequantize = 160;

    /// <summary>A tensor and its buffer, about.</summary>
    private const int BytesOfTensor = 80;

    /// <summary>What says that a tensor has scales, about.</summary>
    private const int BytesOfQuantization = 48;

    /// <summary>What constants that share their elements take as they are.</summary>
    public static long AsTheyAre(IReadOnlyList<ConstantDraft> sharers) =>
        sharers.Max(draft => draft.Planned.FloatBytes) + (BytesOfDequantize * Dequantizes(sharers));

    /// <summary>What they take when each reader gets what is planned for it.</summary>
    public long AsPlanned(IReadOnlyList<ConstantDraft> sharers)
    {
        var taken =
            sharers.SelectMany(draft => draft.Uses.Where(use => use.Solver is not null).Select(use => (Draft: draft, Use: use))).ToList();
        var codes = taken
            .DistinctBy(item =>
                (item.Use.Decision.Scheme, Shape: item.Use.Axis is null ? null : string.Join(',', item.Draft.Planned.Sizes)))
            .Sum(item => item.Use.Solver!.ElementType.SizeInBytes(item.Draft.Planned.ElementCount));
        var scales = taken.DistinctBy(item => (item.Draft, item.Use.Decision.Scheme)).Sum(item => ScaleBytes(item.Draft, item.Use));
        return codes + scales + taken.GroupBy(item => item.Draft).Sum(group => NodeBytes(group.Select(item => item.Use)))
            + (sharers.Any(draft => draft.WhyFloat is not null) ? AsTheyAre(sharers) : 0);
    }

    /// <summary>The scales of one form of a constant.</summary>
    public static long OfScales(ValueDecision constant, IWeightSolver solver, int? axis) => solver switch
    {
        { Measures: false } => 0,
        { BlockSize: { } size } => BytesOfTensor + (ElementType.Float16.SizeInBytes(constant.ElementCount) / size),
        _ => BytesOfScale * (axis is { } channels ? constant.Sizes[channels] : 1L),
    };

    private long ScaleBytes(ConstantDraft draft, WeightUse use) =>
        OfScales(draft.Planned, use.Solver!, use.Axis) + (use.Solver!.Measures && countsTables ? BytesOfQuantization : 0);

    /// <summary>One DEQUANTIZE in front of all readers of a form, one behind each that picks.</summary>
    private int NodeBytes(IEnumerable<WeightUse> uses)
    {
        var counted = uses.Where(use => use.Placement != WeightPlacement.InPlace && (use.Solver!.Measures || countsTables)).ToList();
        var inFront =
            counted.Where(use => use.Placement == WeightPlacement.DequantizeInFront).DistinctBy(use => use.Decision.Scheme).Count();
        return BytesOfDequantize * (inFront + counted.Count(use => use.Placement != WeightPlacement.DequantizeInFront));
    }

    private static long Dequantizes(IReadOnlyList<ConstantDraft> sharers) =>
        sharers.Where(draft => draft.Planned.ElementType == ElementType.Float16)
        .Sum(draft => draft.Constant.Uses.Count(use => use.Node.Operator is Dequantize));
}
