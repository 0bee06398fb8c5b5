namespace Octavo.Runtime.Tests;

public sealed class ArenaLayoutTests
{
    [Fact]
    public void Buffers_that_live_at_the_same_time_never_overlap()
    {
        var random = new Random(7);
        for (var round = 0; round < 200; round++)
        {
            var buffers = Enumerable.Range(0, 40)
                .Select(_ => (First: random.Next(30), Length: random.Next(8), Size: random.Next(1, 5000)))
                .Select(part => new ArenaLayout.Buffer(part.Size, part.First, part.First + part.Length)).ToList();
            var (offsets, size) = ArenaLayout.Place(buffers);
            for (var left = 0; left < buffers.Count; left++)
            {
                Assert.Equal(0, offsets[left] % ArenaLayout.Alignment);
                Assert.True(offsets[left] + buffers[left].SizeInBytes <= size);
                for (var right = 0; right < left; right++)
                {
                    var meet = buffers[left].FirstStep <= buffers[right].LastStep && buffers[right].FirstStep <= buffers[left].LastStep;
                    var overlap = offsets[left] < offsets[right] + buffers[right].SizeInBytes
                        && offsets[right] < offsets[left] + buffers[left].SizeInBytes;
                    Assert.False(meet && overlap);
                }
            }
        }
    }

    [Fact]
    public void A_chain_needs_no_more_than_its_two_largest_neighbours()
    {
        var (_, size) = ArenaLayout.Place([new(640, 0, 1), new(1280, 1, 2), new(640, 2, 3)]);
        Assert.Equal(1920, size);
    }
}
