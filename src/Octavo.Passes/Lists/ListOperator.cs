using Octavo.FlatBuffers;
using Octavo.Graphs;
using Octavo.Operators;

namespace Octavo.Passes;

/// <summary>TensorFlow's operations on lists of tensors, as custom operators of .tflite files.</summary>
internal static class ListOperator
{
    /// <summary>Inputs: element shape, length. Output: a list of zeros.</summary>
    public const string Reserve = "FlexTensorListReserve";

    /// <summary>Inputs: tensor, element shape. Output: the list of its slices along the first axis.</summary>
    public const string FromTensor = "FlexTensorListFromTensor";

    /// <summary>Inputs: list, index, element. Output: the list with another element.</summary>
    public const string SetItem = "FlexTensorListSetItem";

    /// <summary>Inputs: list, index, element shape. Output: one element.</summary>
    public const string GetItem = "FlexTensorListGetItem";

    /// <summary>Inputs: list, element shape. Output: all elements, one behind the other.</summary>
    public const string Stack = "FlexTensorListStack";

    /// <summary>Input: list. Output: the number of its elements.</summary>
    public const string Length = "FlexTensorListLength";

    /// <summary>Which of them a node is, with the operands that it needs; null for others.</summary>
    public static string? Of(Node node) => node.Operator is OpaqueOperator { Code: BuiltinOperator.CUSTOM, CustomCode: { } code } && node.Outputs.Count == 1 && code switch
    {
        Reserve => Has(node, 2),
        FromTensor or Stack or Length => Has(node, 1),
        GetItem => Has(node, 2),
        SetItem => Has(node, 3),
        _ => false,
    }
        ? code
        : null;

    private static bool Has(Node node, int count) => Enumerable.Range(0, count).All(index => node.OptionalInput(index) is not null);
}
