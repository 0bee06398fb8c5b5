using Octavo.Kernels;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Runtime;

/// <summary>Memory for values whose size is only known when they are computed: it grows when it must and keeps its largest size.</summary>
internal sealed unsafe class GrowingMemory : IDisposable
{
    private readonly List<AlignedMemory> regions = [];
    private readonly List<IDisposable> kept = [];

    /// <summary>Gives an operand memory for its present shape.</summary>
    public void GiveTo(Operand operand)
    {
        if (!operand.ElementType.HasFixedSize())
        {
            return;
        }

        if (regions.Count == 0 || regions[0].ByteCount < operand.SizeInBytes
            || (GuardPages.AreWanted && regions[0].ByteCount != operand.SizeInBytes))
        {
            Dispose();
            regions.Add(
                new AlignedMemory(GuardPages.AreWanted ? operand.SizeInBytes
                    : Math.Max(operand.SizeInBytes + (operand.SizeInBytes / 2), 64)).WithoutContents());
        }

        operand.GiveMemory(regions[0].Pointer, regions[0].ByteCount);
    }

    /// <summary>One more region, which lives until <see cref="Dispose"/>.</summary>
    public byte* Extend(long sizeInBytes)
    {
        var region = new AlignedMemory(sizeInBytes).WithoutContents();
        regions.Add(region);
        return region.Pointer;
    }

    /// <summary>Something else that lives until <see cref="Dispose"/>.</summary>
    public void Keep(IDisposable item) => kept.Add(item);

    public void Dispose()
    {
        regions.ForEach(region => region.Dispose());
        regions.Clear();
        kept.ForEach(item => item.Dispose());
        kept.Clear();
    }
}
