using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Passes;

/// <summary>What passes ask about values: who makes them, who reads them, whether they hold plain floats.</summary>
internal static class ValueReading
{
    /// <summary>
    /// The node that is alone in reading the value, once; null where there is none, or where the graph returns the value.
    /// </summary>
    public static Node? OnlyReader(this GraphEdit edit, Value value) =>
        value.Uses.Count == 1 && !value.IsReturned ? value.Uses[0].Node : null;

    /// <summary>The node that computes the value, where it is one of <typeparamref name="TOperator"/>.</summary>
    public static Node? ProducerOf<TOperator>(this Value? value)
        where TOperator : Operator => value?.Producer is { Operator: TOperator } producer ? producer : null;

    /// <summary>The same, where nobody else reads the value.</summary>
    public static Node? OnlyReadProducerOf<TOperator>(this GraphEdit edit, Value? value)
        where TOperator : Operator =>
            value.ProducerOf<TOperator>() is { } producer && edit.OnlyReader(value!) is not null ? producer : null;

    /// <summary>Whether the elements are float32 and stand for themselves.</summary>
    public static bool IsPlainFloat(this Value? value) =>
        value is { ElementType: ElementType.Float32 } && value.IsPlain();

    /// <summary>Whether all inputs and outputs are plain float32.</summary>
    public static bool IsPlainFloat(this Node node) =>
        node.Inputs.All(input => input is null || input.IsPlainFloat()) && node.Outputs.All(output => output.IsPlainFloat());

    /// <summary>Whether the operands that <paramref name="layout"/> names and the outputs are plain float32.</summary>
    public static bool HasPlainFloats(this Node node, WeightLayout layout) =>
        node.Input(layout.Data).IsPlainFloat() && node.Input(layout.Weights).IsPlainFloat()
        && node.OptionalInput(layout.Bias) is var bias && (bias is null || bias.IsPlainFloat()) && node.Output.IsPlainFloat();
}
