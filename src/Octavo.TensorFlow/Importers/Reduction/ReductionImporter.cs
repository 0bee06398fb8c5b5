using System.Collections.Frozen;
using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>Sums, means, products, extremes and conjunctions over some axes.</summary>
internal sealed class ReductionImporter : IImporter
{
    private sealed record Rule(Func<bool, Operator> Operator, KernelTypes Types, bool IsContinuous = true);

    private static readonly FrozenDictionary<string, Rule> Rules = new Dictionary<string, Rule>
    {
        ["All"] = new(keeps => new ReduceAll(keeps), KernelTypes.Boolean, false),
        ["Any"] = new(keeps => new ReduceAny(keeps), KernelTypes.Boolean, false),
        ["Max"] = new(keeps => new ReduceMax(keeps), KernelTypes.FloatAndWords),
        ["Mean"] = new(keeps => new Mean(keeps), KernelTypes.FloatAndWords),
        ["Min"] = new(keeps => new ReduceMin(keeps), KernelTypes.FloatAndWords),
        ["Prod"] = new(keeps => new ReduceProd(keeps), KernelTypes.FloatAndWords),
        ["Sum"] = new(keeps => new Sum(keeps), KernelTypes.FloatAndWords),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public IReadOnlyList<string> Operations { get; } = [.. Rules.Keys.Order(StringComparer.Ordinal)];

    public void Import(ImportContext context)
    {
        var rule = Rules[context.Node.Operation];
        var data = context.Input(0);
        if (context.AxesOf(data, 1) is not { } axes)
        {
            context.SetOutput(0, data);
            return;
        }

        var reduction = rule.Operator(context.Attributes.Boolean("keep_dims"));
        var through = rule.IsContinuous && data.ElementType == ElementType.Float64 ? ElementType.Float32
            : context.Through(reduction, rule.Types, data.ElementType);
        context.SetOutput(0, context.Cast(context.Emit(reduction, context.Cast(data, through), axes), data.ElementType));
    }
}
