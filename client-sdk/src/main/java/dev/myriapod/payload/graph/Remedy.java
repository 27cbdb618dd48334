package dev.myriapod.payload.graph;

import dev.myriapod.payload.shape.LambdaShape;
import java.util.Collection;
import java.util.Map;

/** Why a value cannot travel and what its owner can do about it, in two sentences. */
public final class Remedy {
    private Remedy() {}

    /**
     * The text for a value.
     *
     * @param path where it was found
     */
    public static String forValue(Object value, String path) {
        Class<?> type = value.getClass();
        if (value instanceof Class<?> self) {
            return self.getName() + " is a class that the JVM made at run time; it has no name that another JVM could"
                    + " find it by. Send a named class.";
        }
        if (LambdaShape.isLambda(type)) {
            return "it is a lambda or method reference in " + owner(type) + " for " + interfaces(type)
                    + ", which is not Serializable. Give it to a parameter or variable of a type of"
                    + " dev.myriapod.function, or cast it: (" + interfaces(type) + " & java.io.Serializable).";
        }
        String name = type.getName() + " is not Serializable. ";
        if (path.endsWith(".this$0")) {
            return name + "An inner class holds the object that it was made in. Make the inner class static, or use a"
                    + " lambda that does not use the outer object's fields.";
        }
        if (name.startsWith("java.util.") && value instanceof Map.Entry) {
            return name + "It belongs to its map: send Map.entry(key, value).";
        }
        if (name.startsWith("java.util.") && (value instanceof Collection || value instanceof Map)) {
            return name + "It is a view of another collection: send a copy, such as new ArrayList<>(it).";
        }
        if (value instanceof Thread || value instanceof AutoCloseable) {
            return name + "It belongs to this process: open it inside of the function, and send what it is opened with,"
                    + " such as a path or an address.";
        }
        return name
                + "Let it implement java.io.Serializable or make it a record; or mark the field transient if it is not"
                + " needed there; or write a PayloadCodec for it.";
    }

    private static String owner(Class<?> lambda) {
        String name = lambda.getName();
        return name.substring(0, name.indexOf("$$Lambda"));
    }

    private static String interfaces(Class<?> lambda) {
        Class<?>[] all = lambda.getInterfaces();
        return all.length == 0 ? "a functional interface" : all[0].getName();
    }
}
