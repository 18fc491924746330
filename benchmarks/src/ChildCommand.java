package io.longtake.studio.render;

import java.nio.file.Path;

/** Prints the command line of the render process for a job, one argument per line, with this JDK. */
public final class ChildCommand {
    public static void main(String[] arguments) {
        ChildProcessRunner.child(RenderProcess.class, Path.of(arguments[0])).command().forEach(System.out::println);
    }
}
