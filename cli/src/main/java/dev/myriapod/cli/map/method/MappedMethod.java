package dev.myriapod.cli.map.method;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * What workers run for a line. The user's class is not on the command line's own class path, so it goes by its name and is
 * looked up once in each worker.
 */
public final class MappedMethod {
    private static final ConcurrentMap<MethodName, MethodHandle> FOUND = new ConcurrentHashMap<>();

    private MappedMethod() {}

    /** Calls the method with the line; empty if it returns null. */
    public static Optional<String> call(String type, String method, String line) throws Exception {
        MethodHandle handle = handle(new MethodName(type, method));
        try {
            return Optional.ofNullable((String) handle.invokeExact(line));
        } catch (Exception | Error thrown) {
            throw thrown;
        } catch (Throwable thrown) {
            throw new UndeclaredThrowableException(thrown);
        }
    }

    private static MethodHandle handle(MethodName name) throws ReflectiveOperationException {
        MethodHandle found = FOUND.get(name);
        if (found == null) {
            Class<?> type = Class.forName(name.type(), false, MappedMethod.class.getClassLoader());
            Method method = MethodSearch.find(type, name.method());
            method.setAccessible(true);
            found = MethodHandles.lookup().unreflect(method);
            FOUND.put(name, found);
        }
        return found;
    }
}
