namespace Octavo.Operators;

/// <summary>How a window treats the edges of its input. The numbers are those of the schema's Padding.</summary>
internal enum Padding
{
    /// <summary>The input is padded so that there is one output per stride begun.</summary>
    Same = 0,

    /// <summary>Only windows that lie inside of the input give an output.</summary>
    Valid = 1,
}
