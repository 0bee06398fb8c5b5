namespace Octavo;

/// <summary>What one element of a tensor is. The names are TFLite's, in full words.</summary>
public enum ElementType
{
    Float32,
    Float16,
    BFloat16,
    Float64,
    Int2,
    Int4,
    UInt4,
    Int8,
    UInt8,
    Int16,
    UInt16,
    Int32,
    UInt32,
    Int64,
    UInt64,
    Boolean,
    Complex64,
    Complex128,

    /// <summary>A sequence of bytes of its own length; has no fixed size.</summary>
    String,

    /// <summary>A handle to a variable or table that the interpreter owns; has no bytes.</summary>
    Resource,

    /// <summary>A TensorFlow variant (a TensorList); has no bytes.</summary>
    Variant,
}
