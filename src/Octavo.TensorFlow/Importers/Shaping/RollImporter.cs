using Octavo.Operators;

namespace Octavo.TensorFlow;

/// <summary>Moves positions along axes, those that fall out at one end in at the other: a lookup at shifted positions.</summary>
internal sealed class RollImporter : IImporter
{
    public IReadOnlyList<string> Operations { get; } = ["Roll"];

    public void Import(ImportContext context)
    {
        var data = context.Input(0);
        var shape = context.RequireRank(0);
        var shifts = context.AsInt32(context.Input(1));
        var axes = context.RequireIntegers(2, "the axis");
        for (var index = 0; index < axes.Length; index++)
        {
            var axis = context.RequireAxis(shape, axes[index]);
            if (shape[axis] is 0 or 1)
            {
                continue;
            }

            var shift = shifts.Shape is { HasRank: true, Rank: 0 } ? shifts : context.Element(shifts, index);
            var size = context.SizeOf(data, axis);
            var positions = context.Emit(new FloorMod(), context.Emit(new Sub(), context.CountTo(size), shift), size);
            data = context.EmitMoved(new Gather(axis), data, positions);
        }

        context.SetOutput(0, data);
    }
}
