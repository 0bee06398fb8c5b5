namespace Octavo.FlatBuffers;

/// <summary>The alternatives of one union of the schema: code to reader, type to code.</summary>
internal sealed class SchemaUnion
{
    private readonly Dictionary<byte, SchemaUnionMember> byCode;
    private readonly Dictionary<Type, byte> codes;

    internal SchemaUnion(string name, SchemaUnionMember[] members)
    {
        Name = name;
        Members = members;
        byCode = members.ToDictionary(member => member.Code);
        codes = members.ToDictionary(member => member.Type, member => member.Code);
    }

    public string Name { get; }

    /// <summary>By ascending code; code 0, "none", is not among them.</summary>
    public IReadOnlyList<SchemaUnionMember> Members { get; }

    /// <summary>0 for null.</summary>
    /// <exception cref="ArgumentException">The table is not a member of this union.</exception>
    public byte CodeOf(ISchemaTable? member) => member switch
    {
        null => 0,
        UnknownUnionMember unknown when unknown.Union == Name => unknown.Code,
        _ when codes.TryGetValue(member.GetType(), out var code) => code,
        _ => throw new ArgumentException($"{member.SchemaName} is not a member of the union {Name}", nameof(member)),
    };

    public bool Contains(Type table) => codes.ContainsKey(table);

    internal ISchemaTable Read(byte code, Table? table) =>
        !byCode.TryGetValue(code, out var member) ? new UnknownUnionMember(Name, code)
        : table is { } present ? member.Read(present)
        : member.CreateDefault();
}
