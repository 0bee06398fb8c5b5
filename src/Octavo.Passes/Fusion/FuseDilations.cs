using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Passes;

/// <summary>
/// Turns SPACE_TO_BATCH_ND, a VALID convolution and BATCH_TO_SPACE_ND into one dilated convolution; what SAME does not say of the padding
/// becomes a PAD. Reshapes that give one-dimensional sequences a second axis may stand between them.
/// </summary>
internal sealed class FuseDilations : IPass
{
    public void Apply(GraphEdit edit)
    {
        foreach (var node in edit.Graph.Nodes.ToArray())
        {
            if (node.Operator is BatchToSpaceNd)
            {
                Fuse(edit, node);
            }
        }
    }

    private static void Fuse(GraphEdit edit, Node merge)
    {
        var squeeze = edit.OnlyReadProducerOf<Reshape>(merge.Input(0));
        var result = squeeze?.Input(0) ?? merge.Input(0);
        if (result.Producer is not { } node || edit.OnlyReader(result) is null || !IsPlainConvolution(node))
        {
            return;
        }

        var expand = edit.OnlyReadProducerOf<Reshape>(node.Input(0));
        var split = edit.OnlyReadProducerOf<SpaceToBatchNd>(expand?.Input(0) ?? node.Input(0));
        if (split is null || (expand is null) != (squeeze is null) || Blocks.Read(split, merge) is not { } blocks)
        {
            return;
        }

        if (expand is null ? split.Input(0).Shape is { HasRank: true, Rank: 4 } && blocks.Count <= 2
            : IsExpansion(expand, blocks) && IsSqueezing(squeeze!, blocks))
        {
            Replace(edit, split, expand, node, squeeze, merge,
                expand is null ? blocks : blocks.WithSecondAxis(expand.Output.Shape[1] == 1));
        }
    }

    private static bool IsPlainConvolution(Node node) => node.IsPlainFloat() && node.Operator is
        Conv2D { Padding: Padding.Valid, StrideHeight: 1, StrideWidth: 1, DilationHeight: 1, DilationWidth: 1 } or
        DepthwiseConv2D { Padding: Padding.Valid, StrideHeight: 1, StrideWidth: 1, DilationHeight: 1, DilationWidth: 1 };

    /// <summary>Whether [batch, time, channels] becomes [batch, 1, time, channels] or [batch, time, 1, channels].</summary>
    private static bool IsExpansion(Node expand, Blocks blocks) =>
        blocks.Count == 1 && expand.Input(0).Shape is { HasRank: true, Rank: 3 } && expand.Output.Shape is { HasRank: true, Rank: 4 } shape
        && (shape[1] == 1 || shape[2] == 1) && shape[3] == expand.Input(0).Shape[2] && shape[3] > 0;

    private static bool IsSqueezing(Node squeeze, Blocks blocks) =>
        blocks.Count == 1 && squeeze.Output.Shape is { HasRank: true, Rank: 3 } shape
        && squeeze.Input(0).Shape is { HasRank: true, Rank: 4 } wide
        && (wide[1] == 1 || wide[2] == 1) && shape[2] == wide[3] && shape[2] > 0;

    private static void Replace(GraphEdit edit, Node split, Node? expand, Node node, Node? squeeze, Node merge, Blocks blocks)
    {
        var data = split.Input(0);
        if (expand is not null)
        {
            var heightFirst = expand.Output.Shape[1] == 1;
            var sizes =
                heightFirst ? new[] { data.Shape[0], 1, data.Shape[1], data.Shape[2] } : [data.Shape[0], data.Shape[1], 1, data.Shape[2]];
            if (sizes.Count(size => size < 0) > 1)
            {
                return;
            }

            data = edit.Emit(node, expand.Name, new Reshape(Shape.Unknown), data, Integers(edit, expand.Name, sizes));
        }

        var paddings = blocks.Paddings();
        var isSame = Enumerable.Range(0, 2).All(axis => SamePadding.Matches(
            -1, node.Input(1).Shape[axis + 1], 1, blocks.Sizes[axis], paddings[2 * axis], paddings[(2 * axis) + 1]));
        if (!isSame && paddings.Any(padding => padding > 0))
        {
            var operand = edit.AddConstant($"{split.Name}/paddings", Tensor.From(new Shape(4, 2), [0, 0, .. paddings, 0, 0]));
            data = edit.Emit(node, split.Name, new Pad(), data, operand);
        }

        var dilated = edit.Emit(node, node.Name, Dilated(node.Operator, blocks, isSame && paddings.Any(padding => padding > 0)),
            [data, .. node.Inputs.Skip(1)]);
        if (squeeze is not null)
        {
            var shape = dilated.Shape;
            var sizes = new[] { shape[0], expand!.Output.Shape[1] == 1 ? shape[2] : shape[1], shape[3] };
            dilated = edit.Emit(node, squeeze.Name, new Reshape(Shape.Unknown), dilated, Integers(edit, squeeze.Name, sizes));
        }

        var last = merge.Input(0);
        edit.Absorb(dilated.Producer!, merge);
        edit.RemoveUnread(last);
    }

    private static Value Integers(GraphEdit edit, string name, int[] sizes) =>
        edit.AddConstant($"{name}/shape", Tensor.From(new Shape(sizes.Length), sizes));

    private static Operator Dilated(Operator @operator, Blocks blocks, bool isSame)
    {
        var padding = isSame ? Padding.Same : Padding.Valid;
        return @operator is Conv2D convolution
            ? convolution with { Padding = padding, DilationHeight = blocks.Sizes[0], DilationWidth = blocks.Sizes[1] }
            : (DepthwiseConv2D)@operator with { Padding = padding, DilationHeight = blocks.Sizes[0], DilationWidth = blocks.Sizes[1] };
    }

    /// <summary>Block sizes along the spatial axes, zeros put around before and positions cropped behind.</summary>
    private sealed record Blocks(int[] Sizes, int[] Before, int[] Crops)
    {
        public int Count => Sizes.Length;

        /// <summary>Null where they are not known, differ, or more is cropped than was padded.</summary>
        public static Blocks? Read(Node split, Node merge)
        {
            if (split.Input(1).Integers() is not { } sizes || merge.Input(1).Integers() is not { } back || !sizes.AsSpan()
                .SequenceEqual(back)
                || split.Input(2).Integers() is not { } paddings || merge.Input(2).Integers() is not { } crops
                || paddings.Length != 2 * sizes.Length || crops.Length != paddings.Length || sizes.Length is not (1 or 2))
            {
                return null;
            }

            return paddings.Zip(crops).All(pair => pair.First >= pair.Second)
                ? sizes.Length == 2 || split.Input(0).Shape is { HasRank: true, Rank: 3 } ? new Blocks(sizes, paddings, crops)
                    : new Blocks([sizes[0], 1], [.. paddings, 0, 0], [.. crops, 0, 0])
                : null;
        }

        public Blocks WithSecondAxis(bool heightFirst) => heightFirst
            ? new([1, Sizes[0]], [0, 0, .. Before], [0, 0, .. Crops])
            : new([Sizes[0], 1], [.. Before, 0, 0], [.. Crops, 0, 0]);

        /// <summary>The zeros that remain: a position cropped from the result needs none.</summary>
        public int[] Paddings() => [.. Before.Zip(Crops, (before, crop) => before - crop)];
    }
}
