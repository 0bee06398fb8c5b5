namespace Octavo.SchemaGenerator;

/// <summary>The schema's number types: C# keyword and size in bytes.</summary>
public static class Scalars
{
    public static IReadOnlyDictionary<string, string> Keywords { get; } = new Dictionary<string, string>
    {
        ["bool"] = "bool", ["int8"] = "sbyte", ["uint8"] = "byte", ["int16"] = "short", ["uint16"] = "ushort", ["int32"] = "int",
        ["uint32"] = "uint", ["int64"] = "long", ["uint64"] = "ulong", ["float32"] = "float", ["float64"] = "double",
    };

    public static IReadOnlyDictionary<string, int> Sizes { get; } = new Dictionary<string, int>
    {
        ["bool"] = 1, ["int8"] = 1, ["uint8"] = 1, ["int16"] = 2, ["uint16"] = 2, ["int32"] = 4,
        ["uint32"] = 4, ["int64"] = 8, ["uint64"] = 8, ["float32"] = 4, ["float64"] = 8,
    };
}
