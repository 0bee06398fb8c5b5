namespace Octavo.Operators;

/// <summary>Converts neighbouring elements that share a scale and zero point.</summary>
internal unsafe interface IConversionRun
{
    void Run(void* source, void* destination, long first, long count, float scale, int zeroPoint);
}
