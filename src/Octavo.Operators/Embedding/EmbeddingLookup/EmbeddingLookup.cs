using System.Collections.Immutable;
using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>
/// Rows of a table: output[i, ...] = table[ids[i], ...]. Inputs: ids, int32 [lookups]; table [rows, ...]. Output [lookups, ...], floats
/// also where the table holds integers with scales.
/// </summary>
internal sealed partial record EmbeddingLookup : Operator, IShapeInference, IAxisMap
{
    public override string Name => "EMBEDDING_LOOKUP";

    public AxisSource SourceOf(Node node, int output, int axis) => axis == 0 ? AxisSource.Size(0, 0) : AxisSource.Size(1, axis);

    public ImmutableArray<TypedShape> InferOutputs(ShapeContext context)
    {
        var ids = context.Input(0);
        var table = context.Input(1);
        WeightedResult.CheckRank(context, "ids", ids.Shape, 1);
        var declared = context.DeclaredOutput(0).ElementType;
        var type = declared.IsFloatingPoint() && table.ElementType.IsInteger() ? declared : table.ElementType;
        if (!table.Shape.HasRank)
        {
            return [new TypedShape(type, Shape.Unknown)];
        }

        if (table.Shape.Rank == 0)
        {
            throw context.Mismatch("the table has no rows", "rank 1 or more", $"{table.Shape}");
        }

        return [new TypedShape(type, table.Shape.With(0, ids.Shape.HasRank ? ids.Shape[0] : Shape.UnknownSize))];
    }

    /// <summary>The row that an id names.</summary>
    /// <exception cref="OctavoException">There is no such row.</exception>
    private static int CheckId(string where, int id, int position, int rows) => (uint)id < (uint)rows ? id : throw new OctavoException(
        ErrorKind.InvalidData, $"id {id} at position {position} names no row of the table", where, $"0 to {rows - 1}", $"{id}",
        "Check the ids that the model is given.");
}
