namespace Octavo.Operators;

/// <summary>A kernel's answer to whether it can compute a node: yes, or no with a reason that completes "not supported: ...".</summary>
internal readonly record struct KernelSupport
{
    private KernelSupport(string? reason) => Reason = reason;

    public static KernelSupport Yes => default;

    /// <summary>Null where the kernel can.</summary>
    public string? Reason { get; }

    public bool IsYes => Reason is null;

    public static KernelSupport No(string reason) => new(reason);

    /// <summary>Yes where the condition holds.</summary>
    public static KernelSupport When(bool condition, string otherwise) => condition ? Yes : No(otherwise);

    /// <summary>This answer if it is no, the other one otherwise.</summary>
    public KernelSupport And(KernelSupport other) => IsYes ? other : this;
}
