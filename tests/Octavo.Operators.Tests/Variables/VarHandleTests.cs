using Octavo.FlatBuffers;
using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators.Tests;

public sealed class VarHandleTests
{
    [Fact]
    public void Options_keep_the_container_and_the_name()
    {
        var handle = new VarHandle("box", "state");
        Assert.Equal(handle, VarHandle.Read(handle.Write()));
        Assert.Equal(new VarHandle("", ""), VarHandle.Read(new VarHandleOptions()));
    }

    [Fact]
    public void Equal_names_in_other_containers_are_other_resources()
    {
        Assert.NotEqual(new VarHandle("", "state").Resource, new VarHandle("box", "state").Resource);
        Assert.Equal("variable 'state' of container 'box'", new VarHandle("box", "state").Resource.ToString());
    }

    [Fact]
    public void A_handle_of_another_type_has_no_kernel()
    {
        var edit = new GraphEdit(new Graph("main"));
        var node = edit.AddNode("handle", new VarHandle("", "state"), [], [edit.NewValue("handle", ElementType.Int32, Shape.Scalar)]);
        Assert.Null(KernelSelection.Choose(node, out var reason));
        Assert.Contains("not Resource", reason, StringComparison.Ordinal);
    }
}
