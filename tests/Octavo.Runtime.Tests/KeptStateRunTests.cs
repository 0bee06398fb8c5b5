using Octavo.Graphs;

namespace Octavo.Runtime.Tests;

/// <summary>Which states live on, as the model's metadata says.</summary>
public sealed class KeptStateRunTests
{
    [Fact]
    public void A_file_that_says_nothing_keeps_its_states()
    {
        using var model = new SharedModel(StateModel.Of("state"));
        using var interpreter = model.CreateInterpreter();
        Assert.Equal((1f, 1.5f), (StateModel.Next(interpreter), StateModel.Next(interpreter)));
    }

    [Fact]
    public void A_state_that_the_model_does_not_keep_starts_from_zeros_at_each_invocation_and_allocates_nothing()
    {
        var graphs = StateModel.Of("state");
        KeptStateNames.Of(graphs).WriteTo(graphs);
        using var model = new SharedModel(graphs);
        using var interpreter = model.CreateInterpreter();
        Assert.Equal((1f, 1f), (StateModel.Next(interpreter), StateModel.Next(interpreter)));
        var before = GC.GetAllocatedBytesForCurrentThread();
        interpreter.Invoke();
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void A_state_that_the_metadata_names_lives_on()
    {
        var graphs = StateModel.Of("state");
        new GraphEdit(graphs.Main).SetKept(graphs.Main.Nodes[0].Input(4));
        KeptStateNames.Of(graphs).WriteTo(graphs);
        using var model = new SharedModel(graphs);
        using var interpreter = model.CreateInterpreter();
        Assert.Equal((1f, 1.5f), (StateModel.Next(interpreter), StateModel.Next(interpreter)));
    }
}
