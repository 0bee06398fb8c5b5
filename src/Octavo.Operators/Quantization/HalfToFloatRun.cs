namespace Octavo.Operators;

/// <summary>float16 to float32, exactly.</summary>
internal readonly unsafe struct HalfToFloatRun : IFlatRun
{
    public void Run(void* source, void* destination, long offset, long count)
    {
        for (var i = offset; i < offset + count; i++)
        {
            ((float*)destination)[i] = (float)((Half*)source)[i];
        }
    }
}
