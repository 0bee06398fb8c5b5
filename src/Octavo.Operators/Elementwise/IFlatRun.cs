namespace Octavo.Operators;

/// <summary>The loop of a function of one operand over a range of elements.</summary>
internal unsafe interface IFlatRun
{
    void Run(void* source, void* destination, long offset, long count);
}
