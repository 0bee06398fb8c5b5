using System.Runtime.Intrinsics;
using Octavo.KernelDigest;
using Octavo.Kernels;

// First what the process may use, then one line an operator: name, inputs and a hash of the outputs' bits.
Console.WriteLine($"vectors {string.Join(' ', ProcessorFeatures.InstructionSets.Where(set => set.IsSupported).Select(set => set.Name))}");
Console.WriteLine($"preferred {(Vector512.IsHardwareAccelerated ? 512 : 256)}");
foreach (var sample in OperatorSample.All)
{
    foreach (var threads in new[] { 1, 3 })
    {
        Console.WriteLine($"{sample.Name}, {threads} threads: {sample.Digest(threads)}");
    }
}
