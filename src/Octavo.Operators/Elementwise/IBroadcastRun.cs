namespace Octavo.Operators;

/// <summary>The inner loop of a broadcast: offsets and counts in elements, steps 1, or 0 for a side whose element stands for all.</summary>
internal unsafe interface IBroadcastRun
{
    void Run(void* left, long leftOffset, int leftStep, void* right, long rightOffset, int rightStep, void* output, long outputOffset,
        long count);
}
