using System.Collections.Immutable;
using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>
/// Moves elements of types that LiteRT has no kernel for: as the same bits of another type of that size, or as numbers of a wider type that
/// holds each of them exactly.
/// </summary>
internal static class MovedElements
{
    private static readonly ImmutableArray<(ElementType From, ElementType To, bool SameBits)> Carriers =
    [
        (ElementType.Boolean, ElementType.UInt8, true),
        (ElementType.Boolean, ElementType.Int8, true),
        (ElementType.Boolean, ElementType.Int32, false),
        (ElementType.Int8, ElementType.UInt8, true),
        (ElementType.Int8, ElementType.Int32, false),
        (ElementType.UInt8, ElementType.Int8, true),
        (ElementType.UInt8, ElementType.Int32, false),
        (ElementType.Int16, ElementType.Int32, false),
        (ElementType.UInt16, ElementType.Int16, true),
        (ElementType.UInt16, ElementType.Int32, false),
        (ElementType.Float16, ElementType.Int16, true),
        (ElementType.Float16, ElementType.Float32, false),
        (ElementType.BFloat16, ElementType.Int16, true),
        (ElementType.BFloat16, ElementType.Float32, false),
        (ElementType.UInt32, ElementType.Int32, true),
        (ElementType.Float64, ElementType.Int64, true),
        (ElementType.UInt64, ElementType.Int64, true),
        (ElementType.Complex64, ElementType.Int64, true),
    ];

    /// <summary>Emits an operator that only moves elements, whatever their type.</summary>
    /// <exception cref="OctavoException">No operator of LiteRT can (kind UnsupportedOperator).</exception>
    public static Value EmitMoved(this ImportContext context, Operator @operator, params IEnumerable<Value?> inputs) =>
        EmitManyMoved(context, @operator, 1, inputs)[0];

    /// <inheritdoc cref="EmitMoved"/>
    public static ImmutableArray<Value> EmitManyMoved(this ImportContext context, Operator @operator, int outputs,
        params IEnumerable<Value?> inputs)
    {
        Value?[] values = [.. inputs];
        if (MovedTypes.Find(@operator.Name) is not { } rule || values.Where((value, index) => value is not null && rule.Moves(index))
            .FirstOrDefault() is not { } moved
            || rule.Types.Contains(moved.ElementType))
        {
            return context.EmitMany(@operator, outputs, null, values);
        }

        var type = moved.ElementType;
        var candidates = Carriers.Where(candidate => candidate.From == type && rule.Types.Contains(candidate.To)).ToList();
        if (candidates.Count == 0)
        {
            throw context.Unsupported($"no kernel of LiteRT's {@operator.Name} moves {type} elements");
        }

        var (_, carrier, sameBits) = candidates[0];
        var carried =
            values.Select((value, index) => value is not null && rule.Moves(index) ? context.Carry(value, carrier, sameBits) : value);
        return [.. context.EmitMany(@operator, outputs, null, carried).Select(value => context.Carry(value, type, sameBits))];
    }

    /// <summary>Whether an operator's kernels move this type themselves.</summary>
    public static bool IsMovedBy(this Value value, Operator @operator) =>
        MovedTypes.Find(@operator.Name) is not { } rule || rule.Types.Contains(value.ElementType);

    private static Value Carry(this ImportContext context, Value value, ElementType type, bool sameBits) =>
        sameBits ? context.EmitTyped(new Bitcast(type), type, value) : context.Cast(value, type);
}
