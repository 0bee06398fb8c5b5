using Octavo.Operators;

namespace Octavo.TensorFlow;

/// <summary>How many elements a list has, and what they look like.</summary>
internal sealed class ListLengthImporter : IImporter
{
    public IReadOnlyList<string> Operations { get; } = ["TensorArraySizeV3", "TensorListElementShape", "TensorListLength"];

    public void Import(ImportContext context)
    {
        var input = context.Node.Operation == "TensorArraySizeV3" ? 1 : 0;
        if (context.Node.Operation == "TensorListElementShape")
        {
            var list = context.RequireList(0);
            context.SetOutput(0,
                context.Cast(context.Part(context.SizesOf(list), 1, context.RequireRank(list).Rank),
                    context.Attributes.ElementType("shape_type")));
        }
        else
        {
            context.SetOutput(0, context.ListOf(input) is { Length: { } length } ? length : context.SizeOf(context.RequireList(input), 0));
        }
    }
}
