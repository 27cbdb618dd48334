package dev.myriapod.remote;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What of this program's class path travels to a cluster's hosts. With {@link #defaults()} everything does, once: the
 * coordinator and its hosts keep what they have seen, by its content.
 *
 * <p>The class path is that of the pool's {@link dev.myriapod.JvmOptions#classPath()} or else this JVM's own. Jars travel as they
 * are, with those that their manifests name; directories travel as jars. Its order is kept. What does not exist is left out, as
 * Java does.
 *
 * <p>A pattern is a glob as of {@link java.nio.file.FileSystem#getPathMatcher}, such as {@code junit-*.jar}, and is compared with
 * the last name of an entry's path. It is compared with the whole path if it has a {@code /} in it.
 *
 * @param extra further jars and directories, behind all others. One that does not exist fails the call that opens a pool, with an
 *     {@link IllegalArgumentException}
 * @param excluded patterns of what does not travel: workers do without it. Also the manifests' entries are compared. Extra
 *     entries travel in any case
 * @param alreadyThere patterns of entries that are on the cluster's hosts under the same absolute path as here, and do not travel
 *     but are used from there. Each that is an absolute path itself is an entry also if it is not on this program's class path,
 *     behind all others; it may end in {@code /*} as those of the {@code java} command do. A host that does not have one cannot
 *     start the pool's workers, and says so
 */
public record ShippingOptions(List<Path> extra, List<String> excluded, List<String> alreadyThere) {
    private static final ShippingOptions DEFAULTS = new ShippingOptions(List.of(), List.of(), List.of());

    public ShippingOptions {
        extra = List.copyOf(extra);
        excluded = List.copyOf(excluded);
        alreadyThere = List.copyOf(alreadyThere);
    }

    /** The whole class path and nothing else. */
    public static ShippingOptions defaults() {
        return DEFAULTS;
    }

    /** More jars and directories. */
    public ShippingOptions withExtra(Path... more) {
        return new ShippingOptions(added(extra, List.of(more)), excluded, alreadyThere);
    }

    /** More patterns of what workers do without. */
    public ShippingOptions withExcluded(String... patterns) {
        return new ShippingOptions(extra, added(excluded, List.of(patterns)), alreadyThere);
    }

    /** More patterns or absolute paths of what the hosts have. */
    public ShippingOptions withAlreadyThere(String... patterns) {
        return new ShippingOptions(extra, excluded, added(alreadyThere, List.of(patterns)));
    }

    private static <T> List<T> added(List<T> some, List<T> more) {
        List<T> all = new ArrayList<>(some);
        all.addAll(more);
        return all;
    }
}
