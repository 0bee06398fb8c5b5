namespace Octavo.SchemaGenerator;

public sealed record SchemaField(
    string Name, int Slot, string Type, string? Of, string? Enum, string? Union, string? Storage, bool HoldsTables,
    string? Default, int ForceAlign, bool Deprecated, string? NewerThan)
{
    /// <summary>Upper camel case: builtin_options_2 becomes BuiltinOptions2.</summary>
    public string PropertyName => string.Concat(Name.Split('_').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));

    public bool IsBytes => Type == "vector" && Of == "uint8";

    /// <summary>Byte vectors with the alignment of weights are big: their bytes may be streamed while the file is written.</summary>
    public bool IsStreamed => IsBytes && ForceAlign >= 16;

    public bool IsInline => Type is "enum" or "union-type" || Scalars.Sizes.ContainsKey(Type);

    public int InlineSize => IsInline ? Scalars.Sizes[Storage ?? Type] : 4;
}
