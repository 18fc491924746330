package io.longtake.load.backend;

import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Threads for work that mostly waits. */
final class Threads {
    private Threads() {}

    /** Virtual threads, which this module can't name because it is compiled for Java 17; platform threads on a JDK without them. */
    static ExecutorService onePerTask() {
        try {
            return (ExecutorService)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        } catch (NoSuchMethodException before21) {
            return Executors.newCachedThreadPool();
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("Virtual threads can't be created.", e);
        }
    }
}
