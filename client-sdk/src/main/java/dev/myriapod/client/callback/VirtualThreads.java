package dev.myriapod.client.callback;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;

/** {@code Thread.ofVirtual()}, which came with JDK 21, for code that also runs on 17. */
final class VirtualThreads {
    private VirtualThreads() {}

    /** Makes virtual threads of that name and a number; empty where the JDK has none. */
    static Optional<ThreadFactory> factory(String namePrefix) {
        try {
            Class<?> builder = Class.forName("java.lang.Thread$Builder$OfVirtual");
            MethodHandles.Lookup lookup = MethodHandles.publicLookup();
            Object ofVirtual = lookup.findStatic(Thread.class, "ofVirtual", MethodType.methodType(builder))
                    .invoke();
            Object named = lookup.findVirtual(builder, "name", MethodType.methodType(builder, String.class, long.class))
                    .invoke(ofVirtual, namePrefix, 1L);
            return Optional.of(
                    (ThreadFactory) lookup.findVirtual(builder, "factory", MethodType.methodType(ThreadFactory.class))
                            .invoke(named));
        } catch (ReflectiveOperationException | UnsupportedOperationException tooOld) {
            return Optional.empty();
        } catch (Throwable broken) {
            throw new IllegalStateException("The JDK's virtual threads could not be used.", broken);
        }
    }
}
