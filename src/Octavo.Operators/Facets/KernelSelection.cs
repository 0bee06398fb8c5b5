using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>
/// Chooses the facet that computes a node: the first of control, hybrid, quantized, plain integers, movement and float that answers yes.
/// </summary>
internal static class KernelSelection
{
    /// <summary>How a node is computed, as plans and profiles show it.</summary>
    public enum Kind
    {
        Control,
        Hybrid,
        Quantized,
        PlainInteger,
        Movement,
        Float,
    }

    /// <returns>Null and a reason for each facet that refused, where none can compute the node.</returns>
    public static Kind? Choose(Node node, out string reason) => Choose(node.Operator, OperandTypes.Of(node), out reason);

    /// <summary>The same for operands that no node has yet.</summary>
    public static Kind? Choose(Operator @operator, OperandTypes operands, out string reason)
    {
        var reasons = new List<string>();
        foreach (var (kind, ask) in Questions)
        {
            if (ask(@operator, operands) is { } answer)
            {
                if (answer.IsYes)
                {
                    reason = "";
                    return kind;
                }

                reasons.Add($"{NameOf(kind)} kernel: {answer.Reason}");
            }
        }

        reason = reasons.Count == 0 ? "it has no kernel" : string.Join("; ", reasons);
        return null;
    }

    /// <summary>Prepares the chosen kernel.</summary>
    /// <exception cref="OctavoException">No kernel can compute the node (kind UnsupportedOperator).</exception>
    public static Step Prepare(KernelContext context)
    {
        var kind = Choose(context.Node, out var reason) ?? throw Unsupported(context.Node, reason);
        return kind switch
        {
            Kind.Control => ((IControlKernel)context.Node.Operator).PrepareControl(context),
            Kind.Hybrid => ((IHybridKernel)context.Node.Operator).PrepareHybrid(context),
            Kind.Quantized => ((IQuantizedKernel)context.Node.Operator).PrepareQuantized(context),
            Kind.PlainInteger => ((IPlainIntegerKernel)context.Node.Operator).PreparePlainInteger(context),
            Kind.Movement => ((IMovementKernel)context.Node.Operator).PrepareMovement(context),
            _ => ((IFloatKernel)context.Node.Operator).PrepareFloat(context),
        };
    }

    private static readonly (Kind Kind, Func<Operator, OperandTypes, KernelSupport?> Ask)[] Questions =
    [
        (Kind.Control, (@operator, operands) => (@operator as IControlKernel)?.SupportControl(operands)),
        (Kind.Hybrid, (@operator, operands) => (@operator as IHybridKernel)?.SupportHybrid(operands)),
        (Kind.Quantized, (@operator, operands) => (@operator as IQuantizedKernel)?.SupportQuantized(operands)),
        (Kind.PlainInteger, (@operator, operands) => (@operator as IPlainIntegerKernel)?.SupportPlainInteger(operands)),
        (Kind.Movement, (@operator, operands) => (@operator as IMovementKernel)?.SupportMovement(operands)),
        (Kind.Float, (@operator, operands) => (@operator as IFloatKernel)?.SupportFloat(operands)),
    ];

    private static string NameOf(Kind kind) => kind == Kind.PlainInteger ? "Plain integer" : $"{kind}";

    private static OctavoException Unsupported(Node node, string reason) => new(
        ErrorKind.UnsupportedOperator, $"this node cannot be run ({reason})", node.Where,
        found: string.Join(", ", node.Inputs.Select(input => input is null ? "absent" : $"{input.ElementType} {input.Shape}")),
        hint: "The file can still be inspected and quantized.");
}
