using System.Text;

namespace Octavo.Graphs;

/// <summary>
/// A kind of computation with its attributes. An immutable record: equal attributes make equal operators, so nodes can be compared and
/// merged. Attributes are scalars, strings, <see cref="Shape"/>s and immutable arrays in value types of their own; never plain arrays.
/// </summary>
internal abstract record Operator
{
    /// <summary>The name that the field knows: TFLite's, for example <c>CONV_2D</c>; unique among all operators of the catalogue.</summary>
    public abstract string Name { get; }

    /// <summary>The name and the attributes: <c>SOFTMAX { Beta = 1 }</c>.</summary>
    public string Describe()
    {
        var text = ToString();
        var attributes = text.IndexOf('{', StringComparison.Ordinal);
        return attributes < 0 || text[attributes..] is "{ }" ? Name : $"{Name} {text[attributes..]}";
    }

    /// <summary>The name is no attribute.</summary>
    protected virtual bool PrintMembers(StringBuilder builder) => false;
}
