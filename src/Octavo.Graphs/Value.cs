using Octavo.Tensors;

namespace Octavo.Graphs;

/// <summary>
/// A wire of a graph: what a node computes, a graph input, a constant or a variable's initial state. Its producer and its uses are kept by
/// the graph; only <see cref="GraphEdit"/> changes them.
/// </summary>
internal sealed class Value
{
    /// <summary>Beyond so many uses their places are kept, so that one goes out in one step.</summary>
    private const int ManyUses = 32;

    private readonly List<Use> uses = [];
    private readonly IdRange.Id id;
    private Dictionary<Use, int>? places;

    internal Value(IdRange.Id id, string name, ElementType elementType, Shape shape)
    {
        this.id = id;
        Name = name;
        ElementType = elementType;
        Shape = shape;
    }

    /// <summary>
    /// What no other value or node of the model has: the value keeps it, whatever its name and its producer become, as long as it lives,
    /// and so does its copy in a copied model. The same file read again, or the same source converted again, gives the same ids.
    /// </summary>
    public int Id => id.Number;

    public string Name { get; internal set; }

    public ElementType ElementType { get; internal set; }

    public Shape Shape { get; internal set; }

    /// <summary>How integers stand for reals here; null for plain numbers.</summary>
    public AffineQuantization? Quantization { get; internal set; }

    /// <summary>The block scales or other detail that replaces <see cref="Quantization"/>; null nearly always.</summary>
    public QuantizationDetail? QuantizationDetail { get; internal set; }

    /// <summary>The elements, where they are known before the model runs.</summary>
    public Constant? Constant { get; internal set; }

    /// <summary>
    /// Whether the value keeps its elements from one invocation to the next (TFLite's <c>is_variable</c>), starting from zeros.
    /// </summary>
    public bool IsVariable { get; internal set; }

    /// <summary>
    /// Whether it is the model's meaning that a variable lives on from one invocation to the next. The others should hold zeros before each
    /// sequence, which who runs the model sees to; no file tells the two apart.
    /// </summary>
    public bool IsKept { get; internal set; }

    /// <summary>
    /// Whether the value is memory that a custom operator works in: nothing computes it, and only such operators read it.
    /// </summary>
    public bool IsScratch { get; internal set; }

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

    /// <summary>Whether the value is one of the graph's inputs.</summary>
    public bool IsInput { get; internal set; }

    /// <summary>Whether the graph gives the value back.</summary>
    public bool IsReturned => ReturnCount != 0;

    /// <summary>How many of the graph's outputs the value is.</summary>
    internal int ReturnCount { get; set; }

    /// <summary>Whether a node's input reads this value.</summary>
    public bool IsReadBy(Node node, int input) => places?.ContainsKey(new Use(node, input)) ?? uses.Contains(new Use(node, input));

    internal void AddUse(Use use)
    {
        if (places is not null)
        {
            places[use] = uses.Count;
        }

        uses.Add(use);
        if (places is null && uses.Count > ManyUses)
        {
            places = [];
            for (var place = 0; place < uses.Count; place++)
            {
                places[uses[place]] = place;
            }
        }
    }

    internal void RemoveUse(Use use)
    {
        if (places is null)
        {
            uses.Remove(use);
        }
        else if (places.Remove(use, out var place))
        {
            var moved = uses[^1];
            uses.RemoveAt(uses.Count - 1);
            if (place < uses.Count)
            {
                uses[place] = moved;
                places[moved] = place;
            }
        }
    }
}
