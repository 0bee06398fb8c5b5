using Octavo.Operators;

namespace Octavo.TensorFlow;

/// <summary>Folds rows into numbered segments.</summary>
internal sealed class UnsortedSegmentImporter : IImporter
{
    public IReadOnlyList<string> Operations { get; } =
        ["UnsortedSegmentMax", "UnsortedSegmentMin", "UnsortedSegmentProd", "UnsortedSegmentSum"];

    public void Import(ImportContext context)
    {
        UnsortedSegmentOperator @operator = context.Node.Operation switch
        {
            "UnsortedSegmentMax" => new UnsortedSegmentMax(),
            "UnsortedSegmentMin" => new UnsortedSegmentMin(),
            "UnsortedSegmentProd" => new UnsortedSegmentProd(),
            _ => new UnsortedSegmentSum(),
        };
        SegmentTypes.Require(context, context.Input(0));
        context.SetOutput(0,
            context.Emit(@operator, context.Input(0), context.AsInt32(context.Input(1)), context.AsInt32(context.Input(2))));
    }
}
