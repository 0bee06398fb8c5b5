using System.Collections;
using System.Collections.Immutable;

namespace Octavo.Operators;

/// <summary>
/// A list of attribute values that equals every list with equal elements, so that records which hold one compare by content.
/// </summary>
internal readonly struct ValueList<T>(params ReadOnlySpan<T> values) : IEquatable<ValueList<T>>, IReadOnlyList<T>
    where T : IEquatable<T>
{
    private readonly ImmutableArray<T> values = [.. values];

    public int Count => values.IsDefault ? 0 : values.Length;

    public T this[int index] => values[index];

    public ReadOnlySpan<T> AsSpan() => values.IsDefault ? [] : values.AsSpan();

    public bool Equals(ValueList<T> other) => AsSpan().SequenceEqual(other.AsSpan());

    public override bool Equals(object? obj) => obj is ValueList<T> other && Equals(other);

    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var value in AsSpan())
        {
            hash.Add(value);
        }

        return hash.ToHashCode();
    }

    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)(values.IsDefault ? [] : values)).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString() => $"[{string.Join(',', AsSpan().ToArray())}]";

    public static bool operator ==(ValueList<T> left, ValueList<T> right) => left.Equals(right);

    public static bool operator !=(ValueList<T> left, ValueList<T> right) => !left.Equals(right);
}
