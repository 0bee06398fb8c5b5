namespace Octavo.Kernels.Tests;

public sealed class MatrixTranspositionTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 40)]
    [InlineData(16, 16)]
    [InlineData(17, 33)]
    [InlineData(48, 31)]
    [InlineData(64, 128)]
    public void Every_element_goes_to_the_mirrored_place_with_its_bits(int rows, int columns)
    {
        var source = Enumerable.Range(0, rows * columns)
            .Select(index => BitConverter.UInt32BitsToSingle((uint)((index * 2654435761L) ^ 0x7F800000))).ToArray();
        var target = new float[source.Length];
        MatrixTransposition.Run(source, target, rows, columns);
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                Assert.Equal(BitConverter.SingleToUInt32Bits(source[(row * columns) + column]),
                    BitConverter.SingleToUInt32Bits(target[(column * rows) + row]));
            }
        }
    }

    [Fact]
    public void Matrices_of_another_size_are_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => MatrixTransposition.Run(new float[6], new float[5], 2, 3));
}
