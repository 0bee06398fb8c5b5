namespace Octavo.FlatBuffers;

/// <summary>One alternative of a union: its code in the file, its table and how it is read.</summary>
internal sealed record SchemaUnionMember(byte Code, string Name, Type Type,
    Func<Table, ISchemaTable> Read, Func<ISchemaTable> CreateDefault)
{
    internal static SchemaUnionMember Of<T>(byte code, string name)
        where T : class, ISchemaTable<T>, new() => new(code, name, typeof(T), T.Read, () => new T());
}
