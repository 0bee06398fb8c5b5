namespace Octavo.TensorFlow;

/// <summary>
/// Sends a tensor into one of two branches; where the condition is known, such as a training flag's default, the other branch is left out.
/// </summary>
internal sealed class SwitchImporter : IImporter
{
    public IReadOnlyList<string> Operations { get; } = ["RefSwitch", "Switch"];

    public void Import(ImportContext context)
    {
        var condition = context.Known(1) is { } known ? context.Elements<byte>(known, "the predicate")[0]
            : throw context.Unsupported("which branch is taken depends on the model's inputs");
        var taken = condition != 0 ? 1 : 0;
        context.LeaveOut(1 - taken);
        if (context.HasValue(0))
        {
            context.SetOutput(taken, context.Input(0));
        }
    }
}
