package dev.myriapod.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.acme.Jobs;
import com.acme.Shapes;
import dev.myriapod.failure.PayloadException;
import dev.myriapod.function.RemoteCallable;
import dev.myriapod.function.RemoteConsumer2;
import dev.myriapod.function.RemoteConsumer3;
import dev.myriapod.function.RemoteConsumer4;
import dev.myriapod.function.RemoteFunction;
import dev.myriapod.function.RemoteFunction2;
import dev.myriapod.function.RemoteRunnable;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Functions travel by reference, with what they captured. */
class CallTest {
    private static final ValueCodec VALUES = ValueCodec.of(CallTest.class.getClassLoader());
    private static final CallCodec CALLS = new CallCodec(VALUES);
    private static final FunctionResolver RESOLVER = new FunctionResolver(VALUES);

    @BeforeEach
    void clear() {
        Jobs.DONE.clear();
    }

    static Stream<Arguments> calls() {
        RemoteFunction<Integer, Integer> square = Jobs::square;
        RemoteFunction<String, Integer> length = String::length;
        RemoteFunction<String, String> bound = "a"::concat;
        RemoteFunction<Integer, Jobs.Times> constructor = Jobs.Times::new;
        RemoteFunction2<String, String, String> unbound = String::concat;
        RemoteFunction<Object, Object> identity = x -> x;
        return Stream.of(
                Arguments.of(Jobs.constant(), List.of(), "constant"),
                Arguments.of(Jobs.capturing("t", new Shapes.Point(1, 2), new int[] {7}), List.of(), "t17"),
                Arguments.of(square, List.of(5), 25),
                Arguments.of(length, List.of("abc"), 3),
                Arguments.of(constructor, List.of(4), new Jobs.Times(4)),
                Arguments.of(bound, List.of("b"), "ab"),
                Arguments.of(unbound, List.of("a", "b"), "ab"),
                Arguments.of(Jobs.adding(3), List.of(4), 7),
                Arguments.of(Jobs.minus(), List.of(4, 1), 3),
                Arguments.of(Jobs.sum3(), List.of(1, 2, 3), 6),
                Arguments.of(Jobs.four(), List.of("a", 1, 2L, List.of("d")), "a12[d]"),
                Arguments.of(new Jobs.Times(3), List.of(5), 15),
                Arguments.of(new Jobs.OldTask("x"), List.of(), "old x"),
                Arguments.of((Callable<String> & Serializable) () -> "cast", List.of(), "cast"),
                Arguments.of(
                        identity, List.of(Map.of("k", new Shapes.Point(1, 2))), Map.of("k", new Shapes.Point(1, 2))));
    }

    @ParameterizedTest
    @MethodSource("calls")
    void gives(Object function, List<?> arguments, Object result) throws Exception {
        assertThat(run(function, arguments.toArray())).isEqualTo(result);
    }

    @Test
    void runnablesAndConsumersGiveNull() throws Exception {
        RemoteConsumer2<String, String> two = (a, b) -> Jobs.done(a + b);
        RemoteConsumer3<String, String, String> three = (a, b, c) -> Jobs.done(a + b + c);
        RemoteConsumer4<String, String, String, String> four = (a, b, c, d) -> Jobs.done(a + b + c + d);
        assertThat(run(Jobs.marking("run"))).isNull();
        assertThat(run(Jobs.doing(), "1")).isNull();
        assertThat(run(two, "1", "2")).isNull();
        assertThat(run(three, "1", "2", "3")).isNull();
        assertThat(run(four, "1", "2", "3", "4")).isNull();
        assertThat(run((Runnable & Serializable) () -> Jobs.done("cast"))).isNull();
        assertThat(Jobs.DONE).containsExactly("run", "1", "12", "123", "1234", "cast");
    }

    @Test
    void nullIsAnArgumentAndAResult() throws Exception {
        RemoteFunction<Object, Object> identity = x -> x;
        assertThat(run(identity, new Object[] {null})).isNull();
    }

    @Test
    void whatTheFunctionThrowsPassesUnchanged() {
        RemoteFunction<Integer, Integer> failing = Jobs::failing;
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> run(failing, 0))
                .withMessage("no disk");
        Error error = new AssertionError("exactly this one");
        ERRORS.set(error);
        RemoteRunnable throwing = () -> {
            throw ERRORS.get();
        };
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> run(throwing))
                .isSameAs(error);
    }

    private static final ThreadLocal<Error> ERRORS = new ThreadLocal<>();

    @Test
    void aFunctionInsideOfAValueTravels() throws Exception {
        List<?> back =
                (List<?>) VALUES.decode(VALUES.encode(List.of(Jobs.adding(1), Jobs.adding(2), Jobs.constant()), "it"));
        assertThat(VALUES.encode(List.of(Jobs.adding(1), Jobs.adding(2)), "it").size())
                .as("the names come once")
                .isLessThan(VALUES.encode(Jobs.adding(1), "it").size() + 20);
        @SuppressWarnings("unchecked")
        RemoteFunction<Integer, Integer> second = (RemoteFunction<Integer, Integer>) back.get(1);
        assertThat(second.apply(40)).isEqualTo(42);
        assertThat(((RemoteCallable<?>) back.get(2)).call()).isEqualTo("constant");
    }

    @Test
    void aFunctionMayCaptureAFunction() throws Exception {
        RemoteFunction<Integer, Integer> inner = Jobs.adding(5);
        RemoteFunction<Integer, Integer> outer = x -> inner.apply(inner.apply(x));
        assertThat(run(outer, 1)).isEqualTo(11);
    }

    @Test
    void aFunctionInsideOfASerializableObjectTravels() throws Exception {
        Shapes.Node node = new Shapes.Node("n");
        node.extra = Jobs.capturing("t", new Shapes.Point(1, 2), new int[] {7});
        Shapes.Node back = (Shapes.Node) VALUES.decode(VALUES.encode(node, "it"));
        assertThat(((RemoteCallable<?>) back.extra).call()).isEqualTo("t17");
    }

    @Test
    void oneFunctionHasOneDefinition() {
        FunctionDefinition first = CALLS.encode(Jobs.adding(1), 1).function();
        FunctionDefinition second = CALLS.encode(Jobs.adding(2), 1).function();
        assertThat(first).isEqualTo(second).hasSameHashCodeAs(second).isSameAs(second);
        FunctionDefinition parsed = FunctionDefinition.parse(first.bytes());
        assertThat(parsed).isEqualTo(first).hasSameHashCodeAs(first).hasToString(first.toString());
        assertThat(first).isNotEqualTo(CALLS.encode(Jobs.constant()).function());
    }

    @Test
    void aCallOfAKnownFunctionIsAsSmallAsItsArguments() {
        RemoteFunction<Integer, Integer> square = Jobs::square;
        assertThat(CALLS.encode(square, 5).arguments().size()).isEqualTo(5);
    }

    @Test
    void definitionsAreReadable() {
        RemoteFunction<Integer, Integer> square = Jobs::square;
        assertThat(CALLS.encode(square, 5).function()).hasToString("com.acme.Jobs.square");
        assertThat(CALLS.encode(Jobs.adding(1), 5).function()).hasToString("com.acme.Jobs.adding");
        assertThat(CALLS.encode(new Jobs.Times(1), 5).function()).hasToString("com.acme.Jobs$Times");
        assertThat(RESOLVER.resolve(CALLS.encode(square, 5).function().bytes())).hasToString("com.acme.Jobs.square");
    }

    @Test
    void resolvedOnceAFunctionIsCalledManyTimes() throws Exception {
        RemoteFunction<Integer, Integer> square = Jobs::square;
        EncodedCall first = CALLS.encode(square, 2);
        ResolvedFunction resolved = RESOLVER.resolve(first.function().bytes());
        assertThat(resolved.call(first.arguments())).isEqualTo(4);
        assertThat(resolved.call(CALLS.encode(square, 3).arguments())).isEqualTo(9);
        assertThat(resolved.bind(first.arguments()).call()).isEqualTo(4);
    }

    @Test
    void aLambdaThatUsesAFieldOfWhatCannotTravelSaysSo() {
        PayloadException failure = failure(() -> CALLS.encode(new Jobs().usingAField(), 1));
        assertThat(failure.path()).isEqualTo("captured this");
        assertThat(failure.typeName()).isEqualTo("com.acme.Jobs");
        assertThat(failure)
                .hasMessageContaining("the lambda in com.acme.Jobs.usingAField")
                .hasMessageContaining("takes the whole object (com.acme.Jobs) along")
                .hasMessageContaining("static")
                .hasMessageContaining("local variable");
    }

    @Test
    void aCapturedVariableThatCannotTravelIsNamed() {
        PayloadException failure = failure(() -> CALLS.encode(Jobs.capturingAConnection("x", new Shapes.Connection())));
        assertThat(failure.path()).isEqualTo("captured variable 2");
        assertThat(failure.typeName()).isEqualTo(Shapes.Connection.class.getName());
        assertThat(failure).hasMessageContaining("the lambda in com.acme.Jobs.capturingAConnection");
    }

    @Test
    void theReceiverOfAMethodReferenceThatCannotTravelIsNamed() {
        PayloadException failure = failure(() -> CALLS.encode(new Jobs().boundToThis()));
        assertThat(failure.path()).isEqualTo("captured receiver");
        assertThat(failure)
                .hasMessageContaining("the method reference com.acme.Jobs.url")
                .hasMessageContaining("Refer to a static method");
    }

    @Test
    void anArgumentThatCannotTravelIsNamed() {
        RemoteFunction2<Object, Object, Object> function = (a, b) -> a;
        PayloadException failure =
                failure(() -> CALLS.encode(function, 1, new Shapes.Pair<>(1, new Shapes.Connection())));
        assertThat(failure.path()).isEqualTo("argument 2.right");
        RemoteFunction<Integer, Integer> capturing = Jobs.adding(1);
        assertThat(failure(() -> CALLS.encode(capturing, new Shapes.Connection()))
                        .path())
                .isEqualTo("argument 1");
    }

    @Test
    void aFunctionThatIsNotSerializableSaysWhatToDo() {
        assertThat(failure(() -> CALLS.encode(Jobs.notSerializable())))
                .hasMessageContaining("lambda or method reference in com.acme.Jobs")
                .hasMessageContaining("submit(RemoteCallable)");
        Runnable anonymous = new Runnable() {
            @Override
            public void run() {}
        };
        assertThat(failure(() -> CALLS.encode(anonymous)))
                .hasMessageContaining(anonymous.getClass().getName() + " is not Serializable")
                .hasMessageContaining("implement Serializable");
    }

    @Test
    void anInnerClassThatHoldsItsOuterObjectSaysSo() {
        PayloadException failure = failure(() -> CALLS.encode(new Jobs().anonymous()));
        assertThat(failure.path()).isEqualTo("the function.this$0");
        assertThat(failure).hasMessageContaining("Make the inner class static");
    }

    @Test
    void whatCannotBeCalledIsRefused() {
        assertThat(failure(() -> CALLS.encode(new Jobs.Nothing())))
                .hasMessageContaining("cannot be called with 0 arguments");
        assertThat(failure(() -> CALLS.encode(Jobs.adding(1), 1, 2)))
                .hasMessageContaining("cannot be called with 2 arguments");
    }

    @Test
    void argumentsThatDoNotFitTheDefinitionAreRefused() {
        EncodedCall call = CALLS.encode(Jobs.capturing("t", new Shapes.Point(1, 2), new int[] {7}));
        ResolvedFunction resolved = RESOLVER.resolve(call.function().bytes());
        assertThat(failure(() -> resolved.bind(VALUES.encodeTuple(new Object[] {1}, i -> "it"))))
                .hasMessageContaining("captures 3 values and got 1");
        assertThat(failure(() -> resolved.bind(VALUES.encode(1, "it")))).hasMessageContaining("single value");
        assertThat(failure(() -> RESOLVER.resolve(call.function().bytes().substring(0, 30))))
                .hasMessageContaining("cannot be decoded");
    }

    private static PayloadException failure(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        PayloadException failure = catchThrowableOfType(PayloadException.class, call);
        assertThat(failure).isNotNull();
        return failure;
    }

    private static Object run(Object function, Object... arguments) throws Exception {
        EncodedCall call = CALLS.encode(function, arguments);
        return RESOLVER.resolve(call.function().bytes()).call(call.arguments());
    }
}
