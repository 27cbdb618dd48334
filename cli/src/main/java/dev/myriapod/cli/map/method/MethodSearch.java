package dev.myriapod.cli.map.method;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the method of a class that {@code map} calls: static, from String to String, the class's own or inherited. */
final class MethodSearch {
    private MethodSearch() {}

    /**
     * The method; the class is not initialized.
     *
     * @throws NoSuchMethodException with a message for people
     */
    static Method find(Class<?> type, String name) throws NoSuchMethodException {
        boolean named = false;
        for (Class<?> owner = type; owner != null; owner = owner.getSuperclass()) {
            for (Method method : owner.getDeclaredMethods()) {
                if (!method.isSynthetic() && method.getName().equals(name)) {
                    named = true;
                    if (fits(method)) {
                        return method;
                    }
                }
            }
        }
        throw new NoSuchMethodException(complaint(type, name, named));
    }

    private static boolean fits(Method method) {
        return Modifier.isStatic(method.getModifiers())
                && method.getReturnType() == String.class
                && Arrays.equals(method.getParameterTypes(), new Class<?>[] {String.class});
    }

    private static String complaint(Class<?> type, String name, boolean named) {
        String wanted = "map calls methods such as: static String " + name + "(String line).";
        if (named) {
            String found = Stream.<Class<?>>iterate(type, MethodSearch::exists, Class::getSuperclass)
                    .flatMap(owner -> Stream.of(owner.getDeclaredMethods()))
                    .filter(method -> method.getName().equals(name))
                    .map(MethodSearch::describe)
                    .collect(Collectors.joining("; "));
            return "No " + name + " of " + type.getName() + " can be called with a line: there is " + found + ". "
                    + wanted;
        }
        List<String> others = Stream.of(type.getDeclaredMethods())
                .filter(MethodSearch::fits)
                .map(Method::getName)
                .sorted()
                .toList();
        return type.getName() + " has no method " + name + ". "
                + (others.isEmpty() ? wanted : "It could be called with " + String.join(", ", others) + ".");
    }

    private static boolean exists(@Nullable Class<?> type) {
        return type != null;
    }

    private static String describe(Method method) {
        return (Modifier.isStatic(method.getModifiers()) ? "static " : "")
                + method.getReturnType().getSimpleName() + " " + method.getName()
                + Stream.of(method.getParameterTypes())
                        .map(Class::getSimpleName)
                        .collect(Collectors.joining(", ", "(", ")"));
    }
}
