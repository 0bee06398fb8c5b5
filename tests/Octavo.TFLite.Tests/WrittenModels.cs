using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.TFLite.Tests;

/// <summary>Small models to write.</summary>
internal static class WrittenModels
{
    /// <summary>One graph with one input <c>x</c>, to which nodes are added.</summary>
    public static (Model Model, GraphEdit Edit, Value Input) Start(ElementType type, Shape shape)
    {
        var model = new Model();
        model.Subgraphs.Add(new Graph("main"));
        var edit = new GraphEdit(model.Main);
        return (model, edit, edit.AddInput("x", type, shape));
    }

    /// <summary>x + constant.</summary>
    public static Model Sum(Constant constant, string name = "constant")
    {
        var (model, edit, input) = Start(constant.ElementType, constant.Shape);
        edit.AddOutput(Add(edit, input, edit.AddConstant(name, constant), "sum"));
        return model;
    }

    public static Value Add(GraphEdit edit, Value left, Value right, string name)
    {
        var output = edit.NewValue(name, left.ElementType, left.Shape);
        edit.AddNode(name, new Add(FusedActivation.None, true), [left, right], [output]);
        return output;
    }

    public static Model Read(Model model, ModelWriterOptions? options = null) => File(model, options).Model;

    public static TFLiteFile File(Model model, ModelWriterOptions? options = null) =>
        TFLiteFile.Read(ModelWriter.ToBytes(model, options), "written");
}
