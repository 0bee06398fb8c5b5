namespace Octavo.Kernels.Tests;

public sealed unsafe class FilterMemoryTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(10)]
    [InlineData(33)]
    public void The_newest_value_replaces_the_oldest_and_both_forms_weigh_all_with_the_same_bits(int memory)
    {
        var before = RandomValues.Floats(memory, 1).ToArray();
        var weights = RandomValues.Floats(memory, 2);
        const float newest = 0.75f;
        float[] after = [.. before[1..], newest];
        var (exact, magnitude) = (0.0, 0.0);
        for (var moment = 0; moment < memory; moment++)
        {
            exact += (double)after[moment] * weights.Span[moment];
            magnitude += Math.Abs((double)after[moment] * weights.Span[moment]);
        }

        var sums = new List<float>();
        foreach (var mode in new[] { KernelMode.Reference, KernelMode.Fastest })
        {
            var values = new NativeArray<float>(memory);
            before.CopyTo(values.Span);
            sums.Add(FilterMemory.Remember(values.Pointer, newest, weights.Pointer, memory, mode));
            Assert.Equal(after, values.ToArray());
        }

        Assert.Equal(BitConverter.SingleToInt32Bits(sums[0]), BitConverter.SingleToInt32Bits(sums[1]));
        Assert.InRange(sums[0], exact - (Math.Pow(2, -24) * (memory + 1) * magnitude),
            exact + (Math.Pow(2, -24) * (memory + 1) * magnitude));
    }
}
