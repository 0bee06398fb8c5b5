namespace Octavo.FlatBuffers;

/// <summary>A table of the schema that reads itself.</summary>
internal interface ISchemaTable<TSelf> : ISchemaTable
    where TSelf : class, ISchemaTable<TSelf>
{
    /// <summary>Reads the table and all below it, which is also their verification.</summary>
    /// <exception cref="FlatBufferException">Damaged, or over a limit.</exception>
    static abstract TSelf Read(Table table);
}
