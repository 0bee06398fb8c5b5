namespace Octavo.TensorFlow;

/// <summary>A loop, and with it one of TensorFlow 1's frames.</summary>
internal sealed class WhileImporter : IImporter
{
    public IReadOnlyList<string> Operations { get; } = ["StatelessWhile", "While"];

    public void Import(ImportContext context)
    {
        var graphs = context.Source.Bodies(context.Node);
        new LoopImport(context, graphs[0], graphs[1]).Run();
    }
}
