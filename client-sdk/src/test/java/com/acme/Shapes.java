package com.acme;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Values as users write them. */
public final class Shapes {
    private Shapes() {}

    public record Point(int x, int y) {}

    public record Everything(
            boolean z,
            byte b,
            short s,
            char c,
            int i,
            long l,
            float f,
            double d,
            String text,
            Integer boxed,
            Color color) {}

    public record Tree(String name, List<Tree> children) {}

    public record Pair<A, B>(A left, B right) {}

    public record Empty() {}

    public record SerializablePoint(int x, int y) implements Serializable {}

    /** Refuses what a record made elsewhere may hold. */
    public record Percent(int value) {
        public Percent {
            if (value > 100 && !lenient) {
                throw new IllegalArgumentException("more than all: " + value);
            }
        }

        public static boolean lenient;
    }

    private record Hidden(String secret) {}

    public static Object hidden(String secret) {
        return new Hidden(secret);
    }

    public enum Color {
        RED,
        GREEN {
            @Override
            public String nice() {
                return "grass";
            }
        };

        public String nice() {
            return name();
        }
    }

    /** A plain serializable class. */
    public static class Node implements Serializable {
        public String name;
        public Node next;
        public Object extra;
        public List<Node> peers = new ArrayList<>();
        public Map<String, Object> attributes = new HashMap<>();

        public Node(String name) {
            this.name = name;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Node that && name.equals(that.name) && Objects.equals(extra, that.extra);
        }

        @Override
        public int hashCode() {
            return name.hashCode();
        }
    }

    /** Not serializable. */
    public static class Connection {
        public final String url = "db";
    }
}
