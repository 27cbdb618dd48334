package dev.myriapod.client.shared.actor;

import java.lang.invoke.MethodType;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;

/** An interface that an object is seen through. */
final class ActorType {
    private final Class<?> type;
    private final Map<String, Method> methods = new HashMap<>();

    private ActorType(Class<?> type) {
        this.type = type;
    }

    /**
     * That interface.
     *
     * @throws IllegalArgumentException if objects cannot be seen through it
     */
    static ActorType of(Class<?> type) {
        if (!type.isInterface() || type.isAnnotation()) {
            throw new IllegalArgumentException(type.getName()
                    + " is no interface. A shared object is called by a proxy, and a proxy can only be made of"
                    + " an interface: give the one that the object's class implements.");
        }
        ActorType made = new ActorType(type);
        for (Method method : type.getMethods()) {
            if (!Modifier.isStatic(method.getModifiers())) {
                made.add(method);
            }
        }
        return made;
    }

    private void add(Method method) {
        Class<?> result = method.getReturnType();
        boolean future = Future.class.isAssignableFrom(result) || CompletionStage.class.isAssignableFrom(result);
        if (future && !result.isAssignableFrom(CompletableFuture.class)) {
            throw new IllegalArgumentException(
                    type.getName() + "." + method.getName() + " returns a " + result.getName()
                            + ", which only its own library can make. Let it return a Future, CompletionStage or"
                            + " CompletableFuture.");
        }
        methods.put(keyOf(method), method);
    }

    /** What a method is called on its way. */
    static String keyOf(Method method) {
        return method.getName()
                + MethodType.methodType(method.getReturnType(), method.getParameterTypes())
                        .toMethodDescriptorString();
    }

    /** Whether a call returns before it has ended. */
    static boolean isAsynchronous(Method method) {
        Class<?> result = method.getReturnType();
        return Future.class.isAssignableFrom(result) || CompletionStage.class.isAssignableFrom(result);
    }

    /** The method of that key. */
    Method method(String key) {
        Method method = methods.get(key);
        if (method == null) {
            throw new IllegalArgumentException(type.getName() + " has no method " + key
                    + " in the object's process. Let all processes have the same version of it on their class paths.");
        }
        return method;
    }

    Object proxy(InvocationHandler handler) {
        ClassLoader own = type.getClassLoader();
        ClassLoader loader = own == null ? ActorProxy.class.getClassLoader() : own;
        return Proxy.newProxyInstance(loader, new Class<?>[] {type, ActorProxy.class}, handler);
    }
}
