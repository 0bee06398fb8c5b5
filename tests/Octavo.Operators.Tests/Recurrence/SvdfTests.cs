using Octavo.Tensors;

namespace Octavo.Operators.Tests;

public sealed class SvdfTests
{
    [Fact]
    public void Units_are_filters_divided_by_the_rank() => Assert.Equal(new Shape(2, 3), WeightedNode.Node(
        new Svdf(2), RandomTensor.Floats(1, 2, 5), RandomTensor.Floats(2, 6, 5), RandomTensor.Floats(3, 6, 4), RandomTensor.Floats(4, 3),
        RandomTensor.Floats(5, 2, 24)).Output.Shape);

    [Theory]
    [InlineData(4, 6, 5, 6)]
    [InlineData(2, 6, 4, 6)]
    [InlineData(2, 6, 5, 8)]
    [InlineData(0, 6, 5, 6)]
    public void Filters_and_depths_that_do_not_fit_are_refused(int rank, int filters, int depth, int timeFilters) =>
        Assert.Equal(ErrorKind.Shape, Assert.Throws<OctavoException>(() => WeightedNode.Node(
            new Svdf(rank), RandomTensor.Floats(1, 2, 5), RandomTensor.Floats(2, filters, depth), RandomTensor.Floats(3, timeFilters, 4),
            null, RandomTensor.Floats(5, 2, 24))).Kind);
}
