using Octavo.Tensors;

namespace Octavo.Graphs.Tests;

/// <summary>Constants made of constants: late, but neither deep nor computed again and again.</summary>
public sealed class DerivedConstantTests
{
    [Fact]
    public void A_chain_of_any_depth_is_evaluated()
    {
        var constant = Constant.From(Tensor.Scalar(0f));
        for (var step = 0; step < 100_000; step++)
        {
            constant =
                constant.Derive(ElementType.Float32, Shape.Scalar, "one more", tensor => Tensor.Scalar(tensor.Values<float>()[0] + 1));
        }

        Assert.Equal(100_000f, constant.Evaluate().Values<float>()[0]);
        Assert.InRange(constant.Origin.Length, 1, 500);
    }

    [Fact]
    public void What_is_made_twice_of_the_one_before_is_computed_a_bounded_number_of_times()
    {
        var count = 0;
        var constant = Constant.From(Tensor.Scalar(1f));
        for (var step = 0; step < 60; step++)
        {
            var before = constant;
            constant = Constant.Lazy(ElementType.Float32, Shape.Scalar, "doubled", () => Sum(before), before, before);
        }

        Assert.Equal(MathF.Pow(2, 60), constant.Evaluate().Values<float>()[0]);
        Assert.InRange(count, 60, 4000);

        Tensor Sum(Constant before)
        {
            count++;
            return Tensor.Scalar(before.Evaluate().Values<float>()[0] + before.Evaluate().Values<float>()[0]);
        }
    }

    [Fact]
    public void Names_of_the_users_model_stay_with_what_is_made_of_it()
    {
        var kernel = Constant.From(Tensor.Scalar(1f)).Named("conv1/kernel");
        var scale = Constant.From(Tensor.Scalar(2f)).Named("conv1/scale");
        var derived = kernel.Derive(ElementType.Float32, Shape.Scalar, "transposed", tensor => tensor);
        var joined = Constant.Lazy(ElementType.Float32, Shape.Scalar, "scaled", () => Tensor.Scalar(2f), derived, scale, kernel, null);
        Assert.Equal(["conv1/kernel"], derived.SourceNames.ToArray());
        Assert.Equal(["conv1/kernel", "conv1/scale"], joined.SourceNames.ToArray());
        Assert.Empty(Constant.From(Tensor.Scalar(1f)).SourceNames);
    }
}
