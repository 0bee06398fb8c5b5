using Octavo.Graphs;
using Octavo.Kernels;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>The context of a node that is computed once, on tensors: native memory for each operand, freed with the context.</summary>
internal sealed unsafe class TensorKernelContext : KernelContext, IDisposable
{
    private readonly Operand?[] inputs;
    private readonly Operand[] outputs;
    private readonly List<ScratchMemory> scratches = [];
    private readonly List<IDisposable> owned = [];

    public TensorKernelContext(Node node, IReadOnlyList<Tensor?> tensors)
    {
        Node = node;
        inputs = [.. node.Inputs.Select((value, index) => value is null ? null : Load(value, tensors[index]))];
        var facts = new Evaluation();
        for (var index = 0; index < node.Inputs.Count; index++)
        {
            if (node.Inputs[index] is { } input)
            {
                facts.Set(input, tensors[index]!);
            }
        }

        var shapes = OutputInference.Infer(node, new ShapeContext(node, facts));
        outputs = [.. node.Outputs.Select((value, index) => new Operand(value) { Shape = shapes[index].Shape, Grow = Allocate })];
    }

    public override Node Node { get; }

    public override WorkerPool Workers => WorkerPool.Single;

    public override KernelMode Mode => KernelMode.Reference;

    public override Operand? OptionalInput(int index) => index < inputs.Length ? inputs[index] : null;

    public override Operand Output(int index) => outputs[index];

    public override ScratchMemory Scratch(long sizeInBytes)
    {
        var scratch = new ScratchMemory(sizeInBytes);
        scratches.Add(scratch);
        return scratch;
    }

    public override T Packed<T>(int input, PackedForm<T> form)
    {
        var packed = form.Pack(OptionalInput(input)!.ToTensor());
        if (packed is IDisposable disposable)
        {
            owned.Add(disposable);
        }

        return packed;
    }

    public override SubgraphRun Subgraph(Graph graph) =>
        throw new InvalidOperationException($"{Node.Where} runs other graphs and cannot be computed by itself.");

    public override ResourceScope Resources =>
        throw new InvalidOperationException($"{Node.Where} needs resources and cannot be computed by itself.");

    public void GiveMemory()
    {
        foreach (var scratch in scratches)
        {
            scratch.Pointer = Own(scratch.SizeInBytes).WithoutContents().Pointer;
        }

        foreach (var output in outputs)
        {
            Allocate(output);
        }
    }

    public IReadOnlyList<Tensor> Outputs() => [.. outputs.Select(output => output.ToTensor())];

    public void Dispose()
    {
        foreach (var item in owned)
        {
            item.Dispose();
        }
    }

    private void Allocate(Operand operand)
    {
        if (operand.ElementType.HasFixedSize() && operand.Shape.IsKnown)
        {
            operand.GiveMemory(Own(operand.SizeInBytes).WithoutContents().Pointer, operand.SizeInBytes);
        }
    }

    private Operand Load(Value value, Tensor? tensor)
    {
        var operand = new Operand(value);
        if (tensor is null)
        {
            throw new ArgumentException($"No tensor was given for {value}.");
        }

        if (tensor.ElementType != value.ElementType)
        {
            throw new OctavoException(ErrorKind.MalformedModel, "a constant has another element type than the value that it stands for",
                Node.Where, value.ToString(), tensor.ToString());
        }

        operand.Shape = tensor.Shape;
        if (tensor.ElementType == ElementType.String)
        {
            operand.Strings = [.. tensor.Strings];
        }
        else
        {
            Allocate(operand);
            tensor.Bytes.Span.CopyTo(operand.Bytes);
        }

        return operand;
    }

    private AlignedMemory Own(long sizeInBytes)
    {
        var memory = new AlignedMemory(sizeInBytes);
        owned.Add(memory);
        return memory;
    }
}
