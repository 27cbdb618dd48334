package dev.myriapod.payload.shape;

import dev.myriapod.payload.bytes.ByteSink;
import dev.myriapod.payload.bytes.ByteSource;
import dev.myriapod.payload.bytes.MalformedException;
import java.lang.invoke.MethodHandleInfo;
import java.lang.invoke.SerializedLambda;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * By which names a lambda or method reference is found again in another JVM.
 *
 * @param names capturing class; functional interface, its method, its signature; implementing class, its method, its
 *     signature; the method's type at this place. Classes as in a class file, with slashes.
 * @param kind how the implementing method is called, a constant of {@link MethodHandleInfo}
 * @param captured how many values it captures
 */
public record LambdaNames(List<String> names, int kind, int captured) {
    private static final int COUNT = 8;
    private static final int MAX_CAPTURED = 255;

    private static final Pattern COMPILED_LAMBDA = Pattern.compile("lambda\\$(.*?)\\$.*");

    public LambdaNames {
        names = List.copyOf(names);
        if (names.size() != COUNT || captured < 0) {
            throw new IllegalArgumentException("A lambda has " + COUNT + " names, not " + names.size());
        }
    }

    static LambdaNames of(SerializedLambda form) {
        return new LambdaNames(
                List.of(
                        form.getCapturingClass(),
                        form.getFunctionalInterfaceClass(),
                        form.getFunctionalInterfaceMethodName(),
                        form.getFunctionalInterfaceMethodSignature(),
                        form.getImplClass(),
                        form.getImplMethodName(),
                        form.getImplMethodSignature(),
                        form.getInstantiatedMethodType()),
                form.getImplMethodKind(),
                form.getCapturedArgCount());
    }

    /** Writes them. */
    public void write(ByteSink out) {
        names.forEach(out::writeText);
        out.writeVarInt(kind);
        out.writeVarInt(captured);
    }

    /** Reads what {@link #write} wrote. */
    public static LambdaNames read(ByteSource in) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < COUNT; i++) {
            names.add(in.readText());
        }
        int kind = in.readVarInt();
        int captured = in.readVarInt();
        if (captured < 0 || captured > MAX_CAPTURED) {
            throw new MalformedException(
                    "a lambda captures " + captured + " values, more than a method has parameters");
        }
        return new LambdaNames(names, kind, captured);
    }

    /** The class whose code has the lambda. */
    public String capturingClass() {
        return names.get(0).replace('/', '.');
    }

    /** The class of the method that it runs. */
    public String implementingClass() {
        return names.get(4).replace('/', '.');
    }

    /** Whether it is a lambda that the compiler made a method of, as opposed to a reference to a named method. */
    public boolean isLambda() {
        return COMPILED_LAMBDA.matcher(names.get(5)).matches();
    }

    /** Whether the first value that it captures is the object whose method it calls. */
    public boolean capturesReceiver() {
        return captured > 0
                && (kind == MethodHandleInfo.REF_invokeVirtual
                        || kind == MethodHandleInfo.REF_invokeInterface
                        || kind == MethodHandleInfo.REF_invokeSpecial);
    }

    /** The method that it stands in or refers to, such as {@code com.acme.Squares.square}. */
    public String readable() {
        Matcher lambda = COMPILED_LAMBDA.matcher(names.get(5));
        String method = lambda.matches() ? lambda.group(1) : names.get(5);
        return implementingClass() + "." + (method.equals("<init>") ? "new" : method);
    }

    /** A phrase for messages. */
    public String describe() {
        return (isLambda() ? "the lambda in " : "the method reference ") + readable();
    }
}
