using System.Reflection;
using Octavo.Extensions.DependencyInjection;
using Octavo.Extensions.Tensors;

namespace Octavo.DocsGenerator;

/// <summary>Everything that a program can name of a package: a change of such a page is a change that users meet.</summary>
public static class PublicApiPage
{
    private const BindingFlags Own = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly HashSet<Assembly> Library = Assemblies(typeof(Converter).Assembly);

    /// <summary>
    /// The libraries that are packed and their types, sorted by name: the front door with all assemblies that it stands on, and what
    /// extends it.
    /// </summary>
    public static IReadOnlyList<(string Name, IReadOnlyList<Type> Types)> Packages { get; } =
    [
        Package(typeof(Converter).Assembly, Library),
        Extension(typeof(ModelServices).Assembly),
        Extension(typeof(InterpreterTensors).Assembly),
    ];

    public static string Text(IEnumerable<Type> types) =>
        string.Concat(types.Select(type => $"{Heading(type)}\n{string.Concat(Members(type).Select(member => $"    {member}\n"))}"));

    private static (string Name, IReadOnlyList<Type> Types) Extension(Assembly first) => Package(first, Assemblies(first).Except(Library));

    private static (string Name, IReadOnlyList<Type> Types) Package(Assembly first, IEnumerable<Assembly> assemblies) =>
        (first.GetName().Name!,
            [.. assemblies.SelectMany(assembly => assembly.GetExportedTypes()).OrderBy(type => type.FullName, StringComparer.Ordinal)]);

    private static HashSet<Assembly> Assemblies(Assembly first)
    {
        var found = new HashSet<Assembly>();
        var open = new Queue<Assembly>([first]);
        while (open.TryDequeue(out var assembly))
        {
            if (found.Add(assembly))
            {
                foreach (var name in assembly.GetReferencedAssemblies()
                    .Where(name => name.Name!.StartsWith("Octavo", StringComparison.Ordinal)))
                {
                    open.Enqueue(Assembly.Load(name));
                }
            }
        }

        return found;
    }

    private static string Heading(Type type)
    {
        var kind = type.IsEnum ? "enum" : type.IsInterface ? "interface" : type.IsValueType ? "struct"
            : typeof(Delegate).IsAssignableFrom(type) ? "delegate"
            : type is { IsAbstract: true, IsSealed: true } ? "static class" : type.IsAbstract ? "abstract class" : type.IsSealed ? "class"
                : "open class";
        return $"{kind} {Name(type, isWhole: true)}";
    }

    private static IEnumerable<string> Members(Type type) => type.IsEnum
        ? Enum.GetNames(type).Select(name => $"{name} = {Convert.ToInt64(Enum.Parse(type, name))}")
        : type.GetMembers(Own).Where(member => !IsMadeByTheCompiler(member)).Select(Describe).OfType<string>()
            .Order(StringComparer.Ordinal);

    private static bool IsMadeByTheCompiler(MemberInfo member) =>
        member.Name.Contains('<', StringComparison.Ordinal) || member is MethodInfo { IsSpecialName: true }
        && !member.Name.StartsWith("op_", StringComparison.Ordinal)
        || member.Name is "Equals" or "GetHashCode" or "ToString" or "Deconstruct" or "op_Equality" or "op_Inequality";

    private static string? Describe(MemberInfo member) => member switch
    {
        ConstructorInfo constructor => $"new({Parameters(constructor)})",
        MethodInfo method => $"{Static(method)}{Name(method.ReturnType)} {method.Name}{Arguments(method)}({Parameters(method)})",
        PropertyInfo property =>
            $"{Static(property.GetMethod ?? property.SetMethod!)}{Name(property.PropertyType)} {property.Name} {{ {Accessors(property)} }}",
        FieldInfo field => $"{(field.IsStatic ? "static " : "")}{Name(field.FieldType)} {field.Name}",
        EventInfo happening => $"event {Name(happening.EventHandlerType!)} {happening.Name}",
        _ => null,
    };

    private static string Static(MethodBase method) => method.IsStatic ? "static " : "";

    private static string Accessors(PropertyInfo property)
    {
        var isInit =
            property.SetMethod?.ReturnParameter.GetRequiredCustomModifiers().Any(modifier => modifier.Name == "IsExternalInit") == true;
        return string.Join(" ",
            new[] { property.GetMethod?.IsPublic == true ? "get;" : null,
                property.SetMethod?.IsPublic == true ? isInit ? "init;" : "set;" : null }.OfType<string>());
    }

    private static string Parameters(MethodBase method) =>
        string.Join(", ", method.GetParameters().Select(parameter => $"{Name(parameter.ParameterType)} {parameter.Name}"));

    private static string Arguments(MethodInfo method) =>
        method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(argument => argument.Name))}>" : "";

    private static string Name(Type type) => Name(type, isWhole: false);

    private static string Name(Type type, bool isWhole)
    {
        if (type.IsByRef || type.IsArray)
        {
            return $"{(type.IsByRef ? "ref " : "")}{Name(type.GetElementType()!)}{(type.IsArray ? "[]" : "")}";
        }

        if (Nullable.GetUnderlyingType(type) is { } inner)
        {
            return $"{Name(inner)}?";
        }

        var own = type.Name.Split('`')[0];
        var name = type is { IsNested: true, IsGenericParameter: false } ? $"{Name(type.DeclaringType!, isWhole)}.{own}" : isWhole
            ? $"{type.Namespace}.{own}" : own;
        return type.IsGenericType ? $"{name}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>" : name;
    }
}
