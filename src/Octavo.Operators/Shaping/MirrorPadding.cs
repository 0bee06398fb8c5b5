namespace Octavo.Operators;

/// <summary>What MIRROR_PAD puts around a tensor. The numbers are those of the schema's MirrorPadMode.</summary>
internal enum MirrorPadding
{
    /// <summary>The positions beside the edge, without the edge itself: 3 2 | 1 2 3 | 2 1.</summary>
    Reflect = 0,

    /// <summary>The positions from the edge on: 2 1 | 1 2 3 | 3 2.</summary>
    Symmetric = 1,
}
