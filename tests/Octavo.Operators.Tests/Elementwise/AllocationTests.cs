using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators.Tests;

public sealed class AllocationTests
{
    private static readonly Tensor Image = Tensor.Zeros(ElementType.Float32, new Shape(2, 6, 5, 8));

    [Fact]
    public void A_step_that_runs_again_allocates_nothing()
    {
        Check(new Add(FusedActivation.Relu), Image, Tensor.Zeros(ElementType.Float32, new Shape(5, 1)));
        Check(new Add(), Tensor.Zeros(ElementType.Int32, new Shape(3, 4)), Tensor.Zeros(ElementType.Int32, new Shape(4)));
        Check(new Less(), Image, Tensor.Zeros(ElementType.Float32, Shape.Scalar));
        Check(new Pow(), Image, Image);
        Check(new Sin(), Image);
        Check(new AddN(), Image, Image, Image);
        Check(new Mean(true), Image, Tensor.From(new Shape(2), 1, 2));
        Check(new Sum(false), Image, Tensor.From(new Shape(1), -1));
        Check(new AveragePool2D(Padding.Same, 1, 1, 3, 3), Image);
        Check(new Softmax(1), Image);
        Check(new LocalResponseNormalization(2, 1, 1, 0.5f), Image);
        Check(new ResizeBilinear(false, true), Image, Tensor.From(new Shape(2), 9, 9));
        Check(new ResizeNearestNeighbor(false, true), Image, Tensor.From(new Shape(2), 9, 9));
    }

    private static void Check(Operator @operator, params Tensor[] inputs)
    {
        var edit = new GraphEdit(new Graph("test"));
        var values = inputs.Select((tensor, index) => edit.AddInput($"input{index}", tensor.ElementType, tensor.Shape)).ToArray();
        var output = edit.NewValue("output", inputs[0].ElementType, Shape.Unknown);
        var node = edit.AddNode("node", @operator, values, [output]);
        edit.SetType(output, ((IShapeInference)@operator).InferOutputs(new ShapeContext(node))[0].ElementType, Shape.Unknown);
        using var context = new TensorKernelContext(node, inputs);
        var step = KernelSelection.Prepare(context);
        context.GiveMemory();
        step.Run();
        var before = GC.GetAllocatedBytesForCurrentThread();
        step.Run();
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(allocated == 0, $"{@operator.Name} allocated {allocated} bytes.");
    }
}
