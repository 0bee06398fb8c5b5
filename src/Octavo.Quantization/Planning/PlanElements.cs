using System.Collections.Immutable;
using Octavo.Tensors;

namespace Octavo.Quantization;

/// <summary>
/// Looks at what the JSON library takes into a plan without a question: nulls in lists, and numbers that stand for no member of an
/// enumeration.
/// </summary>
internal static class PlanElements
{
    /// <exception cref="OctavoException">An element is missing or means nothing (kind InvalidData).</exception>
    public static QuantizationPlan Require(QuantizationPlan plan, string where)
    {
        Present(plan.Nodes, "nodes", where);
        Present(plan.Values, "values", where);
        foreach (var constant in plan.Values)
        {
            var place = $"{where}, constant '{constant.Name}'";
            Defined(constant.ElementType, "element_type", place);
            Present(constant.Forms, "forms", place);
            foreach (var form in constant.Forms)
            {
                Defined(form.Placement, "placement", place);
                Present(form.Readers, "readers", place);
            }
        }

        return plan;
    }

    private static void Present<T>(ImmutableArray<T> elements, string list, string where)
        where T : class
    {
        if (elements.Any(element => element is null))
        {
            throw new OctavoException(ErrorKind.InvalidData, $"An element of '{list}' is missing.", where, "objects", "null");
        }
    }

    private static void Defined<T>(T value, string key, string where)
        where T : struct, Enum
    {
        if (!Enum.IsDefined(value))
        {
            throw new OctavoException(ErrorKind.InvalidData, $"The value of '{key}' is wrong.", where,
                string.Join(", ", Enum.GetNames<T>()), $"{value}");
        }
    }
}
