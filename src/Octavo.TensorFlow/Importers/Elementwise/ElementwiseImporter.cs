using System.Collections.Frozen;
using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>
/// Operations that go element by element and that one operator stands for, with casts where LiteRT's kernel of it lacks the element type.
/// </summary>
internal sealed class ElementwiseImporter : IImporter
{
    private static readonly KernelTypes Ordered =
        KernelTypes.Of(ElementType.Float32, ElementType.Int16, ElementType.Int32, ElementType.Int64);

    private static readonly FrozenDictionary<string, ElementwiseRule> Rules = new Dictionary<string, ElementwiseRule>
    {
        ["Ceil"] = new(new Ceil(), KernelTypes.Float),
        ["Cos"] = new(new Cos(), KernelTypes.Float, IsContinuous: true),
        ["Div"] = new(new Div(), KernelTypes.FloatAndInt32, 5, IsContinuous: true),
        ["Elu"] = new(new Elu(), KernelTypes.Float, IsContinuous: true),
        ["Exp"] = new(new Exp(), KernelTypes.Float, IsContinuous: true),
        ["Floor"] = new(new Floor(), KernelTypes.Float),
        ["FloorDiv"] = new(new FloorDiv(), KernelTypes.Of(ElementType.Float32, ElementType.Int8, ElementType.Int16, ElementType.Int32)),
        ["FloorMod"] = new(new FloorMod(),
            KernelTypes.Of(ElementType.Float32, ElementType.Int8, ElementType.Int16, ElementType.Int32, ElementType.Int64)),
        ["Greater"] = new(new Greater(), KernelTypes.FloatAndWords),
        ["GreaterEqual"] = new(new GreaterEqual(), Ordered),
        ["Less"] = new(new Less(), Ordered),
        ["LessEqual"] = new(new LessEqual(), KernelTypes.FloatAndWords),
        ["Log"] = new(new Log(), KernelTypes.Float, IsContinuous: true),
        ["LogicalAnd"] = new(new LogicalAnd(), KernelTypes.Boolean),
        ["LogicalOr"] = new(new LogicalOr(), KernelTypes.Boolean),
        ["Neg"] = new(new Neg(), KernelTypes.FloatAndWords, IsContinuous: true),
        ["Pow"] = new(new Pow(), KernelTypes.FloatAndInt32, IsContinuous: true),
        ["RealDiv"] = new(new Div(), KernelTypes.FloatAndInt32, 5, IsContinuous: true),
        ["Rint"] = new(new Round(), KernelTypes.Float),
        ["Rsqrt"] = new(new Rsqrt(), KernelTypes.Float, IsContinuous: true),
        ["Sigmoid"] = new(new Logistic(), KernelTypes.Float, IsContinuous: true),
        ["Sin"] = new(new Sin(), KernelTypes.Float, IsContinuous: true),
        ["Sqrt"] = new(new Sqrt(), KernelTypes.Float, IsContinuous: true),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public IReadOnlyList<string> Operations { get; } = [.. Rules.Keys.Order(StringComparer.Ordinal)];

    public void Import(ImportContext context) =>
        context.SetOutput(0, Apply(context, Rules[context.Node.Operation], [.. context.Inputs(0, context.InputCount)]));

    /// <summary>Emits a rule's operator.</summary>
    internal static Value Apply(ImportContext context, ElementwiseRule rule, params Value[] inputs)
    {
        var type = inputs[0].ElementType;
        if (rule.Types.For(type) is null && inputs.All(input => input.IsConstant)
            && context.Emit(rule.Operator, inputs) is { IsConstant: true } known)
        {
            return known;
        }

        var through = rule.IsContinuous && type == ElementType.Float64 && rule.Types.For(type) is null
            ? ElementType.Float32
            : context.Through(rule.Operator, rule.Types, type);
        var operands = inputs.Select(input => context.Cast(input, through)).ToArray();
        if (operands is [var left, var right])
        {
            (operands[0], operands[1]) = context.Align(left, right, rule.MaximumRank);
        }

        var result = context.Emit(rule.Operator, operands);
        return result.ElementType == through ? context.Cast(result, type) : result;
    }
}
