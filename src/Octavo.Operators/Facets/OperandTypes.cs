using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>
/// The types of an operator's operands, those of a node or those that are planned: what a kernel is asked about before there is anything to
/// compute.
/// </summary>
/// <param name="where">How errors name the node.</param>
/// <param name="inputs">Null where one is absent.</param>
internal sealed class OperandTypes(
    string where, IReadOnlyList<OperandType?> inputs, IReadOnlyList<OperandType> outputs, IReadOnlyList<OperandType?> intermediates)
{
    public IReadOnlyList<OperandType?> Inputs { get; } = inputs;

    public IReadOnlyList<OperandType> Outputs { get; } = outputs;

    /// <summary>What says how the node rounds between its own steps; empty for nearly all nodes.</summary>
    public IReadOnlyList<OperandType?> Intermediates { get; } = intermediates;

    /// <summary>The single output of a node that has one.</summary>
    public OperandType Output => Outputs[0];

    public static OperandTypes Of(Node node) => new(
        node.Where, [.. node.Inputs.Select(TypeOf)], [.. node.Outputs.Select(OperandType.Of)], [.. node.Intermediates.Select(TypeOf)]);

    /// <summary>An input that must be there.</summary>
    /// <exception cref="OctavoException">The input is absent (kind MalformedModel).</exception>
    public OperandType Input(int index) => OptionalInput(index) ?? throw new OctavoException(
        ErrorKind.MalformedModel, $"input {index} is absent", where, "a value", $"{Inputs.Count} inputs");

    /// <summary>The input, or null where it is absent or the list is shorter.</summary>
    public OperandType? OptionalInput(int index) => index < Inputs.Count ? Inputs[index] : null;

    /// <summary>The same with another type for an input.</summary>
    public OperandTypes With(int input, OperandType type)
    {
        OperandType?[] changed = [.. Inputs];
        changed[input] = type;
        return new OperandTypes(where, changed, Outputs, Intermediates);
    }

    private static OperandType? TypeOf(Value? value) => value is null ? null : OperandType.Of(value);
}
