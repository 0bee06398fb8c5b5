namespace Octavo.Architecture;

/// <param name="Kind">What is declared.</param>
/// <param name="Name">Without type parameters.</param>
/// <param name="Depth">How many types stand around it.</param>
/// <param name="FirstLine">From 1; attributes and comments in front are not part of it.</param>
/// <param name="LineCount">To its closing brace or semicolon.</param>
internal sealed record Declaration(DeclarationKind Kind, string Name, int Depth, int FirstLine, int LineCount);
