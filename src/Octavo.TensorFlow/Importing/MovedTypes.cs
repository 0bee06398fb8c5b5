using System.Collections.Frozen;
using System.Collections.Immutable;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>
/// The element types that LiteRT's kernels move, and which inputs of an operator hold the elements.
/// Source: the operand types of LiteRT's operator definitions.
/// </summary>
internal static class MovedTypes
{
    private static readonly ImmutableArray<int> First = [0];
    private static readonly FrozenDictionary<string, Rule> Rules = new Dictionary<string, Rule>
    {
        ["BATCH_TO_SPACE_ND"] = Of(First, "float32 uint8 int8 int32 int64"),
        ["BROADCAST_TO"] = Of(First, "float32 int32 bool int8 uint8 uint32 int16 int64 complex64"),
        ["CONCATENATION"] = Of([], "float32 int8 uint8 int16 int32 uint32 int64 bool"),
        ["DEPTH_TO_SPACE"] = Of(First, "float32 uint8 int8 int32 int64"),
        ["DYNAMIC_UPDATE_SLICE"] = Of([0, 1], "bool int8 int16 int32 int64 float32 float16"),
        ["FILL"] = Of([1], "float32 float16 int32 int64 bool int8 int16 string"),
        ["GATHER"] = Of(First, "float32 bool int8 int16 int32 int64 string uint8"),
        ["GATHER_ND"] = Of(First, "float32 bool int8 int16 int64 int32 uint8 string"),
        ["MATRIX_DIAG"] = Of(First, "float32 int8 int16 int32 int64 uint8"),
        ["MATRIX_SET_DIAG"] = Of([0, 1], "float32 int8 int16 int32 int64 uint8"),
        ["MIRROR_PAD"] = Of(First, "float32 int32 int64 int8 uint8"),
        ["ONE_HOT"] = Of([2, 3], "float32 int32 int64 bool int8 uint8"),
        ["PACK"] = Of([], "float32 int8 int16 int32 int64 uint8 uint32"),
        ["PADV2"] = Of([0, 2], "float32 bool int32 int64 uint8"),
        ["PAD"] = Of(First, "float32 bool int32 int64"),
        ["RESIZE_NEAREST_NEIGHBOR"] = Of(First, "float32 uint8 int8 int16"),
        ["REVERSE_SEQUENCE"] = Of(First, "float32 int32 int64"),
        ["REVERSE_V2"] = Of(First, "float32 uint8 int16 int32 int64 bool"),
        ["SCATTER_ND"] = Of([1], "float32 int8 int64 int32 uint8 bool"),
        ["SELECT_V2"] = Of([1, 2], "float32 float16 bool int8 int16 int32 int64 uint32"),
        ["SLICE"] = Of(First, "float32 float16 int32 int64 int8 uint8 uint32 bool string"),
        ["SPACE_TO_BATCH_ND"] = Of(First, "float32 uint8 int8 int32 int64"),
        ["SPACE_TO_DEPTH"] = Of(First, "float32 uint8 int8 int32 int64"),
        ["SPARSE_TO_DENSE"] = Of([2, 3], "int32 int64 int8 uint8 float32"),
        ["SPLIT"] = Of([1], "float32 int16 int32 int8 uint8"),
        ["SPLIT_V"] = Of(First, "float32 int16 int32 int64 int8 uint8"),
        ["STRIDED_SLICE"] = Of(First, "float32 float16 int32 int64 int8 uint8 uint32 bool int16 string"),
        ["TILE"] = Of(First, "float32 bool int32 int64 uint8 string"),
        ["TRANSPOSE"] = Of(First, "int32 float32 float16 int8 uint8 bool int64"),
        ["UNPACK"] = Of(First, "float32 float16 bool int8 uint8 int32 int16"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <param name="MovedInputs">Inputs that hold the elements; none for all.</param>
    internal sealed record Rule(ImmutableArray<int> MovedInputs, FrozenSet<ElementType> Types)
    {
        public bool Moves(int input) => MovedInputs.IsEmpty || MovedInputs.Contains(input);
    }

    /// <summary>The operators that there are rules for.</summary>
    public static IEnumerable<string> Operators => Rules.Keys;

    /// <summary>Null for an operator that moves elements of any type.</summary>
    public static Rule? Find(string operatorName) => Rules.GetValueOrDefault(operatorName);

    private static Rule Of(ImmutableArray<int> movedInputs, string types) =>
        new(movedInputs,
            types.Split(' ').Select(name => Enum.Parse<ElementType>(name == "bool" ? nameof(ElementType.Boolean) : name, true))
            .ToFrozenSet());
}
