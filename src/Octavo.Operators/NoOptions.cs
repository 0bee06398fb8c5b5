using Octavo.FlatBuffers;

namespace Octavo.Operators;

/// <summary>Stands for the options of an operator that has no table in the schema; never written.</summary>
internal sealed class NoOptions : ISchemaTable
{
    public string SchemaName => "NONE";

    public IEnumerable<KeyValuePair<string, object?>> Fields => [];

    public int Write(FlatBufferBuilder builder) => throw new InvalidOperationException("An operator without options writes none.");
}
