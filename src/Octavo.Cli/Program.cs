return Octavo.Cli.ToolInvocation.Run(args);
