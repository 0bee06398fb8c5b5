using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;
using Octavo.TFLite;

namespace Octavo.Runtime.Tests;

/// <summary>Interpreters that show values, beside others of the same model.</summary>
public sealed class ObservingInterpreterTests
{
    private static readonly ReadOnlyMemory<byte> File = ModelWriter.ToBytes(Product());

    [Fact]
    public void Interpreters_of_one_model_share_its_weights_whether_they_show_values_or_not()
    {
        using var model = SharedModel.Open(File);
        using var plain = model.CreateInterpreter();
        Assert.Equal(14f, Invoke(plain));
        var computations = model.Weights.Computations;
        Assert.NotEqual(0, computations);
        var calls = new int[2];
        using var one = model.CreateInterpreter(new InterpreterOptions().Observe(["product"], _ => calls[0]++));
        using var other = model.CreateInterpreter(new InterpreterOptions().Observe(["product", "y"], _ => calls[1]++));
        Assert.Equal((14f, 14f), (Invoke(one), Invoke(other)));
        Assert.Equal([1, 2], calls);
        Assert.Equal(computations, model.Weights.Computations);
    }

    [Fact]
    public void An_interpreter_that_shows_nothing_allocates_nothing_beside_one_that_does()
    {
        using var model = SharedModel.Open(File);
        using var observing = model.CreateInterpreter(new InterpreterOptions().Observe(_ => true, _ => { }));
        using var plain = model.CreateInterpreter();
        foreach (var interpreter in new[] { plain, observing })
        {
            interpreter.Invoke();
            var before = GC.GetAllocatedBytesForCurrentThread();
            interpreter.Invoke();
            Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        }

        Assert.Equal(["FULLY_CONNECTED", "NEG"], plain.InvokeProfiled().Select(step => step.Operator));
    }

    [Fact]
    public void The_model_lives_as_long_as_an_interpreter_that_shows_values()
    {
        var model = SharedModel.Open(File);
        var calls = 0;
        using var interpreter = model.CreateInterpreter(new InterpreterOptions().Observe(["y"], _ => calls++));
        model.Dispose();
        Assert.Equal(14f, Invoke(interpreter));
        using var another = interpreter.CreateAnother();
        interpreter.Dispose();
        Assert.Equal(14f, Invoke(another));
        Assert.Equal(2, calls);
    }

    [Fact]
    public void Several_observers_see_what_each_asks_for()
    {
        var seen = new List<string>();
        var options = new InterpreterOptions().Observe(["y", "product"], value => seen.Add($"one {value.Value.Name}"));
        using var interpreter = Interpreter.Open(File, options.Observe(["y"], value => seen.Add($"two {value.Value.Name}")));
        interpreter.Invoke();
        Assert.Equal(["one product", "one y", "two y"], seen);
    }

    [Fact]
    public void What_an_observer_throws_comes_out_of_the_invocation_as_it_is()
    {
        var isCalm = false;
        using var interpreter = Interpreter.Open(File, new InterpreterOptions().Observe(["product"], _ => Require(isCalm)));
        Assert.Equal("enough", Assert.Throws<InvalidTimeZoneException>(interpreter.Invoke).Message);
        isCalm = true;
        Assert.Equal(14f, Invoke(interpreter));
    }

    [Theory]
    [InlineData("prodct", "product")]
    [InlineData("weights", "")]
    public void A_name_of_nothing_or_of_a_constant_is_refused(string name, string hint)
    {
        using var model = SharedModel.Open(File);
        var error = Assert.Throws<OctavoException>(() => model.CreateInterpreter(new InterpreterOptions().Observe([name], _ => { })));
        Assert.Equal(ErrorKind.Usage, error.Kind);
        Assert.Contains($"'{name}'", error.Message, StringComparison.Ordinal);
        Assert.Contains(hint, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Elements_are_read_as_what_they_are()
    {
        using var interpreter = Interpreter.Open(File, new InterpreterOptions().Observe(["product"], value => value.Elements<double>()));
        Assert.Equal(ErrorKind.Usage, Assert.Throws<OctavoException>(interpreter.Invoke).Kind);
    }

    private static void Require(bool isCalm)
    {
        if (!isCalm)
        {
            throw new InvalidTimeZoneException("enough");
        }
    }

    private static float Invoke(Interpreter interpreter)
    {
        interpreter.SetInput(0, Tensor.From(new Shape(1, 2), 2f, 2f));
        interpreter.Invoke();
        return interpreter.GetOutput<float>(0)[0];
    }

    /// <summary>y = -(weights x).</summary>
    private static Model Product()
    {
        var edit = new GraphEdit(new Graph("main"));
        var input = edit.AddInput("x", ElementType.Float32, new Shape(1, 2));
        var weights = edit.AddConstant("weights", Tensor.From<sbyte>(new Shape(1, 2), -4, -10), AffineQuantization.PerTensor(0.5f, 0));
        var product = edit.NewValue("product", ElementType.Float32, new Shape(1, 1));
        edit.AddNode("product", new FullyConnected(), [input, weights, null], [product]);
        var result = edit.NewValue("y", ElementType.Float32, new Shape(1, 1));
        edit.AddNode("y", new Neg(), [product], [result]);
        edit.AddOutput(result);
        return new Model { Subgraphs = { edit.Graph } };
    }
}
