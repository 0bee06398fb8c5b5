using System.Collections.Frozen;
using System.Collections.Immutable;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>
/// The rule that deals ids out to partitions, as the graph computes it from nothing but the ids and constants, element by element: "mod",
/// "div" or any other.
/// </summary>
internal sealed class IdFunction
{
    private static readonly FrozenDictionary<string, Func<long, long, long>> Binary = new Dictionary<string, Func<long, long, long>>
    {
        ["Add"] = (left, right) => left + right,
        ["AddV2"] = (left, right) => left + right,
        ["FloorDiv"] = FloorDivide,
        ["FloorMod"] = (left, right) => left - (FloorDivide(left, right) * right),
        ["Greater"] = (left, right) => left > right ? 1 : 0,
        ["GreaterEqual"] = (left, right) => left >= right ? 1 : 0,
        ["Less"] = (left, right) => left < right ? 1 : 0,
        ["LessEqual"] = (left, right) => left <= right ? 1 : 0,
        ["Maximum"] = Math.Max,
        ["Minimum"] = Math.Min,
        ["Mul"] = (left, right) => left * right,
        ["Sub"] = (left, right) => left - right,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private readonly ImportContext context;
    private readonly NodeOutput parts;
    private readonly NodeOutput rows;

    private IdFunction(ImportContext context, NodeOutput parts, NodeOutput rows, NodeOutput ids)
    {
        this.context = context;
        this.parts = parts;
        this.rows = rows;
        Ids = ids;
    }

    /// <summary>The ids that are dealt out.</summary>
    public NodeOutput Ids { get; }

    /// <summary>The rule; null where partition or row depend on anything else but one tensor of ids.</summary>
    public static IdFunction? Find(ImportContext context, NodeOutput parts, NodeOutput rows)
    {
        var sources = new HashSet<NodeOutput>();
        return Collect(context, parts, sources, []) && Collect(context, rows, sources, []) && sources.Count == 1
            && context.Find(sources.First()) is { ElementType: ElementType.Int32 or ElementType.Int64 }
            ? new IdFunction(context, parts, rows, sources.First()) : null;
    }

    /// <summary>Partition and row of the ids from 0 on.</summary>
    public (long[] Parts, long[] Rows) Evaluate(int count)
    {
        var known = new Dictionary<NodeOutput, long[]> { [Ids] = [.. Enumerable.Range(0, count).Select(id => (long)id)] };
        return (Evaluate(parts, count, known), Evaluate(rows, count, known));
    }

    private static bool Collect(ImportContext context, NodeOutput output, HashSet<NodeOutput> sources, HashSet<NodeOutput> seen)
    {
        if (!seen.Add(output))
        {
            return true;
        }

        if (context.Find(output)?.Constant is { } constant)
        {
            return constant.ElementType.IsInteger() && constant.ElementCount == 1 && constant.Shape.Rank <= 1;
        }

        var node = context.Source[output.Node];
        if (IsElementwise(node))
        {
            return node.Inputs.All(input => Collect(context, input, sources, seen));
        }

        sources.Add(output);
        return true;
    }

    private static bool IsElementwise(TensorFlowNode node) =>
        Binary.ContainsKey(node.Operation) || node.Operation is "Select" or "SelectV2" or "Identity"
        || (node.Operation == "Cast" && node.Attributes.ElementType("SrcT").IsInteger()
            && node.Attributes.ElementType("DstT") is ElementType.Int32 or ElementType.Int64);

    private static long FloorDivide(long left, long right) =>
        right == 0 ? -1 : (left / right) - (left % right != 0 && (left < 0) != (right < 0) ? 1 : 0);

    private long[] Evaluate(NodeOutput output, int count, Dictionary<NodeOutput, long[]> known)
    {
        if (known.TryGetValue(output, out var elements))
        {
            return elements;
        }

        if (context.Find(output)?.Constant is { } constant)
        {
            var number = PartialNumber(constant.Evaluate());
            elements = new long[count];
            Array.Fill(elements, number);
        }
        else
        {
            var node = context.Source[output.Node];
            ImmutableArray<long[]> inputs = [.. node.Inputs.Select(input => Evaluate(input, count, known))];
            elements = inputs.Length == 1 ? inputs[0]
                : inputs.Length == 3 ? [.. inputs[0].Select((condition, index) => condition != 0 ? inputs[1][index] : inputs[2][index])]
                : [.. inputs[0].Zip(inputs[1], Binary[node.Operation])];
        }

        known.Add(output, elements);
        return elements;
    }

    private long PartialNumber(Tensor tensor) =>
        tensor.ElementType == ElementType.Int64 ? tensor.Values<long>()[0] : IndexValues.ToInt32(tensor, context.Where)[0];
}
