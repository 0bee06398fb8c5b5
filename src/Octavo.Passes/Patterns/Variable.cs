using Octavo.Graphs;
using Octavo.Operators;

namespace Octavo.Passes;

/// <summary>Any value that is accepted; the same one wherever the variable stands.</summary>
internal sealed class Variable(Func<Value, bool>? accepts = null) : Pattern
{
    /// <summary>A value that is not constant.</summary>
    public static Variable Computed() => new(value => !value.IsConstant);

    public static Variable Constant() => new(value => value.IsConstant);

    /// <summary>A constant whose elements are all one number.</summary>
    public static Variable Number(Func<float, bool>? accepts = null) =>
        new(value => value.Number() is { } number && (accepts is null || accepts(number)));

    public override IEnumerable<Match> Find(Value value, Match match)
    {
        if (match.Bindings.TryGetValue(this, out var bound))
        {
            return ReferenceEquals(bound, value) ? [match] : [];
        }

        return value.IsPlain() && (accepts is null || accepts(value)) ? [match.With(this, value)] : [];
    }
}
