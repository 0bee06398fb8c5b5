using System.Reflection;
using Octavo.Graphs;

namespace Octavo.Operators.Tests;

public sealed class PackedFormTests
{
    private static readonly IReadOnlyList<Type> Forms = [.. typeof(PackedForm<>).Assembly.GetTypes().Where(IsForm)];

    [Fact]
    public void All_that_a_form_packs_from_is_compared_by_value_but_constants_are_by_identity()
    {
        Assert.True(Forms.Count > 8, $"{Forms.Count} forms");
        Assert.All(
            Forms.SelectMany(form => form.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)),
            field => Assert.True(IsCompared(field.FieldType), $"{field.DeclaringType}: {field.FieldType} is no value"));
    }

    [Fact]
    public void Lists_of_the_same_constants_are_equal_and_of_others_are_not()
    {
        var (one, other) = (Number(1), Number(1));
        Assert.Equal(new ConstantList(one, other), new ConstantList(one, other));
        Assert.Equal(new ConstantList(one, other).GetHashCode(), new ConstantList(one, other).GetHashCode());
        Assert.NotEqual(new ConstantList(one, other), new ConstantList(other, one));
        Assert.NotEqual(new ConstantList(one), new ConstantList(one, one));
    }

    private static Constant Number(float value) => Constant.From(Tensors.Tensor.Scalar(value));

    private static bool IsForm(Type type) =>
        type is { IsAbstract: false, BaseType.IsGenericType: true } && type.BaseType.GetGenericTypeDefinition() == typeof(PackedForm<>);

    private static bool IsCompared(Type type) =>
        type.IsPrimitive || type.IsEnum || type == typeof(ConstantList) || type == typeof(Constant)
        || (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ValueList<>));
}
