using System.Globalization;

namespace Octavo.Tensors;

/// <summary>How the elements of an .npy array are stored: NumPy's type string, for example <c>&lt;f4</c> or <c>|S7</c>.</summary>
/// <param name="Type">The element type it is read as; <see cref="ElementType.String"/> for byte strings and unicode.</param>
/// <param name="ItemSize">Bytes of one element in the file.</param>
/// <param name="IsBigEndian">Whether numbers (and code points) have their high byte first.</param>
/// <param name="IsUnicode">Strings of UCS-4 code points instead of bytes.</param>
internal sealed record NpyElement(ElementType Type, int ItemSize, bool IsBigEndian = false, bool IsUnicode = false)
{
    private static readonly Dictionary<string, ElementType> Numbers = new(StringComparer.Ordinal)
    {
        ["b1"] = ElementType.Boolean,
        ["i1"] = ElementType.Int8,
        ["i2"] = ElementType.Int16,
        ["i4"] = ElementType.Int32,
        ["i8"] = ElementType.Int64,
        ["u1"] = ElementType.UInt8,
        ["u2"] = ElementType.UInt16,
        ["u4"] = ElementType.UInt32,
        ["u8"] = ElementType.UInt64,
        ["f2"] = ElementType.Float16,
        ["f4"] = ElementType.Float32,
        ["f8"] = ElementType.Float64,
        ["c8"] = ElementType.Complex64,
        ["c16"] = ElementType.Complex128,
    };

    private static readonly Dictionary<char, string> Unsupported = new()
    {
        ['O'] = "objects, which are pickled programs and never read",
        ['V'] = "raw bytes or structures",
        ['M'] = "dates",
        ['m'] = "time spans",
        ['g'] = "extended precision",
    };

    /// <summary>Bytes of the unit whose bytes are swapped: half an element for complex numbers, a code point for unicode.</summary>
    public int SwapSize =>
        IsUnicode ? 4 : Type is ElementType.Complex64 or ElementType.Complex128 ? ItemSize / 2 : Type == ElementType.String ? 1 : ItemSize;

    public static NpyElement Parse(string description, string where)
    {
        var order = description.Length > 0 && "<>|=".Contains(description[0], StringComparison.Ordinal) ? description[0] : '=';
        var name = description.TrimStart('<', '>', '|', '=');
        if (Numbers.TryGetValue(name, out var type))
        {
            return new NpyElement(type, (int)type.SizeInBytes(1), order == '>');
        }

        if (name.Length > 1 && name[0] is 'S' or 'U' or 'a'
            && int.TryParse(name.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var length) && length <= int.MaxValue / 4)
        {
            var unicode = name[0] == 'U';
            return new NpyElement(ElementType.String, unicode ? 4 * length : length, order == '>', unicode);
        }

        throw new OctavoException(
            ErrorKind.InvalidData,
            name.Length > 0 && Unsupported.TryGetValue(name[0], out var reason) ? $"The array holds {reason}."
                : "The array has an unknown element type.",
            where,
            "one of b1, i1-i8, u1-u8, f2, f4, f8, c8, c16, S<n>, U<n>",
            $"'{description}'");
    }

    /// <summary>The type string under which elements of a type are written.</summary>
    public static string Describe(ElementType type, int itemSize)
    {
        if (type == ElementType.String)
        {
            return $"|S{itemSize}";
        }

        var name = Numbers.First(pair => pair.Value == type).Key;
        return (itemSize == 1 ? "|" : "<") + name;
    }
}
