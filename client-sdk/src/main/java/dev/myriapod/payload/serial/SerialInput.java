package dev.myriapod.payload.serial;

import dev.myriapod.payload.shape.ClassLookup;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectStreamClass;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/** Reads what {@link SerialOutput} wrote, within limits, with the classes of one loader. */
public final class SerialInput extends ObjectInputStream {
    private final ClassLookup classes;
    private final StandIns standIns;

    /**
     * Made for one payload.
     *
     * @param size how many bytes there are; nothing that is read may claim to be larger
     */
    public SerialInput(InputStream in, long size, ClassLookup classes, StandIns standIns) throws IOException {
        super(in);
        this.classes = classes;
        this.standIns = standIns;
        setObjectInputFilter(new LimitFilter(size));
        enableResolveObject(true);
    }

    @Override
    protected Class<?> resolveClass(ObjectStreamClass description) {
        return classes.find(description.getName());
    }

    @Override
    protected Class<?> resolveProxyClass(String[] interfaces) {
        Class<?>[] found = new Class<?>[interfaces.length];
        for (int i = 0; i < found.length; i++) {
            found[i] = classes.find(interfaces[i]);
        }
        // Serialization needs the class alone; a handler comes with the object.
        return Proxy.newProxyInstance(
                        found.length == 0 ? classes.loader() : loaderOf(found),
                        found,
                        (proxy, method, arguments) -> null)
                .getClass();
    }

    /** Interfaces that are not public must be in the loader of the proxy. */
    private ClassLoader loaderOf(Class<?>[] interfaces) {
        for (Class<?> each : interfaces) {
            if (!java.lang.reflect.Modifier.isPublic(each.getModifiers()) && each.getClassLoader() != null) {
                return each.getClassLoader();
            }
        }
        return classes.loader();
    }

    @Override
    protected @Nullable Object resolveObject(Object object) throws IOException {
        return standIns.resolve(object);
    }
}
