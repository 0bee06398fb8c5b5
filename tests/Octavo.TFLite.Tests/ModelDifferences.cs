using System.Collections;
using System.Runtime.InteropServices;
using Octavo.FlatBuffers;
using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.TFLite.Tests;

/// <summary>
/// What a model that was written and read again has otherwise than the one it was written from; nothing where writing is right.
/// </summary>
internal static class ModelDifferences
{
    private static readonly string[] OwnMetadata = ["min_runtime_version", "buffer_location"];

    public static List<string> Of(Model before, Model after)
    {
        var found = new List<string>();
        Same(found, "description", before.Description, after.Description);
        Same(found, "subgraphs", before.Subgraphs.Count, after.Subgraphs.Count);
        foreach (var (left, right) in before.Subgraphs.Zip(after.Subgraphs))
        {
            CompareGraphs(found, left, right);
        }

        Same(found, "signatures", string.Join("; ", before.Signatures.Select(signature => Describe(before, signature))),
            string.Join("; ", after.Signatures.Select(signature => Describe(after, signature))));
        Same(found, "metadata", Metadata(before), Metadata(after));
        return found;
    }

    private static void CompareGraphs(List<string> found, Graph before, Graph after)
    {
        var (left, right) = (before.Values().ToArray(), after.Values().ToArray());
        var where = $"graph '{before.Name}'";
        Same(found, "name", before.Name, after.Name);
        Same(found, $"{where} values", left.Length, right.Length);
        Same(found, $"{where} inputs", Numbers(before.Inputs, left), Numbers(after.Inputs, right));
        Same(found, $"{where} outputs", Numbers(before.Outputs, left), Numbers(after.Outputs, right));
        Same(found, $"{where} nodes", before.Nodes.Count, after.Nodes.Count);
        foreach (var (leftNode, rightNode) in before.Nodes.Zip(after.Nodes))
        {
            var node = $"{where}, {leftNode.Where}";
            Same(found, $"{node} operator", Describe(leftNode), Describe(rightNode));
            Same(found, $"{node} inputs", Numbers(leftNode.Inputs, left), Numbers(rightNode.Inputs, right));
            Same(found, $"{node} outputs", Numbers(leftNode.Outputs, left), Numbers(rightNode.Outputs, right));
            Same(found, $"{node} intermediates", Numbers(leftNode.Intermediates, left), Numbers(rightNode.Intermediates, right));
            if (leftNode.Operator is not OpaqueOperator && !Placed(leftNode.Operator).Equals(Placed(rightNode.Operator)))
            {
                found.Add($"{node} operator: {leftNode.Operator} became {rightNode.Operator}");
            }
        }

        foreach (var (leftValue, rightValue) in left.Zip(right))
        {
            CompareValues(found, $"{where}, {leftValue}", leftValue, rightValue, left, right);
        }

        Same(found, $"{where} different names", right.Length,
            right.Select(value => value.Name).Where(name => name.Length != 0).Distinct().Count());
    }

    /// <summary>The operator with the places of the graphs that it runs, which are compared by themselves.</summary>
    private static Operator Placed(Operator @operator) => @operator is ISubgraphOperator caller
        ? caller.WithSubgraphs([.. caller.Subgraphs.Select(reference => reference with { Graph = null })])
        : @operator;

    private static void CompareValues(List<string> found, string where, Value before, Value after, Value[] left, Value[] right)
    {
        if (before.Name.Length != 0 && left.Count(value => value.Name == before.Name) == 1)
        {
            Same(found, $"{where} name", before.Name, after.Name);
        }

        Same(found, $"{where} type", before.ElementType, after.ElementType);
        Same(found, $"{where} shape", before.Shape, after.Shape);
        Same(found, $"{where} quantization", before.Quantization, after.Quantization);
        Same(found, $"{where} variable", before.IsVariable, after.IsVariable);
        Same(found, $"{where} sparsity", Describe(((FileSparsity?)before.Sparsity)?.Parameters),
            Describe(((FileSparsity?)after.Sparsity)?.Parameters));
        Same(found, $"{where} details", Describe(((FileQuantization?)before.QuantizationDetail)?.Details),
            Describe(((FileQuantization?)after.QuantizationDetail)?.Details));
        Same(found, $"{where} operands", Numbers(before.QuantizationDetail?.Operands ?? [], left),
            Numbers(after.QuantizationDetail?.Operands ?? [], right));
        Same(found, $"{where} is constant", before.IsConstant, after.IsConstant);
        if (before.Constant is { } leftConstant && after.Constant is { } rightConstant && !HaveSameElements(leftConstant, rightConstant))
        {
            found.Add($"{where}: other elements");
        }
    }

    private static bool HaveSameElements(Constant before, Constant after)
    {
        if (before.ElementType.BitsPerElement() is > 0 and < 8 && !before.IsFree)
        {
            return !after.IsFree;
        }

        var (left, right) = (before.Evaluate(), after.Evaluate());
        return left.ElementType == ElementType.String
            ? left.Strings.Select(text => Convert.ToHexString(text.Span))
            .SequenceEqual(right.Strings.Select(text => Convert.ToHexString(text.Span)))
            : left.Bytes.Span.SequenceEqual(right.Bytes.Span);
    }

    private static void Same<T>(List<string> found, string what, T before, T after)
    {
        if (!EqualityComparer<T>.Default.Equals(before, after))
        {
            found.Add($"{what}: {before} became {after}");
        }
    }

    private static string Numbers(IEnumerable<Value?> values, Value[] all) =>
        string.Join(' ', values.Select(value => value is null ? -1 : Array.IndexOf(all, value)));

    private static string Describe(Model model, Signature signature) =>
        $"{signature.Name} of {model.Subgraphs.IndexOf(signature.Graph)}: {Describe(signature, signature.Inputs)} -> "
        + $"{Describe(signature, signature.Outputs)}";

    private static string Describe(Signature signature, IEnumerable<KeyValuePair<string, Value>> names)
    {
        var values = signature.Graph.Values().ToArray();
        return string.Join(' ', names.Select(name => $"{name.Key}={Array.IndexOf(values, name.Value)}"));
    }

    private static string Describe(Node node) => node.Operator is OpaqueOperator opaque
        ? $"{opaque.Code} {opaque.CustomCode} {OperatorVersions.Of(node)} {Describe(opaque.Options)} "
        + $"{Convert.ToHexString(opaque.CustomOptions.Span)}"
        : node.Operator.ToString();

    private static string Describe(object? value) => value switch
    {
        null => "none",
        ISchemaTable table =>
            $"{table.SchemaName}({string.Join(", ", table.Fields.Select(field => $"{field.Key}={Describe(field.Value)}"))})",
        ReadOnlyMemory<byte> bytes => Convert.ToHexString(bytes.Span),
        string text => text,
        IEnumerable list => $"[{string.Join(' ', list.Cast<object?>().Select(Describe))}]",
        _ => value.ToString()!,
    };

    private static string Metadata(Model model) => string.Join(
        "; ", model.Metadata.Where(entry => !OwnMetadata.Contains(entry.Key))
        .Select(entry => $"{entry.Key}={Convert.ToHexString(entry.Value.Span)}"));
}
