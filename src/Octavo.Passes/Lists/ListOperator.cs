using System.Collections.Frozen;
using System.Collections.Immutable;
using Octavo.FlatBuffers;
using Octavo.Graphs;
using Octavo.Operators;

namespace Octavo.Passes;

/// <summary>One of TensorFlow's operations on lists of tensors, as custom operators of .tflite files hold them.</summary>
/// <param name="Inputs">Operands that must be there.</param>
/// <param name="Outputs">How many it has.</param>
/// <param name="Lists">Which inputs are lists.</param>
/// <param name="GivesList">Whether its first output is a list; the same one as its lists, if it has any.</param>
/// <param name="KeepsLength">Whether that list is as long as the one that it takes.</param>
internal sealed record ListOperator(int Inputs, int Outputs, ImmutableArray<int> Lists, bool GivesList, bool KeepsLength = true)
{
    /// <summary>Inputs: list, another list. Output: a list of the elements of both.</summary>
    public const string Append = "FlexTensorListConcatLists";

    /// <summary>Input: list. Output: the shape of its elements.</summary>
    public const string ElementShape = "FlexTensorListElementShape";

    /// <summary>Inputs: element shape, largest length. Output: a list of no elements.</summary>
    public const string Empty = "FlexEmptyTensorList";

    /// <summary>Inputs: tensor, element shape. Output: the list of its slices along the first axis.</summary>
    public const string FromTensor = "FlexTensorListFromTensor";

    /// <summary>Inputs: list, indices, element shape. Output: some elements, one behind the other.</summary>
    public const string Gather = "FlexTensorListGather";

    /// <summary>Inputs: list, index, element shape. Output: one element.</summary>
    public const string GetItem = "FlexTensorListGetItem";

    /// <summary>
    /// Inputs: list, then what is known of its elements. Outputs: the elements joined along their first axis, and their sizes along it.
    /// </summary>
    public const string Join = "FlexTensorListConcat";

    /// <inheritdoc cref="Join"/>
    public const string JoinV2 = "FlexTensorListConcatV2";

    /// <summary>Input: list. Output: the number of its elements.</summary>
    public const string Length = "FlexTensorListLength";

    /// <summary>Inputs: list, element shape. Outputs: the list without its last element; that element.</summary>
    public const string PopBack = "FlexTensorListPopBack";

    /// <summary>Inputs: list, element. Output: the list with one element more.</summary>
    public const string PushBack = "FlexTensorListPushBack";

    /// <summary>Inputs: element shape, length. Output: a list of zeros.</summary>
    public const string Reserve = "FlexTensorListReserve";

    /// <summary>Inputs: list, length. Output: the list cut, or filled up with zeros.</summary>
    public const string Resize = "FlexTensorListResize";

    /// <summary>
    /// Inputs: tensor, indices, element shape. Output: the list that has the slices of the tensor at these places, and zeros elsewhere.
    /// </summary>
    public const string Scatter = "FlexTensorListScatter";

    /// <summary>Like <see cref="Scatter"/>, with another input: the length, or -1.</summary>
    public const string ScatterV2 = "FlexTensorListScatterV2";

    /// <summary>Inputs: list, index, element. Output: the list with another element.</summary>
    public const string SetItem = "FlexTensorListSetItem";

    /// <summary>
    /// Inputs: tensor, element shape, lengths. Output: the list of its parts along the first axis; a list only where all are as long.
    /// </summary>
    public const string Split = "FlexTensorListSplit";

    /// <summary>Inputs: list, element shape. Output: all elements, one behind the other.</summary>
    public const string Stack = "FlexTensorListStack";

    private static readonly FrozenDictionary<string, ListOperator> All = new Dictionary<string, ListOperator>(StringComparer.Ordinal)
    {
        [Append] = new(2, 1, [0, 1], true, KeepsLength: false),
        [ElementShape] = new(1, 1, [0], false),
        [Empty] = new(1, 1, [], true),
        [FromTensor] = new(1, 1, [], true),
        [Gather] = new(2, 1, [0], false),
        [GetItem] = new(2, 1, [0], false),
        [Join] = new(1, 2, [0], false),
        [JoinV2] = new(1, 2, [0], false),
        [Length] = new(1, 1, [0], false),
        [PopBack] = new(1, 2, [0], true, KeepsLength: false),
        [PushBack] = new(2, 1, [0], true, KeepsLength: false),
        [Reserve] = new(2, 1, [], true),
        [Resize] = new(2, 1, [0], true, KeepsLength: false),
        [Scatter] = new(2, 1, [], true),
        [ScatterV2] = new(4, 1, [], true),
        [SetItem] = new(3, 1, [0], true),
        [Split] = new(3, 1, [], true),
        [Stack] = new(1, 1, [0], false),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The code of the one that a node is, with the operands that it needs; null for others.</summary>
    public static string? Of(Node node) =>
        node.Operator is OpaqueOperator { Code: BuiltinOperator.CUSTOM, CustomCode: { } code } && All.TryGetValue(code, out var known)
        && node.Outputs.Count == known.Outputs && Enumerable.Range(0, known.Inputs).All(index => node.OptionalInput(index) is not null)
            && HasKnownLength(code, node)
            ? code
            : null;

    /// <summary>What a node does with lists; null for one that is none of them.</summary>
    public static ListOperator? Facts(Node node) => Of(node) is { } code ? All[code] : null;

    /// <summary>The number of elements of a list that is made of parts or of slices at places.</summary>
    public static int ScatteredLength(Node node) =>
        node.OptionalInput(3)?.Integers() is [var length] && length >= 0 ? length : node.Input(1).Integers()!.DefaultIfEmpty(-1).Max() + 1;

    private static bool HasKnownLength(string code, Node node) => code switch
    {
        Scatter or ScatterV2 => node.Input(1).Integers() is not null || node.OptionalInput(3)?.Integers() is [>= 0],
        Split => node.Input(2).Integers() is [_, ..] lengths && lengths.Distinct().Count() == 1,
        _ => true,
    };
}
