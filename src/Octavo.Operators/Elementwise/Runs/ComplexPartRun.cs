namespace Octavo.Operators;

/// <summary>The real (0) or imaginary (1) parts of complex elements.</summary>
internal readonly unsafe struct ComplexPartRun<T>(int part) : IFlatRun
    where T : unmanaged
{
    public void Run(void* source, void* destination, long offset, long count)
    {
        for (var i = offset; i < offset + count; i++)
        {
            ((T*)destination)[i] = ((T*)source)[(2 * i) + part];
        }
    }
}
