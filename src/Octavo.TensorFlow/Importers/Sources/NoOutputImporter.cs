namespace Octavo.TensorFlow;

/// <summary>Operations that give no tensor: what they check or order has no place in a file for inference.</summary>
internal sealed class NoOutputImporter : IImporter
{
    public IReadOnlyList<string> Operations { get; } = ["Assert", "NoOp", "TensorArrayCloseV3"];

    public void Import(ImportContext context)
    {
    }
}
