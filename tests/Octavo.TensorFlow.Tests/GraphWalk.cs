namespace Octavo.TensorFlow.Tests;

/// <summary>Looks at everything that a graph offers, and fails where its parts do not fit each other.</summary>
internal sealed class GraphWalk
{
    public int Graphs { get; private set; }

    public int Nodes { get; private set; }

    public int Constants { get; private set; }

    public int Variables { get; private set; }

    public List<string> VariablesWithoutValue { get; } = [];

    public void Walk(TensorFlowGraph graph)
    {
        Graphs++;
        var before = new HashSet<string>();
        foreach (var node in graph.Nodes)
        {
            Nodes++;
            foreach (var input in node.Inputs)
            {
                var producer = graph[input.Node];
                Assert.True(producer.OutputCount < 0 || input.Index < producer.OutputCount, $"{graph.Name}: {node} reads {input}");
                Assert.True(before.Contains(input.Node) || producer.Operation.EndsWith("NextIteration", StringComparison.Ordinal),
                    $"{graph.Name}: {node} comes before {input}");
            }

            Assert.All(node.ControlInputs, name => Assert.NotNull(graph.Find(name)));
            Assert.False(OperationKinds.IsCall(node.Operation) || graph.Library.Contains(node.Operation),
                $"{graph.Name}: {node} is a call");
            before.Add(node.Name);
            Constant(node);
            Variable(graph, node);
            foreach (var body in graph.Bodies(node))
            {
                Walk(body);
            }
        }

        Assert.All(graph.Inputs, input => Assert.Equal("Placeholder", graph[input.Value.Node].Operation));
        Assert.All(graph.Outputs, output => Assert.NotNull(graph.Find(output.Value.Node)));
    }

    private void Constant(TensorFlowNode node)
    {
        if (node.Operation == "Const")
        {
            Constants++;
            Assert.Equal(node.Attributes.ElementType("dtype"), node.Attributes.Tensor("value").ElementType);
        }
    }

    private void Variable(TensorFlowGraph graph, TensorFlowNode node)
    {
        if (!OperationKinds.IsVariableHandle(node.Operation))
        {
            return;
        }

        var variable = graph.VariableOf(new NodeOutput(node.Name, 0))!;
        Variables++;
        if (variable.HasValue)
        {
            Assert.Equal(variable.Shape, variable.Read().Shape);
        }
        else
        {
            VariablesWithoutValue.Add(variable.Name);
        }
    }
}
