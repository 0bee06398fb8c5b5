using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using Octavo.TensorFlow.Messages;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>
/// Attributes of one node, each read as the type it must have; one that the file leaves out has the operation's default. Every
/// getter throws an <see cref="OctavoException"/> that names the node where the attribute is missing or of another type.
/// </summary>
internal sealed class NodeAttributes
{
    private readonly IDictionary<string, AttrValue> values;
    private readonly OperationSignature? signature;
    private readonly string where;
    private readonly ReaderLimits limits;

    internal NodeAttributes(IDictionary<string, AttrValue> values, OperationSignature? signature, string where, ReaderLimits limits)
    {
        this.values = values;
        this.signature = signature;
        this.where = where;
        this.limits = limits;
    }

    /// <summary>Names of the attributes that the file gives, sorted.</summary>
    public IEnumerable<string> Names => values.Keys.Order(StringComparer.Ordinal);

    internal IDictionary<string, AttrValue> Values => values;

    /// <summary>Whether the file gives the attribute, or the operation has a default for it.</summary>
    public bool Contains(string name) => Find(name) is not null;

    public long Integer(string name) => Require(name, AttrValue.ValueOneofCase.I).I;

    public float Float(string name) => Require(name, AttrValue.ValueOneofCase.F).F;

    public bool Boolean(string name) => Require(name, AttrValue.ValueOneofCase.B).B;

    /// <summary>A string attribute, read as UTF-8.</summary>
    public string Text(string name) => Require(name, AttrValue.ValueOneofCase.S).S.ToString(Encoding.UTF8);

    public ReadOnlyMemory<byte> Bytes(string name) => Require(name, AttrValue.ValueOneofCase.S).S.Memory;

    public ElementType ElementType(string name) => Require(name, AttrValue.ValueOneofCase.Type).Type.ToElementType(Where(name));

    public Shape Shape(string name) => Require(name, AttrValue.ValueOneofCase.Shape).Shape.ToShape(Where(name), limits);

    /// <summary>A constant's value; its bytes are those of the file.</summary>
    public Tensor Tensor(string name) => TensorDecoder.Decode(Require(name, AttrValue.ValueOneofCase.Tensor).Tensor, where, limits);

    /// <summary>
    /// Type and shape of a tensor of numbers that the file writes much shorter than it is; null for others, which <see cref="Tensor"/>
    /// reads.
    /// </summary>
    public (ElementType Type, Shape Shape)? Expanded(string name)
    {
        var message = Require(name, AttrValue.ValueOneofCase.Tensor).Tensor;
        return TensorDecoder.IsExpanded(message, where, limits)
            ? (message.Dtype.ToElementType(where), message.TensorShape.ToShape(where, limits)) : null;
    }

    public FunctionReference Function(string name) => new(Require(name, AttrValue.ValueOneofCase.Func).Func);

    public ImmutableArray<long> Integers(string name) => [.. List(name).I];

    public ImmutableArray<float> Floats(string name) => [.. List(name).F];

    public ImmutableArray<bool> Booleans(string name) => [.. List(name).B];

    public ImmutableArray<string> Texts(string name) => [.. List(name).S.Select(text => text.ToString(Encoding.UTF8))];

    public ImmutableArray<ElementType> ElementTypes(string name) => [.. List(name).Type.Select(type => type.ToElementType(Where(name)))];

    public ImmutableArray<Shape> Shapes(string name) => [.. List(name).Shape.Select(shape => shape.ToShape(Where(name), limits))];

    public ImmutableArray<Tensor> Tensors(string name) =>
        [.. List(name).Tensor.Select(tensor => TensorDecoder.Decode(tensor, where, limits))];

    public ImmutableArray<FunctionReference> Functions(string name) =>
        [.. List(name).Func.Select(function => new FunctionReference(function))];

    /// <summary>An attribute that counts tensors which the node gives or takes.</summary>
    /// <exception cref="OctavoException">It counts more than a node may have.</exception>
    public int PortCount(string name)
    {
        var count = Integer(name);
        return count <= limits.MaximumPorts
            ? (int)Math.Max(count, 0)
            : throw new OctavoException(ErrorKind.MalformedModel, "An attribute counts too many tensors for one node.", Where(name),
                $"at most {limits.MaximumPorts}", $"{count}");
    }

    /// <summary>Number of elements of an attribute that is a list of types, integers, shapes or functions.</summary>
    public int ListLength(string name)
    {
        var list = List(name);
        return Math.Max(Math.Max(list.Type.Count, list.I.Count), Math.Max(list.Shape.Count, list.Func.Count));
    }

    /// <summary>For an attribute that may be absent, such as those that begin with an underscore.</summary>
    public bool TryInteger(string name, out long value)
    {
        var found = Find(name) is { ValueCase: AttrValue.ValueOneofCase.I } attribute ? attribute : null;
        value = found?.I ?? 0;
        return found is not null;
    }

    /// <inheritdoc cref="TryInteger"/>
    public bool TryText(string name, [NotNullWhen(true)] out string? value)
    {
        value = Find(name) is { ValueCase: AttrValue.ValueOneofCase.S } found ? found.S.ToString(Encoding.UTF8) : null;
        return value is not null;
    }

    /// <inheritdoc cref="TryInteger"/>
    public bool TryElementType(string name, out ElementType value)
    {
        var found = Find(name) is { ValueCase: AttrValue.ValueOneofCase.Type } attribute && attribute.Type != DataType.DtInvalid;
        value = found ? ElementType(name) : default;
        return found;
    }

    /// <inheritdoc cref="TryInteger"/>
    public bool TryShape(string name, out Shape value)
    {
        var found = Find(name) is { ValueCase: AttrValue.ValueOneofCase.Shape };
        value = found ? Shape(name) : Octavo.Shape.Unknown;
        return found;
    }

    internal NodeAttributes At(string place) => new(values, signature, place, limits);

    private AttrValue? Find(string name) => values.TryGetValue(name, out var value) ? value : AttributeDefaults.Of(signature, name);

    private AttrValue.Types.ListValue List(string name) => Require(name, AttrValue.ValueOneofCase.List).List;

    private string Where(string name) => $"{where}, attribute '{name}'";

    private AttrValue Require(string name, AttrValue.ValueOneofCase kind)
    {
        var found = Find(name);
        return found?.ValueCase == kind
            ? found
            : throw new OctavoException(
                ErrorKind.MalformedModel, found is null ? $"Attribute '{name}' is missing." : $"Attribute '{name}' has another type.",
                where,
                Describe(kind), found is null ? NearestName.Sorted(values.Keys) : Describe(found.ValueCase));
    }

    private static string Describe(AttrValue.ValueOneofCase kind) => kind switch
    {
        AttrValue.ValueOneofCase.S => "text",
        AttrValue.ValueOneofCase.I => "an integer",
        AttrValue.ValueOneofCase.F => "a float",
        AttrValue.ValueOneofCase.B => "a boolean",
        AttrValue.ValueOneofCase.Type => "a data type",
        AttrValue.ValueOneofCase.Shape => "a shape",
        AttrValue.ValueOneofCase.Tensor => "a tensor",
        AttrValue.ValueOneofCase.Func => "a function",
        AttrValue.ValueOneofCase.List => "a list",
        AttrValue.ValueOneofCase.Placeholder => "a function's own attribute",
        _ => "nothing",
    };
}
