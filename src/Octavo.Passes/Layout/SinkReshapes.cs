using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Passes;

/// <summary>
/// Moves a RESHAPE that keeps or divides the channels of a convolution or matrix product behind the bias, scale or activation that reads
/// it, so that these can be fused (one-dimensional convolutions, heads of attention).
/// </summary>
internal sealed class SinkReshapes : IPass
{
    public void Apply(GraphEdit edit)
    {
        foreach (var reader in edit.Graph.Nodes.ToArray())
        {
            for (var side = 0; side < Math.Min(2, reader.Inputs.Count); side++)
            {
                if (reader.Inputs[side] is { } reshaped && edit.OnlyReadProducerOf<Reshape>(reshaped) is { } reshape
                    && CanSwap(edit, reshape, reader) && Operands(edit, reshape, reader, side) is { } operands)
                {
                    var moved = edit.Emit(reader, reader.Name, reader.Operator, operands);
                    edit.Rename(reader, reshape.Name);
                    edit.Become(reader, reshape.Operator, [moved, .. reshape.Inputs.Skip(1)]);
                    break;
                }
            }
        }
    }

    private static bool CanSwap(GraphEdit edit, Node reshape, Node reader)
    {
        var data = reshape.Input(0);
        return data.Producer is { } producer && IWeighted.LayoutOf(producer.Operator) is not null && edit.OnlyReader(data) is not null
            && IFusedActivation.Of(producer.Operator) == FusedActivation.None && data.IsPlainFloat() && reader.IsPlainFloat()
            && reshape.OptionalInput(1)?.IsConstant != false && reader.Output.Shape == reshape.Output.Shape;
    }

    /// <summary>What the reader would read in front of the RESHAPE; null where it does more than its channels need.</summary>
    private static Value?[]? Operands(GraphEdit edit, Node reshape, Node reader, int side)
    {
        var data = reshape.Input(0);
        if (reader.Operator is Relu or Relu6 or ReluMinus1To1)
        {
            return [data];
        }

        return reader.Operator is Add or Mul && Channels(reader.Input(1 - side), data.Shape, reshape.Output.Shape) is { } channels
            ? [data, edit.AddConstant(reader.Input(1 - side).Name, channels)]
            : null;
    }

    /// <summary>
    /// The operand as [channels] of the data: it must cover the very axes that the channels became, and be 1 along all others.
    /// </summary>
    private static Constant? Channels(Value operand, Shape data, Shape reshaped)
    {
        if (operand.Constant is not { } constant || !data.HasRank || data.Rank == 0 || data[-1] <= 0 || !reshaped.HasRank
            || constant.Shape.Rank > reshaped.Rank)
        {
            return null;
        }

        var first = reshaped.Rank;
        var count = 1L;
        for (; first > 0 && count != data[-1] && reshaped[first - 1] > 0; first--)
        {
            count *= reshaped[first - 1];
        }

        var full = new Shape([.. Enumerable.Repeat(1, reshaped.Rank - constant.Shape.Rank), .. constant.Shape.Sizes]);
        var covers = count == data[-1] && full.Sizes[first..].SequenceEqual(reshaped.Sizes[first..]) && constant.ElementCount == data[-1];
        return covers ? constant.Under(new Shape(data[-1])) : constant.ElementCount == 1 ? operand.AlongLastAxis(data) : null;
    }
}
