using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Passes;

/// <summary>
/// Moves a RESHAPE that keeps the channels of a convolution or matrix product behind the bias, scale or activation that reads it, so that
/// these can be fused (one-dimensional convolutions).
/// </summary>
public sealed class SinkReshapes : IPass
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
        return data.Producer is { } producer && WeightLayout.Of(producer.Operator) is not null && edit.OnlyReader(data) is not null
            && FusedActivationSlot.Of(producer.Operator) == FusedActivation.None && data.IsPlainFloat() && reader.IsPlainFloat()
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

        if (reader.Operator is not (Add or Mul) || !data.Shape.HasRank || !reshape.Output.Shape.HasRank || reshape.Output.Shape.Rank == 0
            || data.Shape[-1] != reshape.Output.Shape[-1] || reader.Input(1 - side).AlongLastAxis(data.Shape) is not { } channels)
        {
            return null;
        }

        return [data, edit.AddConstant(reader.Input(1 - side).Name, channels)];
    }
}
