package io.longtake.cli.invocation;

import java.lang.reflect.InvocationTargetException;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Creates the commands and passes the invocation to each. */
record CommandFactory(Invocation invocation) implements IFactory {
    @Override
    public <K> K create(Class<K> type) throws Exception {
        try {
            var constructor = type.getDeclaredConstructor(Invocation.class);
            // The commands are package-private in another package.
            constructor.setAccessible(true);
            return constructor.newInstance(invocation);
        } catch (NoSuchMethodException e) {
            return CommandLine.defaultFactory().create(type);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException("the command " + type.getSimpleName() + " can't be created", e);
        }
    }
}
