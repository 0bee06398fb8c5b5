namespace Octavo.FlatBuffers;

/// <summary>A table of the schema as an object.</summary>
internal interface ISchemaTable
{
    /// <summary>The table's name in the schema, such as "Conv2DOptions" or "SubGraph".</summary>
    string SchemaName { get; }

    /// <summary>
    /// Field names of the schema with their values, in slot order: numbers, enums, strings, arrays, byte memories, other tables. A union is
    /// one field, its type code is that of its value. Deprecated fields are included.
    /// </summary>
    IEnumerable<KeyValuePair<string, object?>> Fields { get; }

    /// <summary>
    /// Adds the table and what it refers to; scalars equal to their default, nulls and deprecated fields are left out. Returns the table's
    /// handle.
    /// </summary>
    int Write(FlatBufferBuilder builder);
}
