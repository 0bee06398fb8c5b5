using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>
/// A table in partitions: DynamicPartition deals ids out, each part is looked up in its own table, and DynamicStitch puts the rows back in
/// order. That is one lookup in the whole table, whatever rule deals the ids out.
/// </summary>
/// <param name="Tables">The partitions, [rows, rest...].</param>
/// <param name="Parts">Which partition each id goes to.</param>
/// <param name="Rows">Which row of that partition it means.</param>
internal sealed record PartitionedLookup(IReadOnlyList<Constant> Tables, NodeOutput Parts, NodeOutput Rows)
{
    private const int MostRows = 1 << 24;

    /// <summary>The rows that a DynamicStitch gives; null where it does not stitch lookups of one DynamicPartition.</summary>
    public static Value? TryEmit(ImportContext context) => Find(context) is { } lookup ? lookup.Emit(context) : null;

    private static PartitionedLookup? Find(ImportContext context)
    {
        var count = context.InputCount / 2;
        NodeOutput? parts = null;
        NodeOutput? rows = null;
        var tables = new List<Constant>();
        for (var part = 0; part < count; part++)
        {
            var places = Behind(context, context.Node.Inputs[part]);
            var lookup = context.Source[Behind(context, context.Node.Inputs[count + part]).Node];
            if (Dealt(context, places, part, count) is not { } order || !IsOrder(context, order.Inputs[0])
                || Table(context, lookup) is not { } table
                || Dealt(context, Behind(context, lookup.Inputs[1]), part, count) is not { } ids)
            {
                return null;
            }

            var numbers = Behind(context, order.Inputs[1]);
            if (Behind(context, ids.Inputs[1]) != numbers || (parts ??= numbers) != numbers
                || (rows ??= Behind(context, ids.Inputs[0])) != Behind(context, ids.Inputs[0]))
            {
                return null;
            }

            tables.Add(table);
        }

        return parts is { } found && tables.All(table => FitsWith(table, tables[0])) ? new PartitionedLookup(tables, found, rows!.Value)
            : null;
    }

    private static bool FitsWith(Constant table, Constant first) =>
        table.ElementType == first.ElementType && table.Shape.Rank == first.Shape.Rank && table.Shape.Rank > 0 && table.Shape.Sizes[1..]
        .SequenceEqual(first.Shape.Sizes[1..]);

    private static NodeOutput Behind(ImportContext context, NodeOutput output)
    {
        while (context.Source[output.Node] is { Operation: "Identity" } identity)
        {
            output = identity.Inputs[0];
        }

        return output;
    }

    /// <summary>The DynamicPartition that gives this value as the part that it should be.</summary>
    private static TensorFlowNode? Dealt(ImportContext context, NodeOutput output, int part, int count) =>
        context.Source[output.Node] is { Operation: "DynamicPartition" } node && output.Index == part && node.OutputCount == count ? node
        : null;

    /// <summary>Whether a value is 0, 1, 2, ...: the places that the stitch puts rows back to.</summary>
    private static bool IsOrder(ImportContext context, NodeOutput output) => context.Find(output) switch
    {
        { Constant: { } constant } =>
            IndexValues.ToInt32(constant.Evaluate(), context.Where) is var places
            && places.SequenceEqual(Enumerable.Range(0, places.Length)),
        { Producer: { Operator: Operators.Range } range } => IsNumber(range.Input(0), 0) && IsNumber(range.Input(2), 1),
        { Producer: { Operator: Cast } cast } =>
            cast.Input(0).Producer is { Operator: Operators.Range } range && IsNumber(range.Input(0), 0) && IsNumber(range.Input(2), 1),
        _ => false,
    };

    private static bool IsNumber(Value value, int number) => PartialIntegers.Of(value) is [var single] && single == number;

    private static Constant? Table(ImportContext context, TensorFlowNode lookup) => lookup.Operation switch
    {
        "Gather" => context.Find(lookup.Inputs[0])?.Constant,
        "GatherV2" =>
            context.Find(lookup.Inputs[2]) is { } axis && IsNumber(axis, 0) && lookup.Attributes.Integer("batch_dims") == 0
            ? context.Find(lookup.Inputs[0])?.Constant : null,
        "ResourceGather" =>
            lookup.Attributes.Integer("batch_dims") == 0 && context.Source.VariableOf(lookup.Inputs[0]) is { } variable
            ? context.ConstantOf(variable) : null,
        _ => null,
    };

    private Value? Emit(ImportContext context)
    {
        if (context.Find(Parts) is not { } parts || context.Find(Rows) is not { } rows || Tables[0].ElementType == ElementType.String)
        {
            return null;
        }

        long total = Tables.Sum(table => (long)table.Shape[0]);
        if (total is > 0 and <= MostRows && IdFunction.Find(context, Parts, Rows) is { } rule && context.Find(rule.Ids) is { } ids
            && Order(rule, (int)total) is { } order)
        {
            return context.EmitMoved(new Gather(), context.Constant(WholeTable.Interleave(Tables, order.Parts, order.Rows)), ids);
        }

        if (total > int.MaxValue)
        {
            return null;
        }

        var starts = new int[Tables.Count];
        for (var part = 1; part < starts.Length; part++)
        {
            starts[part] = starts[part - 1] + Tables[part - 1].Shape[0];
        }

        var start = context.Emit(new Gather(), context.Integers(starts), parts);
        return context.EmitMoved(new Gather(), context.Constant(WholeTable.Join(Tables)),
            context.Emit(new Add(), context.AsInt32(rows), start));
    }

    /// <summary>Partition and row of each id; null where an id below the number of rows has none, or two have the same.</summary>
    private (int[] Parts, int[] Rows)? Order(IdFunction rule, int total)
    {
        var (parts, rows) = rule.Evaluate(total);
        var seen = Tables.Select(table => new bool[table.Shape[0]]).ToArray();
        for (var id = 0; id < total; id++)
        {
            if (parts[id] < 0 || parts[id] >= seen.Length || rows[id] < 0 || rows[id] >= seen[parts[id]].Length
                || seen[parts[id]][rows[id]])
            {
                return null;
            }

            seen[parts[id]][rows[id]] = true;
        }

        return (Array.ConvertAll(parts, part => (int)part), Array.ConvertAll(rows, row => (int)row));
    }
}
