using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Passes;

/// <summary>What stands in the place of a node of lists once the list is a tensor [length, element...].</summary>
/// <param name="edit">Of the graph.</param>
/// <param name="node">One of lists other than those that begin one of zeros.</param>
internal readonly struct ListNodes(GraphEdit edit, Node node)
{
    public void Replace()
    {
        switch (ListOperator.Of(node))
        {
            case ListOperator.FromTensor or ListOperator.Stack:
                edit.Bypass(node, node.Input(0));
                break;
            case ListOperator.GetItem or ListOperator.Gather:
                edit.Become(node, new Gather(), node.Input(0), node.Input(1));
                break;
            case ListOperator.Length:
                edit.Become(node, new StridedSlice(ShrinkAxisMask: 1), Emit("shape", new ShapeOf(), node.Input(0)), Integers("begin", 0),
                    Integers("end", 1), Integers("strides", 1));
                break;
            case ListOperator.ElementShape:
                var sizes = Element(Emit("shape", new ShapeOf(), node.Input(0)));
                edit.Become(node, new Cast(ElementType.Int32, node.Output.ElementType), sizes);
                break;
            case ListOperator.SetItem:
                SetItem();
                break;
            case ListOperator.PushBack:
                edit.Become(node, new Concatenation(0), node.Input(0), Emit("item", new ExpandDims(), node.Input(1), Number("axis", 0)));
                break;
            case ListOperator.Append:
                edit.Become(node, new Concatenation(0), node.Input(0), node.Input(1));
                break;
            case ListOperator.PopBack:
                PopBack();
                break;
            case ListOperator.Resize:
                Resize();
                break;
            case ListOperator.Join or ListOperator.JoinV2:
                Join();
                break;
            case ListOperator.Scatter or ListOperator.ScatterV2:
                var length = Integers("length", ListOperator.ScatteredLength(node));
                var all = Emit("sizes", new Concatenation(0), length, Element(Emit("shape", new ShapeOf(), node.Input(0))));
                var places = Emit("places", new Reshape(Shape.Unknown), node.Input(1), Integers("column", -1, 1));
                edit.Become(node, new ScatterNd(), places, node.Input(0), all);
                break;
            case ListOperator.Split:
                var lengths = node.Input(2).Integers()!;
                var parts = Emit("sizes", new Concatenation(0), Integers("parts", lengths.Length, lengths[0]),
                    Element(Emit("shape", new ShapeOf(), node.Input(0))));
                edit.Become(node, new Reshape(Shape.Unknown), node.Input(0), parts);
                break;
        }
    }

    private void SetItem()
    {
        var item = Emit("item", new ExpandDims(), node.Input(2), Number("axis", 0));
        var index = Vector("index", node.Input(1));
        var rank = node.Output.Shape.Rank;
        var start = rank == 1 ? index : Emit("start", new Concatenation(0), index, Integers("rest", new int[rank - 1]));
        edit.Become(node, new DynamicUpdateSlice(), node.Input(0), item, start);
    }

    private void PopBack()
    {
        var (start, end, step) = (Integers("start", 0), Integers("end", -1), Integers("step", 1));
        var rest = Emit("rest", new StridedSlice(), node.Input(0), start, end, step);
        var last = Emit("last", new StridedSlice(EndMask: 1, ShrinkAxisMask: 1), node.Input(0), end, start, step);
        Give(rest, last);
    }

    private void Resize()
    {
        var list = node.Input(0);
        var sizes = Emit("shape", new ShapeOf(), list);
        var (element, length) = (Element(sizes), Vector("length", node.Input(1)));
        var present = Emit("present", new Slice(), sizes, Integers("first", 0), Integers("one", 1));
        var missing = Emit("missing", new Maximum(), Emit("difference", new Sub(), length, present), Integers("none", 0));
        var zero = edit.AddConstant($"{node.Name}/zero", Tensor.Zeros(list.ElementType, Shape.Scalar));
        var filling = Emit("filling", new Fill(), Emit("filling_sizes", new Concatenation(0), missing, element), zero);
        var filled = Emit("filled", new Concatenation(0), list, filling);
        edit.Become(node, new Slice(), filled, Integers("begin", new int[list.Shape.Rank]),
            Emit("sizes", new Concatenation(0), length, element));
    }

    private void Join()
    {
        var list = node.Input(0);
        var sizes = Emit("shape", new ShapeOf(), list);
        var rest = Emit("rest", new Slice(), sizes, Integers("second", 2), Integers("others", -1));
        var joined = Emit("joined", new Reshape(Shape.Unknown), list, Emit("sizes", new Concatenation(0), Integers("all", -1), rest));
        var length = Emit("length", new Cast(ElementType.Int32, node.Outputs[1].ElementType),
            Emit("part", new StridedSlice(ShrinkAxisMask: 1), sizes, Integers("from", 1), Integers("to", 2), Integers("step", 1)));
        Give(joined, Emit("lengths", new Fill(), Emit("count", new Slice(), sizes, Integers("first", 0), Integers("one", 1)), length));
    }

    /// <summary>Lets nodes that were emitted compute what this one computed.</summary>
    private void Give(params ReadOnlySpan<Value> values)
    {
        for (var index = 0; index < values.Length; index++)
        {
            edit.TakeOver(values[index].Producer!, values[index].ProducerOutput, node.Outputs[index]);
        }

        edit.RemoveNode(node);
    }

    /// <summary>The sizes behind the first.</summary>
    private Value Element(Value sizes) => Emit("element", new Slice(), sizes, Integers("behind", 1), Integers("rest_of", -1));

    private Value Vector(string name, Value scalar) => Emit(name, new Reshape(Shape.Unknown), scalar, Integers("vector", 1));

    private Value Emit(string name, Operator @operator, params IReadOnlyList<Value?> inputs) =>
        edit.Emit(node, $"{node.Name}/{name}", @operator, inputs);

    private Value Number(string name, int number) => edit.AddConstant($"{node.Name}/{name}", Tensor.Scalar(number));

    private Value Integers(string name, params int[] numbers) =>
        edit.AddConstant($"{node.Name}/{name}", Tensor.From(new Shape(numbers.Length), numbers));
}
