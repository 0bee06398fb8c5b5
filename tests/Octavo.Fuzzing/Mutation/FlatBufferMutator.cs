using System.Reflection;
using System.Runtime.InteropServices;
using Octavo.FlatBuffers;

namespace Octavo.Fuzzing;

/// <summary>
/// Changes a field of a table of a .tflite file and writes the file anew: numbers, enums, names, lists, constants, tables that are dropped,
/// doubled, exchanged or taken from another file. The fields are those of the generated tables.
/// </summary>
internal sealed class FlatBufferMutator : IMutator
{
    private static readonly Dictionary<Type, PropertyInfo[]> Properties = [];

    /// <summary>Every table of a union, to stand where another was.</summary>
    private static readonly Type[] OptionTypes =
        [.. typeof(ISchemaTable).Assembly.GetTypes()
            .Where(type =>
                type is { IsClass: true } && typeof(ISchemaTable).IsAssignableFrom(type)
                && type.Name.EndsWith("Options", StringComparison.Ordinal)).OrderBy(type => type.Name, StringComparer.Ordinal)];

    public byte[]? Apply(byte[] bytes, byte[] donor, MutationRandom random)
    {
        ModelTable model;
        ModelTable other;
        try
        {
            model = ModelTable.Read(FlatBuffer.Root(bytes));
            other = random.Chance(15) ? ModelTable.Read(FlatBuffer.Root(donor)) : model;
        }
        catch (FlatBufferException)
        {
            return null;
        }

        var tables = Tables(model).GroupBy(table => table.GetType()).ToArray();
        var type = random.Of(tables);
        var table = random.Of(type.ToArray());
        var property = random.Of(PropertiesOf(table.GetType()));
        var changed = Change(property.PropertyType, property.GetValue(table), Tables(other).ToArray(), random);
        property.SetValue(table, changed);
        return Write(model);
    }

    private static byte[]? Write(ModelTable model)
    {
        try
        {
            var builder = new FlatBufferBuilder();
            builder.Finish(model.Write(builder), "TFL3");
            return builder.ToArray();
        }
        catch (Exception failure) when (failure is FlatBufferException or ArgumentException or NullReferenceException)
        {
            // A table of another union, or none where the format wants one: there is no such file.
            return null;
        }
    }

    private static PropertyInfo[] PropertiesOf(Type type)
    {
        if (!Properties.TryGetValue(type, out var properties))
        {
            properties = [.. type.GetProperties().Where(property => property.CanWrite && property.PropertyType != typeof(StreamedBytes))
                .OrderBy(property => property.Name, StringComparer.Ordinal)];
            Properties.Add(type, properties);
        }

        return properties;
    }

    private static IEnumerable<ISchemaTable> Tables(ISchemaTable root)
    {
        if (PropertiesOf(root.GetType()).Length != 0)
        {
            yield return root;
        }

        foreach (var (_, value) in root.Fields)
        {
            var below = value switch
            {
                ISchemaTable table => Tables(table),
                Array items when items is ISchemaTable[] => items.Cast<ISchemaTable>().SelectMany(Tables),
                _ => [],
            };
            foreach (var table in below)
            {
                yield return table;
            }
        }
    }

    private static object? Change(Type type, object? value, ISchemaTable[] others, MutationRandom random)
    {
        var kind = Nullable.GetUnderlyingType(type) ?? type;
        if (kind == typeof(ReadOnlyMemory<byte>))
        {
            return random.Chance(5) ? null : ChangedBytes((ReadOnlyMemory<byte>?)value, random);
        }

        if (kind == typeof(string))
        {
            return random.Below(4) switch { 0 => null, 1 => "", 2 => value + "x", _ => new string('y', random.Below(300)) };
        }

        if (kind.IsArray)
        {
            return ChangedArray(kind.GetElementType()!, (Array?)value, others, random);
        }

        if (typeof(ISchemaTable).IsAssignableFrom(kind))
        {
            var same = others.Where(table => kind.IsInterface ? OptionTypes.Contains(table.GetType()) : table.GetType() == kind).ToArray();
            return random.Below(4) switch
            {
                0 => null,
                1 when kind.IsInterface => Activator.CreateInstance(random.Of(OptionTypes)),
                _ => same.Length == 0 ? null : random.Of(same),
            };
        }

        return ChangedScalar(kind, value!, random);
    }

    private static object ChangedScalar(Type type, object value, MutationRandom random)
    {
        if (type.IsEnum)
        {
            var values = Enum.GetValuesAsUnderlyingType(type);
            var number = random.Chance(90) ? Convert.ToInt64(values.GetValue(random.Below(values.Length)), null) : random.Integer();
            return Enum.ToObject(type, number);
        }

        return Type.GetTypeCode(type) switch
        {
            TypeCode.Boolean => !(bool)value,
            TypeCode.Single => (float)random.Real(),
            TypeCode.Double => random.Real(),
            TypeCode.SByte => unchecked((sbyte)random.Near((sbyte)value)),
            TypeCode.Byte => unchecked((byte)random.Near((byte)value)),
            TypeCode.Int16 => unchecked((short)random.Near((short)value)),
            TypeCode.UInt16 => unchecked((ushort)random.Near((ushort)value)),
            TypeCode.Int32 => unchecked((int)random.Near((int)value)),
            TypeCode.UInt32 => unchecked((uint)random.Near((uint)value)),
            TypeCode.Int64 => random.Near((long)value),
            TypeCode.UInt64 => unchecked((ulong)random.Near((long)(ulong)value)),
            _ => value,
        };
    }

    private static Array? ChangedArray(Type element, Array? value, ISchemaTable[] others, MutationRandom random)
    {
        if (random.Chance(4))
        {
            return null;
        }

        var items = (value ?? Array.CreateInstance(element, 0)).Cast<object?>().ToList();
        var at = random.Below(items.Count);
        var fresh = typeof(ISchemaTable).IsAssignableFrom(element) ? others.Where(table => table.GetType() == element).ToArray() : null;
        switch (random.Below(8))
        {
            case 0 when items.Count != 0:
                items.RemoveAt(at);
                break;
            case 1 when items.Count != 0:
                items.Insert(at, items[at]);
                break;
            case 2 when items.Count != 0:
                var with = random.Below(items.Count);
                (items[at], items[with]) = (items[with], items[at]);
                break;
            case 3 when fresh is null:
                items.Insert(at, ChangedScalar(element, Activator.CreateInstance(element)!, random));
                break;
            case 3 when fresh!.Length != 0:
                items.Insert(at, random.Of(fresh));
                break;
            default:
                if (items.Count != 0)
                {
                    items[at] =
                        fresh is null ? ChangedScalar(element, items[at]!, random) : fresh.Length == 0 ? items[at] : random.Of(fresh);
                }

                break;
        }

        var result = Array.CreateInstance(element, items.Count);
        for (var index = 0; index < items.Count; index++)
        {
            result.SetValue(items[index], index);
        }

        return result;
    }

    /// <summary>Of a constant: mostly one of its numbers, as the elements of shapes, axes and indices are.</summary>
    private static ReadOnlyMemory<byte> ChangedBytes(ReadOnlyMemory<byte>? value, MutationRandom random)
    {
        var bytes = value?.ToArray() ?? [];
        if (bytes.Length < 4 || random.Chance(20))
        {
            return new ByteMutator().Apply(bytes, bytes, random) ?? new byte[random.Below(9)];
        }

        if (bytes.Length >= 8 && random.Chance(20))
        {
            var wide = MemoryMarshal.Cast<byte, long>(bytes.AsSpan());
            var place = random.Below(wide.Length);
            wide[place] = random.Near(wide[place]);
            return bytes;
        }

        var numbers = MemoryMarshal.Cast<byte, int>(bytes.AsSpan());
        var index = random.Below(numbers.Length);
        numbers[index] =
            random.Chance(25) ? BitConverter.SingleToInt32Bits((float)random.Real()) : unchecked((int)random.Near(numbers[index]));
        return bytes;
    }
}
