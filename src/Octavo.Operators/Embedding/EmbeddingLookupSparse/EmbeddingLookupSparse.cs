using System.Collections.Immutable;
using Octavo.FlatBuffers;
using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>
/// Weighted rows of a table, brought together bucket by bucket. Inputs: ids, int32 [lookups]; indices, int32 [lookups, lookupRank], the
/// place of each lookup in a sparse array; its dense shape, int32 [lookupRank]; weights [lookups]; table [rows, ...], floats or integers
/// with scales. Lookups that differ in the last index alone share a bucket and lie one after another. Output [dense shape without its last
/// size, ...]; a bucket without lookups is 0. Source: LiteRT tflite/kernels/embedding_lookup_sparse.cc, Eval.
/// </summary>
internal sealed partial record EmbeddingLookupSparse(EmbeddingCombiner Combiner)
    : Operator, IShapeInference, ITFLiteCodec<EmbeddingLookupSparse, EmbeddingLookupSparseOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.EMBEDDING_LOOKUP_SPARSE;

    public static OperatorSignature Signature => new OperatorSignature()
        .In("ids", TypeSet.Integers).In("indices", TypeSet.Integers).In("dense shape", TypeSet.Integers).In("weights", TypeSet.Floats)
        .In("table", TypeSet.Weights).Out("rows", TypeSet.Activations);

    public override string Name => "EMBEDDING_LOOKUP_SPARSE";

    public static EmbeddingLookupSparse Read(EmbeddingLookupSparseOptions options) => new((EmbeddingCombiner)options.Combiner);

    public EmbeddingLookupSparseOptions Write() => new() { Combiner = (CombinerType)Combiner };

    public ImmutableArray<TypedShape> InferOutputs(ShapeContext context)
    {
        var (ids, indices, weights) = (context.Input(0).Shape, context.Input(1).Shape, context.Input(3).Shape);
        var table = context.Input(4);
        var type = table.ElementType.IsInteger() ? ElementType.Float32 : table.ElementType;
        WeightedResult.CheckRank(context, "ids", ids, 1);
        WeightedResult.CheckRank(context, "indices", indices, 2);
        WeightedResult.CheckRank(context, "weights", weights, 1);
        if (ids.IsKnown && indices.IsKnown && weights.IsKnown && (ids[0] != indices[0] || ids[0] != weights[0]))
        {
            throw context.Mismatch("ids, indices and weights differ in number", $"{ids[0]} of each",
                $"{indices[0]} indices, {weights[0]} weights");
        }

        if (context.KnownIntegers(2) is not { } sizes || !table.Shape.HasRank)
        {
            return [new TypedShape(type, Shape.Unknown)];
        }

        if (table.Shape.Rank == 0 || sizes.Length == 0 || Array.Exists(sizes, size => size < 0)
            || (indices.IsKnown && indices[1] != sizes.Length))
        {
            throw context.Mismatch("dense shape, indices and table do not go together", "as many sizes as columns of indices",
                $"[{string.Join(',', sizes)}], {indices}, {table.Shape}");
        }

        return [new TypedShape(type, new Shape([.. sizes[..^1], .. table.Shape.Sizes[1..]]))];
    }
}
