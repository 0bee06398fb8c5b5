namespace Octavo.Operators;

/// <summary>The signs of float64 elements.</summary>
internal readonly unsafe struct DoubleSignRun : IFlatRun
{
    public void Run(void* source, void* destination, long offset, long count)
    {
        for (var i = offset; i < offset + count; i++)
        {
            var x = ((double*)source)[i];
            ((double*)destination)[i] = x > 0 ? 1 : x < 0 ? -1 : x + 0.0;
        }
    }
}
