namespace Octavo.Operators;

/// <summary>bfloat16 to float32, exactly: the upper half of its bits.</summary>
internal readonly unsafe struct BFloat16ToFloatRun : IFlatRun
{
    public void Run(void* source, void* destination, long offset, long count)
    {
        for (var i = offset; i < offset + count; i++)
        {
            ((uint*)destination)[i] = (uint)((ushort*)source)[i] << 16;
        }
    }
}
