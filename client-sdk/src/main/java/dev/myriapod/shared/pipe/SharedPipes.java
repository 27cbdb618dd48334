package dev.myriapod.shared.pipe;

/** Where pipes come from. Names, waits and errors are as with {@link dev.myriapod.shared.SharedObjects}. */
public interface SharedPipes {
    /** A new pipe without a name; it goes both ways. */
    default Pipe pipe() {
        return pipe(PipeOptions.defaults());
    }

    /** A new pipe without a name. */
    Pipe pipe(PipeOptions options);

    /** The pipe of that name, whatever its options; if there is none, one with the default options. */
    Pipe pipe(String name);

    /** The pipe of that name, with these options. */
    Pipe pipe(String name, PipeOptions options);
}
