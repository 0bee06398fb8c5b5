using System.Runtime.InteropServices;

namespace Octavo.Kernels.Tests;

public sealed class SlowFormsTests
{
    [Theory]
    [InlineData(Architecture.X64, true, true, true, null)]
    [InlineData(Architecture.X64, true, null, false, null)]
    [InlineData(Architecture.Arm64, true, null, true, null)]
    [InlineData(Architecture.X64, false, false, true, "This processor has no AVX2")]
    [InlineData(Architecture.X64, false, false, false, "This processor has no AVX2")]
    [InlineData(Architecture.X64, false, true, true, "DOTNET_Enable")]
    [InlineData(Architecture.X64, false, true, false, "IlcInstructionSet to x86-64-v3")]
    [InlineData(Architecture.X64, false, null, false, "IlcInstructionSet to x86-64-v3")]
    [InlineData(Architecture.Arm64, false, null, true, "DOTNET_Enable")]
    [InlineData(Architecture.Wasm, false, null, true, "this is Wasm")]
    public void Slow_forms_are_explained_by_what_causes_them(Architecture architecture, bool mayUse, bool? processorHas,
        bool isCompiledAtRunTime, string? expected)
    {
        var reason = SlowForms.Explain(architecture, mayUse, processorHas, isCompiledAtRunTime);
        if (expected is null)
        {
            Assert.Null(reason);
        }
        else
        {
            Assert.Contains(expected, reason, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void This_process_runs_fast_forms_where_the_sets_are_there()
    {
        var names = ProcessorFeatures.InstructionSets.Where(set => set.IsSupported).Select(set => set.Name).ToList();
        Assert.Equal(names.Contains("AdvSimd") || (names.Contains("AVX2") && names.Contains("FMA")), SlowForms.Reason is null);
    }
}
