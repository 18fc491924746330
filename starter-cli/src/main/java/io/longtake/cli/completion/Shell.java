package io.longtake.cli.completion;

import picocli.CommandLine.Model.CommandSpec;

/** A shell with completion. */
public enum Shell {
    BASH,
    /** Reads the script of bash through {@code bashcompinit}. */
    ZSH,
    FISH;

    /**
     * The completion script.
     *
     * @param root the root command
     * @param home the folder whose sessions are completed, as an expression of the shell; see {@link HomeExpression}
     */
    public String script(CommandSpec root, HomeExpression home) {
        return this == FISH ? new FishScript(root, home).text() : new BashScript(root, home).text();
    }
}
