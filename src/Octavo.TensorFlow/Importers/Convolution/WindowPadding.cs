using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>What the attribute <c>padding</c> asks for: SAME, VALID, or EXPLICIT, which is VALID behind a PAD.</summary>
/// <param name="Padding">What the TFLite operator says.</param>
/// <param name="Before">Explicit padding before each spatial axis; empty where the padding is not explicit.</param>
/// <param name="After">Explicit padding behind each spatial axis.</param>
internal sealed record WindowPadding(Padding Padding, int[] Before, int[] After)
{
    public bool IsExplicit => Before.Length != 0 && (Before.Any(size => size != 0) || After.Any(size => size != 0));

    public static WindowPadding Of(ImportContext context, ImageLayout layout) => context.Attributes.Text("padding") switch
    {
        "SAME" => new WindowPadding(Padding.Same, [], []),
        "VALID" => new WindowPadding(Padding.Valid, [], []),
        "EXPLICIT" => Explicit(context, layout),
        var other =>
            throw new OctavoException(ErrorKind.MalformedModel, "Attribute 'padding' has no known value.", context.Where,
                "SAME, VALID or EXPLICIT", other),
    };

    /// <summary>The image or volume [batch, spatial..., channels] with explicit paddings around it.</summary>
    /// <param name="fill">What the padding is made of; zeros where null.</param>
    public Value Apply(ImportContext context, Value value, Value? fill = null)
    {
        if (!IsExplicit)
        {
            return value;
        }

        var rank = Before.Length + 2;
        var sizes = new int[rank * 2];
        for (var axis = 0; axis < Before.Length; axis++)
        {
            sizes[(axis + 1) * 2] = Before[axis];
            sizes[((axis + 1) * 2) + 1] = After[axis];
        }

        var paddings = context.Constant(Tensor.From(new Shape(rank, 2), sizes));
        return fill is null ? context.EmitMoved(new Pad(), value, paddings) : context.EmitMoved(new PadV2(), value, paddings, fill);
    }

    private static WindowPadding Explicit(ImportContext context, ImageLayout layout)
    {
        var list = context.Attributes.Integers("explicit_paddings");
        var rank = layout.SpatialAxes + 2;
        if (list.Length != rank * 2 || list.Any(size => size is < 0 or > int.MaxValue)
            || list[0] != 0 || list[1] != 0 || list[layout.ChannelAxis * 2] != 0 || list[(layout.ChannelAxis * 2) + 1] != 0)
        {
            throw new OctavoException(
                ErrorKind.MalformedModel, "Attribute 'explicit_paddings' is not valid.", context.Where,
                $"{rank * 2} sizes, zeros for batch and channels", string.Join(',', list));
        }

        var sizes = list.Skip(layout.FirstSpatialAxis * 2).Take(layout.SpatialAxes * 2).Select(size => (int)size).ToArray();
        return new WindowPadding(
            Padding.Valid, [.. sizes.Where((_, index) => index % 2 == 0)], [.. sizes.Where((_, index) => index % 2 == 1)]);
    }
}
