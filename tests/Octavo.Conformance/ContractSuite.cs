using System.Text.Json;
using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;
using Octavo.TFLite;

namespace Octavo.Conformance;

/// <summary>Contracts of quantization against what TensorFlow's quantizer demands and what files that it wrote hold.</summary>
public sealed class ContractSuite
{
    /// <summary>
    /// Where the quantizer's list and the kernels differ: types by what LiteRT's kernels take, scales by what they demand.
    /// </summary>
    private static readonly HashSet<string> KnownDifferences =
    [
        "EQUAL: int16", "GELU: int16", "GREATER: int16", "GREATER_EQUAL: int16", "LESS: int16", "LESS_EQUAL: int16", "NOT_EQUAL: int16",
        "SCATTER_ND: int16",
        "SQUARED_DIFFERENCE: int16", "SUM: int16", "WHERE: int16", "WHERE: output 0",
    ];

    [RecordedFact]
    public void Contracts_say_what_the_quantizer_of_TensorFlow_demands()
    {
        var shared = SharedFolder.Of();
        using var rules = JsonDocument.Parse(File.ReadAllText(Path.Combine(shared, "reference", "quantization-rules.json")));
        var differences = rules.RootElement.GetProperty("flatbuffer_full_integer").EnumerateObject()
            .Where(rule => Contracts.ContainsKey(rule.Name) && rule.Name != "VAR_HANDLE")
            .SelectMany(rule => Differences(rule.Name, rule.Value, Contracts[rule.Name])).ToList();
        Assert.Equal([], differences.Except(KnownDifferences));
        Assert.Equal([], KnownDifferences.Except(differences));
    }

    [RecordedFact]
    public void Nodes_of_integer_files_are_as_their_contracts_say()
    {
        var shared = SharedFolder.Of();
        var problems = new List<string>();
        var nodes = 0;
        foreach (var path in Directory.EnumerateFiles(Path.Combine(shared, "corpus"), "int*.tflite", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal))
        {
            using var file = TFLiteFile.Open(path);
            foreach (var node in file.Model.Subgraphs.SelectMany(graph => graph.Nodes).Where(node => node.Operator is IQuantizable))
            {
                var contract = ((IQuantizable)node.Operator).Contract;
                if (ActivationType(node, contract) is { } type)
                {
                    nodes++;
                    problems.AddRange(
                        Problems(node, contract, type).Select(problem => $"{Path.GetRelativePath(shared, path)}, {node.Where}: {problem}"));
                }
            }
        }

        Console.WriteLine($"{nodes} integer nodes of the corpus are as their contracts say, but for {problems.Count} operands");

        // The quantizer gave the hidden states of this file scales of their own; LiteRT's kernel copies their codes to the output.
        var nodesWithProblems = problems.Select(problem => problem.Split(" '")[0]).Distinct();
        Assert.Equal(["corpus/mnist_bilstm_keras/int8.tflite, UNIDIRECTIONAL_SEQUENCE_LSTM"], nodesWithProblems);
        Assert.True(nodes > 100);
    }

    private static Dictionary<string, QuantizationContract> Contracts { get; } = OperatorCatalog.All
        .Where(descriptor => descriptor.Has<IQuantizable>())
        .ToDictionary(descriptor => $"{descriptor.Code}", descriptor => ((IQuantizable)descriptor.Read(null)).Contract);

    private static IEnumerable<string> Differences(string name, JsonElement rule, QuantizationContract contract)
    {
        if (rule.GetProperty("int16").GetBoolean() != contract.Activations.Contains(ElementType.Int16)
            && contract.Activations.Contains(ElementType.Int8))
        {
            yield return $"{name}: int16";
        }

        foreach (var (list, side) in new[] { ("inputs", OperandSide.Input), ("outputs", OperandSide.Output) })
        {
            foreach (var operand in rule.TryGetProperty(list, out var operands) && operands.ValueKind == JsonValueKind.Object
                ? operands.EnumerateObject() : [])
            {
                var own = contract[new OperandPlace(side, int.Parse(operand.Name, null))];
                if (own.Role is OperandRole.Untouched or OperandRole.Index
                    || (operand.Value.TryGetProperty("axis", out var axis) && own.Weight?.ChannelAxis != axis.GetInt32())
                    || operand.Value.TryGetProperty("fixed", out _) != own.FixedScale is not null
                    || (operand.Value.TryGetProperty("bits", out var bits)
                        && bits.GetInt32() != (own.Bits ?? own.TypesBeside(ElementType.Int8)[0].BitsPerElement())))
                {
                    yield return $"{name}: {side.ToString().ToLowerInvariant()} {operand.Name}";
                }
            }
        }

        if (rule.TryGetProperty("bias", out var bias) && contract.Input(bias.GetInt32()).Role != OperandRole.Bias)
        {
            yield return $"{name}: bias";
        }

        var isSame = rule.TryGetProperty("same_scale", out var same) && same.ValueKind == JsonValueKind.True;
        if (isSame != contract.Inputs.Concat(contract.Outputs).Any(operand => operand.SameScaleAs is not null))
        {
            yield return $"{name}: same scale";
        }
    }

    /// <summary>The type of the quantized activations of a node; null where it computes on floats.</summary>
    private static ElementType? ActivationType(Node node, QuantizationContract contract) =>
        node.Inputs.Select((value, index) => (Value: value, Operand: contract.Input(index)))
            .Concat(node.Outputs.Select((value, index) => (Value: (Value?)value, Operand: contract.Output(index))))
            .FirstOrDefault(entry => entry.Value?.Quantization is not null
                && entry.Operand is { Role: OperandRole.Activation, Type: null }).Value?.ElementType;

    private static IEnumerable<string> Problems(Node node, QuantizationContract contract, ElementType type)
    {
        if (!contract.Activations.Contains(type))
        {
            yield return $"activations of {type}";
        }

        var places = node.Inputs.Select((_, index) => OperandPlace.Input(index))
            .Concat(node.Outputs.Select((_, index) => OperandPlace.Output(index)));
        foreach (var place in places)
        {
            if (place.Of(node) is { Quantization: { } quantization } value
                && contract[place] is { Role: not (OperandRole.Untouched or OperandRole.Index) } operand
                && Problem(node, contract, type, value, quantization, operand) is { } problem)
            {
                yield return $"{place.Side} {place.Index} {value} ({quantization}): {problem}";
            }
        }
    }

    private static string? Problem(
        Node node, QuantizationContract contract, ElementType type, Value value, AffineQuantization quantization, OperandContract operand)
    {
        var isConverted = node.Operator.Name == "QUANTIZE";
        return !isConverted && !operand.TypesBeside(type).Contains(value.ElementType)
            ? $"not {string.Join(", ", operand.TypesBeside(type))}"
            : !isConverted && !quantization.IsSymmetric && !operand.MayHaveZeroPoint(type) ? "a zero point"
            : operand.FixedScale?.Of(value.ElementType) is { } scale && scale != quantization ? $"not {scale}"
            : operand.SameScaleAs?.Of(node) is { Quantization: { } same } && same != quantization ? $"not {same}"
            : operand.ScaleAt(node) is { } product && !IsProduct(quantization, node, product) ? "no product of scales"
            : quantization.IsPerChannel && operand.Role == OperandRole.Weight && quantization.Axis != operand.Weight?.ChannelAxis
                ? $"scales along axis {quantization.Axis}"
            : null;
    }

    /// <summary>To the rounding of a few products of float32.</summary>
    private static bool IsProduct(AffineQuantization quantization, Node node, ScaleProduct product)
    {
        var factors = product.Factors.Select(factor => factor.Of(node)!.Quantization!).ToList();
        return quantization.Scales.Select((scale, channel) => (Scale: (double)scale, Product: factors.Aggregate(
                product.Constant, (value, factor) => value * factor.Scales[factor.IsPerChannel ? channel : 0])))
            .All(pair => Math.Abs(pair.Scale - pair.Product) <= 4 * Math.ScaleB(pair.Product, -23));
    }
}
