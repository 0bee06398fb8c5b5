using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>Surrounds a tensor with its own mirror image.</summary>
internal sealed class MirrorPadImporter : IImporter
{
    public IReadOnlyList<string> Operations { get; } = ["MirrorPad"];

    public void Import(ImportContext context)
    {
        var mode = context.Attributes.Text("mode") switch
        {
            "REFLECT" => MirrorPadding.Reflect,
            "SYMMETRIC" => MirrorPadding.Symmetric,
            var other =>
                throw new OctavoException(ErrorKind.MalformedModel, "this kind of mirror image is unknown", context.Where,
                    "REFLECT or SYMMETRIC", other),
        };
        context.SetOutput(0, context.EmitMoved(new MirrorPad(mode), context.Input(0), context.Input(1)));
    }
}
