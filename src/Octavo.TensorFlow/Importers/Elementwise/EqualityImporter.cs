using System.Collections.Frozen;
using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>Whether two operands are equal, or not; complex ones where both parts are.</summary>
internal sealed class EqualityImporter : IImporter
{
    private static readonly ElementwiseRule EqualRule = new(new Equal(), KernelTypes.Of(
        ElementType.Boolean, ElementType.Float32, ElementType.Int16, ElementType.Int32, ElementType.Int64, ElementType.String));

    private static readonly ElementwiseRule NotEqualRule = new(new NotEqual(), KernelTypes.Of(
        ElementType.Boolean, ElementType.Float32, ElementType.Int32, ElementType.Int64, ElementType.String));

    private static readonly FrozenDictionary<string, ElementwiseRule> Rules = new Dictionary<string, ElementwiseRule>
    {
        ["Equal"] = EqualRule,
        ["NotEqual"] = NotEqualRule,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public IReadOnlyList<string> Operations { get; } = [.. Rules.Keys.Order(StringComparer.Ordinal)];

    public void Import(ImportContext context)
    {
        var rule = Rules[context.Node.Operation];
        var (left, right) = (context.Input(0), context.Input(1));
        context.SetOutput(0, left.ElementType == ElementType.Complex64
            ? OfParts(context, rule, context.ToParts(left), context.ToParts(right))
            : ElementwiseImporter.Apply(context, rule, left, right));
    }

    private static Value OfParts(ImportContext context, ElementwiseRule rule, Value left, Value right)
    {
        var parts = ElementwiseImporter.Apply(context, rule, left, right);
        Operator reduction = rule == EqualRule ? new ReduceAll(false) : new ReduceAny(false);
        return context.Emit(reduction, parts, context.Integers(-1));
    }
}
