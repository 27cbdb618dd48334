package dev.myriapod.payload.format;

/** The first byte of each value. Numbers once given are never given again. */
public final class Tag {
    public static final int NULL = 0;
    public static final int TRUE = 1;
    public static final int FALSE = 2;
    public static final int BYTE = 3;
    public static final int SHORT = 4;
    public static final int CHAR = 5;
    public static final int INT = 6;
    public static final int LONG = 7;
    public static final int FLOAT = 8;
    public static final int DOUBLE = 9;
    public static final int STRING = 10;
    public static final int BIG_INTEGER = 11;
    public static final int BIG_DECIMAL = 12;
    public static final int UUID = 13;
    public static final int CLASS = 14;
    public static final int ENUM = 15;

    /** Something that came before in this payload, by its number. */
    public static final int REFERENCE = 16;
    /** The next object of the stream of Java serialization that follows the values. */
    public static final int SERIAL = 17;
    /** Only at the very beginning: four bytes of length, so many bytes of values, then a stream of Java serialization. */
    public static final int SERIAL_FOLLOWS = 18;
    /** Only at the beginning: several values that belong together. */
    public static final int TUPLE = 19;
    /** An object of the user's own encoding. */
    public static final int EXTENSION = 20;

    public static final int LAMBDA = 21;
    public static final int MESSAGE = 22;
    public static final int RECORD = 23;
    /** A record that holds only plain values; it is not worth a number. */
    public static final int LEAF_RECORD = 24;

    public static final int BOOLEANS = 30;
    public static final int BYTES = 31;
    public static final int SHORTS = 32;
    public static final int CHARS = 33;
    public static final int INTS = 34;
    public static final int LONGS = 35;
    public static final int FLOATS = 36;
    public static final int DOUBLES = 37;
    public static final int OBJECTS = 38;

    public static final int ARRAY_LIST = 40;
    public static final int LINKED_LIST = 41;
    public static final int ARRAY_DEQUE = 42;
    public static final int HASH_SET = 43;
    public static final int LINKED_HASH_SET = 44;
    public static final int TREE_SET = 45;
    public static final int HASH_MAP = 46;
    public static final int LINKED_HASH_MAP = 47;
    public static final int TREE_MAP = 48;
    public static final int ENUM_SET = 49;
    public static final int ENUM_MAP = 50;
    public static final int SIMPLE_ENTRY = 51;
    public static final int SIMPLE_IMMUTABLE_ENTRY = 52;

    /** Array lists of one type of number. */
    public static final int INT_LIST = 53;

    public static final int LONG_LIST = 54;
    public static final int DOUBLE_LIST = 55;

    /** The same of the lists that hold their numbers as numbers; what follows is alike. */
    public static final int PACKED_INTS = 56;

    public static final int PACKED_LONGS = 57;
    public static final int PACKED_DOUBLES = 58;

    public static final int LIST_OF = 60;
    public static final int SET_OF = 62;
    public static final int MAP_OF = 63;
    public static final int ENTRY_OF = 64;
    public static final int EMPTY_LIST = 65;
    public static final int EMPTY_SET = 66;
    public static final int EMPTY_MAP = 67;
    public static final int SINGLETON_LIST = 68;
    public static final int SINGLETON = 69;
    public static final int SINGLETON_MAP = 70;
    public static final int AS_LIST = 71;
    public static final int OPTIONAL = 72;
    public static final int OPTIONAL_INT = 73;
    public static final int OPTIONAL_LONG = 74;
    public static final int OPTIONAL_DOUBLE = 75;

    public static final int INSTANT = 80;
    public static final int DURATION = 81;
    public static final int LOCAL_DATE = 82;
    public static final int LOCAL_TIME = 83;
    public static final int LOCAL_DATE_TIME = 84;
    public static final int ZONE_OFFSET = 85;
    public static final int ZONE_REGION = 86;
    public static final int OFFSET_TIME = 87;
    public static final int OFFSET_DATE_TIME = 88;
    public static final int ZONED_DATE_TIME = 89;
    public static final int PERIOD = 90;
    public static final int YEAR = 91;
    public static final int YEAR_MONTH = 92;
    public static final int MONTH_DAY = 93;

    /** One more than the largest. */
    public static final int COUNT = 94;

    private Tag() {}
}
