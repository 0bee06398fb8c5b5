namespace Octavo.FlatBuffers;

/// <summary>
/// Stands for a union member whose code the schema does not know: the code is kept, the contents cannot be read or written.
/// </summary>
internal sealed class UnknownUnionMember(string union, byte code) : ISchemaTable
{
    public string Union => union;

    public byte Code => code;

    public string SchemaName => $"{union}({code})";

    public IEnumerable<KeyValuePair<string, object?>> Fields => [];

    /// <exception cref="FlatBufferException">Always: the layout of the contents is not known.</exception>
    public int Write(FlatBufferBuilder builder) =>
        throw new FlatBufferException($"a member of the union {union} cannot be written", null, "a code of the schema", $"code {code}");
}
