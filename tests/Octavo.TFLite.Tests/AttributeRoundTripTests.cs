using System.Reflection;
using Octavo.FlatBuffers;
using Octavo.Graphs;
using Octavo.Operators;

namespace Octavo.TFLite.Tests;

/// <summary>
/// Every attribute of every operator comes back from a file as it was written, with a value that it does not have by itself.
/// </summary>
public sealed class AttributeRoundTripTests
{
    /// <summary>Attributes that no file holds by themselves, and why.</summary>
    private static readonly Dictionary<string, string> NotAlone = new(StringComparer.Ordinal)
    {
        ["Bitcast.To"] = "the type of the output says it",
        ["Cast.From"] = "a file names both types or neither",
        ["Cast.To"] = "a file names both types or neither",
    };

    public static TheoryData<string> Operators => [.. OperatorCatalog.All.Select(descriptor => descriptor.Type.Name)];

    [Theory]
    [MemberData(nameof(Operators))]
    public void Each_attribute_survives(string name)
    {
        var descriptor = OperatorCatalog.All.Single(candidate => candidate.Type.Name == name);
        var plain = descriptor.Read(null);
        Assert.Equal(plain, descriptor.Read(Stored(descriptor.Write(plain))));
        foreach (var attribute in Attributes(descriptor.Type))
        {
            foreach (var value in OtherValues(attribute, attribute.GetValue(plain)))
            {
                var changed = With(plain, attribute, value);
                Assert.NotEqual(plain, changed);
                Assert.Equal(changed, descriptor.Read(Stored(descriptor.Write(changed))));
            }
        }
    }

    [Fact]
    public void All_attributes_at_once_survive() => Assert.All(OperatorCatalog.All, descriptor =>
    {
        var plain = descriptor.Read(null);
        var changed = Attributes(descriptor.Type)
            .Aggregate(plain, (current, attribute) => With(current, attribute, OtherValues(attribute, attribute.GetValue(plain)).First()));
        Assert.Equal(changed, descriptor.Read(Stored(descriptor.Write(changed))));
    });

    [Theory]
    [InlineData(ElementType.Int8, ElementType.Float32)]
    [InlineData(ElementType.Float32, ElementType.Int64)]
    [InlineData(ElementType.Boolean, ElementType.Float16)]
    public void Both_types_of_a_cast_survive_together(ElementType from, ElementType to)
    {
        var cast = new Cast(from, to);
        Assert.Equal(cast, Cast.Read((CastOptions)Stored(cast.Write())!));
    }

    private static IEnumerable<PropertyInfo> Attributes(Type type) => type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(property => property.SetMethod is { IsPublic: true } && property.PropertyType != typeof(GraphReference)
            && !NotAlone.ContainsKey($"{type.Name}.{property.Name}"));

    /// <summary>A copy of a record with one member changed.</summary>
    private static Operator With(Operator plain, PropertyInfo attribute, object? value)
    {
        var copy = (Operator)plain.GetType().GetMethod("<Clone>$", BindingFlags.Public | BindingFlags.Instance)!.Invoke(plain, null)!;
        attribute.SetValue(copy, value);
        return copy;
    }

    /// <summary>The table as a file gives it back.</summary>
    private static ISchemaTable? Stored(ISchemaTable? options)
    {
        if (options is null)
        {
            return null;
        }

        var builder = new FlatBufferBuilder();
        builder.Finish(options.Write(builder), "TEST");
        var read = options.GetType().GetMethod("Read", BindingFlags.Public | BindingFlags.Static)!;
        return (ISchemaTable)read.Invoke(null, [FlatBuffer.Root(builder.ToArray(), "TEST")])!;
    }

    private static IEnumerable<object> OtherValues(PropertyInfo attribute, object? own)
    {
        var type = Nullable.GetUnderlyingType(attribute.PropertyType) ?? attribute.PropertyType;
        return type == typeof(bool) ? [!(bool)(own ?? false)]
            : type == typeof(int) ? [(int)(own ?? 0) + 1, (int)(own ?? 0) + 3]
            : type == typeof(long) ? [(long)(own ?? 0L) + (1L << 40)]
            : type == typeof(float) ? [(float)(own ?? 0f) + 0.375f]
            : type == typeof(string) ? ["another name"]
            : type == typeof(Shape) ? [new Shape(2, 3)]
            : type == typeof(ValueList<int>) ? [new ValueList<int>(3, 1)]
            : type == typeof(ValueList<float>) ? [new ValueList<float>(0.5f, 2f)]
            : type.IsEnum ? Enum.GetValues(type).Cast<object>().Where(value => !value.Equals(own)).Take(3)
            : throw new NotSupportedException(
                $"{attribute.DeclaringType!.Name}.{attribute.Name}: no other value of {type.Name} is known to this test");
    }
}
