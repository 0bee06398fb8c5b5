using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Passes;

/// <summary>STRIDED_SLICE as it takes one step out of a sequence.</summary>
internal static class StepSlice
{
    /// <param name="axis">That of time, 0 or 1; it is left out.</param>
    public static StridedSlice Operator(int axis) => axis == 0
        ? new StridedSlice(EndMask: 1, ShrinkAxisMask: 1)
        : new StridedSlice(BeginMask: 1, EndMask: 3, ShrinkAxisMask: 2);

    /// <summary>Begin, end and strides.</summary>
    /// <param name="index">Which step; -1 for the last.</param>
    public static Value[] Operands(GraphEdit edit, string name, int axis, int index)
    {
        Value Vector(string part, int other, int number) => edit.AddConstant(
            $"{name}/{part}", axis == 0 ? Tensor.From(new Shape(1), [number]) : Tensor.From(new Shape(2), [other, number]));

        return [Vector("begin", 0, index), Vector("end", 0, index == -1 ? 0 : index + 1), Vector("strides", 1, 1)];
    }
}
