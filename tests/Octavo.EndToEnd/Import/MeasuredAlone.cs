namespace Octavo.EndToEnd;

/// <summary>Tests that measure the process, so that no other test may run beside them.</summary>
[CollectionDefinition(nameof(MeasuredAlone), DisableParallelization = true)]
public sealed class MeasuredAlone;
