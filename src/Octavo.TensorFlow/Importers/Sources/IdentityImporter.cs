namespace Octavo.TensorFlow;

/// <summary>Operations that hand their inputs on, as far as inference goes.</summary>
internal sealed class IdentityImporter : IImporter
{
    public IReadOnlyList<string> Operations { get; } =
    [
        "CheckNumerics", "DeepCopy", "EnsureShape", "GuaranteeConst", "Identity", "IdentityN", "PlaceholderWithDefault", "PreventGradient",
        "Print", "RefIdentity",
        "Snapshot", "StopGradient",
    ];

    public void Import(ImportContext context)
    {
        // TensorFlow's list of operations leaves out StopGradient and PreventGradient; whatever is not in it hands one tensor on.
        for (var index = 0; index < Math.Max(1, context.Node.OutputCount); index++)
        {
            if (context.ListOf(index) is { } list)
            {
                context.SetList(index, list);
            }
            else if (!IsHandle(context, index))
            {
                context.SetOutput(index, context.Input(index));
            }
        }
    }

    /// <summary>Handles of variables are followed by those who read the variable.</summary>
    private static bool IsHandle(ImportContext context, int index) =>
        context.Node.Operation is "Identity" or "IdentityN" && !context.HasValue(index) && !context.IsReference(index);
}
