using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Passes;

/// <summary>What a transpose does to axes: axis a of its output is axis <c>Axes[a]</c> of its input.</summary>
internal readonly record struct AxisPermutation(ValueList<int> Axes)
{
    public int Rank => Axes.Count;

    public bool IsIdentity => Axes.Select((axis, index) => axis == index).All(same => same);

    /// <summary>That of a TRANSPOSE node; null where it is not known.</summary>
    public static AxisPermutation? Of(Node node)
    {
        if (node.Operator is not Transpose || node.Input(1).Integers() is not { } axes || !node.Output.Shape.HasRank
            || node.Output.Shape.Rank != axes.Length)
        {
            return null;
        }

        return new AxisPermutation(new ValueList<int>(Array.ConvertAll(axes, axis => axis < 0 ? axis + axes.Length : axis)));
    }

    /// <summary>First this one, then the other.</summary>
    public AxisPermutation Then(AxisPermutation next)
    {
        var axes = Axes;
        return new(new ValueList<int>([.. next.Axes.Select(axis => axes[axis])]));
    }

    public AxisPermutation Inverse()
    {
        var axes = new int[Rank];
        for (var index = 0; index < axes.Length; index++)
        {
            axes[Axes[index]] = index;
        }

        return new(new ValueList<int>(axes));
    }

    /// <summary>The shape of a transpose's output.</summary>
    public Shape Apply(Shape input) => new([.. Axes.Select(axis => input[axis])]);

    public Tensor ToTensor() => Tensor.From(new Shape(Rank), Axes.AsSpan());
}
