using System.Collections.Frozen;
using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>Sums, differences and products of two operands; complex ones part by part, as TFLite only multiplies them.</summary>
internal sealed class ArithmeticImporter : IImporter
{
    private static readonly KernelTypes Sums = KernelTypes.Of(ElementType.Float32, ElementType.Int16, ElementType.Int32, ElementType.Int64);
    private static readonly KernelTypes Products = KernelTypes.Of(
        ElementType.Float32, ElementType.Int16, ElementType.Int32, ElementType.UInt32, ElementType.Int64, ElementType.Complex64);

    private static readonly FrozenDictionary<string, ElementwiseRule> Rules = new Dictionary<string, ElementwiseRule>
    {
        ["Add"] = new(new Add(), Sums, 6, IsContinuous: true),
        ["AddV2"] = new(new Add(), Sums, 6, IsContinuous: true),
        ["Mul"] = new(new Mul(), Products, 6, IsContinuous: true),
        ["Sub"] = new(new Sub(), KernelTypes.FloatAndWords, 6, IsContinuous: true),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public IReadOnlyList<string> Operations { get; } = [.. Rules.Keys.Order(StringComparer.Ordinal)];

    public void Import(ImportContext context)
    {
        var rule = Rules[context.Node.Operation];
        var left = context.Input(0);
        var right = context.Input(1);
        var result = left.ElementType == ElementType.Complex64 && rule.Types.For(ElementType.Complex64) is null
            ? context.ToComplex(ElementwiseImporter.Apply(context, rule, context.ToParts(left), context.ToParts(right)))
            : ElementwiseImporter.Apply(context, rule, left, right);
        context.SetOutput(0, result);
    }
}
