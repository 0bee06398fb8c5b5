using System.Runtime.Intrinsics;
using Octavo.KernelDigest;
using Octavo.Kernels;

// Three lines of what the process may use, then one line an operator and number of threads: a hash of the outputs' bits.
Console.WriteLine($"vectors {string.Join(' ', ProcessorFeatures.InstructionSets.Where(set => set.IsSupported).Select(set => set.Name))}");
Console.WriteLine($"preferred {(Vector512.IsHardwareAccelerated ? 512 : 256)}");
Console.WriteLine($"slow forms {SlowForms.Reason ?? "no"}");
foreach (var sample in OperatorSample.All)
{
    foreach (var threads in new[] { 1, 3 })
    {
        Console.WriteLine($"{sample.Name}, {threads} threads: {sample.Digest(threads)}");
    }
}
