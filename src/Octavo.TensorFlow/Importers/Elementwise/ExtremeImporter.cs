using System.Collections.Frozen;
using Octavo.Operators;

namespace Octavo.TensorFlow;

/// <summary>The larger or smaller of two. A known operand goes first: TFLite's operators keep a NaN only of their second operand.</summary>
internal sealed class ExtremeImporter : IImporter
{
    internal static readonly ElementwiseRule Largest = new(new Maximum(), KernelTypes.FloatAndWords, 5, IsContinuous: true);
    internal static readonly ElementwiseRule Smallest = new(new Minimum(), KernelTypes.FloatAndWords, 5, IsContinuous: true);

    private static readonly FrozenDictionary<string, ElementwiseRule> Rules = new Dictionary<string, ElementwiseRule>
    {
        ["Maximum"] = Largest,
        ["Minimum"] = Smallest,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public IReadOnlyList<string> Operations { get; } = [.. Rules.Keys.Order(StringComparer.Ordinal)];

    public void Import(ImportContext context)
    {
        var (left, right) = (context.Input(0), context.Input(1));
        (left, right) = right.IsConstant ? (right, left) : (left, right);
        context.SetOutput(0, ElementwiseImporter.Apply(context, Rules[context.Node.Operation], left, right));
    }
}
