using Octavo.Tensors;

namespace Octavo.Graphs;

/// <summary>
/// A wire of a graph: what a node computes, a graph input, a constant or a variable's initial state. Its producer and its uses are kept by
/// the graph; only <see cref="GraphEdit"/> changes them.
/// </summary>
public sealed class Value
{
    private readonly List<Use> uses = [];

    internal Value(string name, ElementType elementType, Shape shape)
    {
        Name = name;
        ElementType = elementType;
        Shape = shape;
    }

    public string Name { get; internal set; }

    public ElementType ElementType { get; internal set; }

    public Shape Shape { get; internal set; }

    /// <summary>How integers stand for reals here; null for plain numbers.</summary>
    public AffineQuantization? Quantization { get; internal set; }

    /// <summary>The block scales or other detail that replaces <see cref="Quantization"/>; null nearly always.</summary>
    public QuantizationDetail? QuantizationDetail { get; internal set; }

    /// <summary>The elements, where they are known before the model runs.</summary>
    public Constant? Constant { get; internal set; }

    /// <summary>Whether the value keeps its elements from one invocation to the next (TFLite's <c>is_variable</c>), starting from zeros.</summary>
    public bool IsVariable { get; internal set; }

    /// <summary>
    /// Whether it is the model's meaning that a variable lives on from one invocation to the next. The others should hold zeros before each sequence, which who runs
    /// the model sees to; no file tells the two apart.
    /// </summary>
    public bool IsKept { get; internal set; }

    /// <summary>How elements that are not stored are left out of a constant; null for dense ones.</summary>
    public SparsityDetail? Sparsity { get; internal set; }

    /// <summary>The node that computes this value; null for inputs, constants and variables.</summary>
    public Node? Producer { get; internal set; }

    /// <summary>Which of the producer's outputs this is.</summary>
    public int ProducerOutput { get; internal set; }

    /// <summary>The node inputs that read this value, in no particular order.</summary>
    public IReadOnlyList<Use> Uses => uses;

    public bool IsConstant => Constant is not null;

    public override string ToString() => $"'{Name}' {ElementType} {Shape}";

    internal void AddUse(Use use) => uses.Add(use);

    internal void RemoveUse(Use use) => uses.Remove(use);
}
