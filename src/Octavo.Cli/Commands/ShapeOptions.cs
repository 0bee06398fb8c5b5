using System.CommandLine;

namespace Octavo.Cli;

/// <summary>The options that resize a model's inputs.</summary>
internal static class ShapeOptions
{
    private const int LargestBatch = 1 << 20;

    public static readonly Option<string[]> InputShape = new("--input-shape")
    {
        Description =
            "NAME=1,224,224,3: resize an input, as LiteRT does; the name may be left out where there is one input; may be repeated.",
    };

    public static readonly Option<int?> Batch = NumberOption.Whole("--batch", "Resize the first axis of all inputs to N.", 1, LargestBatch);

    public static InputShapes Read(ParseResult arguments) =>
        InputShapes.Parse(arguments.GetValue(InputShape) ?? [], arguments.GetValue(Batch));
}
