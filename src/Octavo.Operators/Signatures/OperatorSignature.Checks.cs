using Octavo.Graphs;

namespace Octavo.Operators;

internal sealed partial record OperatorSignature
{
    /// <summary>
    /// Checks the numbers of a node's inputs and outputs and that what must be there is: nothing beyond is ever asked for by shape
    /// inference or a kernel.
    /// </summary>
    /// <exception cref="OctavoException">A number is another one, or a needed input is absent (kind MalformedModel).</exception>
    public static void RequireOperands(Node node)
    {
        if (OperatorCatalog.SignatureOf(node.Operator) is { } signature)
        {
            signature.RequireOperandsOf(node);
        }
    }

    /// <summary>
    /// The same, and that all operands are of types that the operator takes, constants of its ranks, with the scales that it needs.
    /// </summary>
    /// <exception cref="OctavoException">As above, or an operand is something else (kind MalformedModel).</exception>
    public static void Require(Node node)
    {
        if (OperatorCatalog.SignatureOf(node.Operator) is not { } signature)
        {
            return;
        }

        signature.RequireOperandsOf(node);
        for (var index = 0; index < node.Inputs.Count; index++)
        {
            if (node.Inputs[index] is { } value)
            {
                signature.RequireInput(node, index, value);
            }
        }

        for (var index = 0; index < node.Outputs.Count; index++)
        {
            RequireTypes(node, "output", index, signature.Output(index), node.Outputs[index]);
        }
    }

    /// <exception cref="OctavoException">The number is another one (kind MalformedModel).</exception>
    public void RequireInputs(string name, int count, string where) => RequireCount(name, "inputs", count, FewestInputs, MostInputs, where);

    /// <exception cref="OctavoException">The number is another one (kind MalformedModel).</exception>
    public void RequireOutputs(string name, int count, string where) =>
        RequireCount(name, "outputs", count, FewestOutputs, MostOutputs, where);

    private static void RequireCount(string name, string what, int count, int fewest, int most, string where)
    {
        if (count < fewest || count > most)
        {
            throw new OctavoException(
                ErrorKind.MalformedModel, $"{name} has another number of {what}", where,
                fewest == most ? $"{most}" : most == Many ? $"at least {fewest}" : $"{fewest} to {most}", $"{count}");
        }
    }

    private static void RequireTypes(Node node, string what, int index, OperandSignature operand, Value value)
    {
        if (!operand.Types.Contains(value.ElementType))
        {
            throw Wrong(node, what, index, operand, "has an element type that it cannot have", $"{operand.Types}", $"{value.ElementType}");
        }
    }

    private static OctavoException Wrong(Node node, string what, int index, OperandSignature operand, string problem, string expected,
        string found) => new(
        ErrorKind.MalformedModel, $"{what} {index} ({operand.Name}) of {node.Operator.Name} {problem}", node.Where, expected, found);

    private void RequireOperandsOf(Node node)
    {
        RequireInputs(node.Operator.Name, node.Inputs.Count, node.Where);
        RequireOutputs(node.Operator.Name, node.Outputs.Count, node.Where);
        for (var index = 0; index < node.Inputs.Count; index++)
        {
            if (node.Inputs[index] is null && (IsRequired?.Invoke(index, node.Inputs.Count) ?? !Input(index).MayBeAbsent))
            {
                throw new OctavoException(ErrorKind.MalformedModel, $"input {index} of {node.Operator.Name} is absent", node.Where,
                    "a tensor", "none");
            }
        }
    }

    private void RequireInput(Node node, int index, Value value)
    {
        var operand = Input(index);
        RequireTypes(node, "input", index, operand, value);
        if (operand.MustBeConstant && !value.IsConstant)
        {
            throw Wrong(node, "input", index, operand, "is computed when the model runs", "a constant", $"{value}");
        }

        if (operand.Rank is { } rank && value is { IsConstant: true, Shape.HasRank: true } && value.Shape.Rank != rank)
        {
            throw Wrong(node, "input", index, operand, "has another rank", $"rank {rank}", $"{value.Shape}");
        }

        if (operand.ScaledWith is { } data && TypeSet.Integers.Contains(node.Input(data).ElementType)
            && value is { Quantization: null, QuantizationDetail: null })
        {
            throw Wrong(node, "input", index, operand, "has no scale, though the activations are integers",
                "a scale for each channel, or one", "none");
        }
    }
}
