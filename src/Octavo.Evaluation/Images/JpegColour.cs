namespace Octavo.Evaluation;

/// <summary>How the components of a JPEG become grey or red, green, blue.</summary>
internal enum JpegColour
{
    Greyscale,
    RedGreenBlue,

    /// <summary>JFIF's luma and two chroma components.</summary>
    LumaChroma,

    /// <summary>Cyan, magenta, yellow, black; stored inverted where an Adobe marker stands.</summary>
    CyanMagentaYellowBlack,

    /// <summary>The same with the first three as luma and chroma of the inverted colours.</summary>
    LumaChromaBlack,
}
