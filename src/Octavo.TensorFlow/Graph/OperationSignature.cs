using System.Collections.Immutable;
using Octavo.TensorFlow.Messages;

namespace Octavo.TensorFlow;

/// <summary>What TensorFlow declares of one operation.</summary>
internal sealed record OperationSignature(
    string Name, bool IsStateful,
    ImmutableArray<ArgumentSignature> Inputs, ImmutableArray<ArgumentSignature> Outputs, ImmutableArray<AttributeSignature> Attributes)
{
    /// <summary>How many tensors a node with these attributes gives.</summary>
    public int OutputCount(NodeAttributes attributes) => Outputs.Sum(output => output.Count(attributes));

    /// <summary>How many tensors a node with these attributes takes.</summary>
    public int InputCount(NodeAttributes attributes) => Inputs.Sum(input => input.Count(attributes));

    /// <summary>The number of the first tensor of an output argument.</summary>
    /// <returns>-1 where there is no such argument.</returns>
    public int OutputOffset(string argument, NodeAttributes attributes)
    {
        var offset = 0;
        foreach (var output in Outputs)
        {
            if (output.Name == argument)
            {
                return offset;
            }

            offset += output.Count(attributes);
        }

        return -1;
    }

    internal static OperationSignature From(OpDef definition) =>
        new(
            definition.Name, definition.IsStateful, [.. definition.InputArg.Select(From)], [.. definition.OutputArg.Select(From)],
            [.. definition.Attr.Select(attribute => new AttributeSignature(attribute.Name, attribute.Type, null))]);

    private static ArgumentSignature From(OpDef.Types.ArgDef argument) =>
        new(argument.Name, argument.Type == DataType.DtInvalid ? null : argument.Type.ToString(), Text(argument.TypeAttr),
            Text(argument.TypeListAttr), Text(argument.NumberAttr));

    private static string? Text(string text) => text.Length == 0 ? null : text;
}
