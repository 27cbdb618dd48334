package dev.myriapod.client.shared;

import com.google.protobuf.ByteString;
import dev.myriapod.client.attachment.Handles;
import dev.myriapod.client.attachment.ObjectWire;
import dev.myriapod.client.shared.dict.ClientDict;
import dev.myriapod.client.shared.dict.DictWire;
import dev.myriapod.client.shared.list.ClientList;
import dev.myriapod.client.shared.list.ListWire;
import dev.myriapod.client.shared.value.ClientDouble;
import dev.myriapod.client.shared.value.ClientLong;
import dev.myriapod.client.shared.value.ClientValue;
import dev.myriapod.client.shared.value.NumberWire;
import dev.myriapod.client.shared.value.ValueWire;
import dev.myriapod.payload.ValueCodec;
import dev.myriapod.proto.v1.DictReplies;
import dev.myriapod.proto.v1.DictReply;
import dev.myriapod.proto.v1.DictRequest;
import dev.myriapod.proto.v1.DictRequests;
import dev.myriapod.proto.v1.ListReplies;
import dev.myriapod.proto.v1.ListReply;
import dev.myriapod.proto.v1.ListRequest;
import dev.myriapod.proto.v1.ListRequests;
import dev.myriapod.proto.v1.NumberReplies;
import dev.myriapod.proto.v1.NumberReply;
import dev.myriapod.proto.v1.NumberRequest;
import dev.myriapod.proto.v1.NumberRequests;
import dev.myriapod.proto.v1.SharedHandle;
import dev.myriapod.proto.v1.ValueReplies;
import dev.myriapod.proto.v1.ValueReply;
import dev.myriapod.proto.v1.ValueRequest;
import dev.myriapod.proto.v1.ValueRequests;

/** Gives out the shared objects that hold data and make nobody wait. */
final class ClientData {
    private static final ObjectWire<ValueRequest, ValueReply, ValueRequests, ValueReplies> VALUES = new ValueWire();
    private static final ObjectWire<DictRequest, DictReply, DictRequests, DictReplies> DICTS = new DictWire();
    private static final ObjectWire<ListRequest, ListReply, ListRequests, ListReplies> LISTS = new ListWire();

    private final Handles handles;
    private final ValueCodec codec;

    ClientData(Handles handles, ValueCodec codec) {
        this.handles = handles;
        this.codec = codec;
    }

    /** What a handle stands for that has arrived in this process; never waits. */
    Object object(SharedHandle handle) {
        return switch (handle.getKind()) {
            case SHARED_KIND_VALUE ->
                handles.arrived(
                        VALUES, handle, (attachment, attached) -> new ClientValue<>(attachment, attached, codec));
            case SHARED_KIND_DICT ->
                handles.arrived(DICTS, handle, (attachment, attached) -> new ClientDict<>(attachment, attached, codec));
            case SHARED_KIND_LIST ->
                handles.arrived(LISTS, handle, (attachment, attached) -> new ClientList<>(attachment, attached, codec));
            case SHARED_KIND_LONG -> handles.arrived(NumberWire.LONGS, handle, ClientLong::new);
            case SHARED_KIND_DOUBLE -> handles.arrived(NumberWire.DOUBLES, handle, ClientDouble::new);
            default ->
                throw new IllegalArgumentException("This version of Myriapod knows no shared objects of the kind "
                        + handle.getKind() + ". Let all processes of a cluster run the same version.");
        };
    }

    /** All of a kind are alike. */
    private static Handles.Wish wish(String name) {
        return new Handles.Wish(name, ByteString.EMPTY, true);
    }

    <T> ClientValue<T> value(String name) {
        return handles.find(
                VALUES, wish(name), (attachment, attached) -> new ClientValue<T>(attachment, attached, codec));
    }

    <K, V> ClientDict<K, V> dict(String name) {
        return handles.find(
                DICTS, wish(name), (attachment, attached) -> new ClientDict<K, V>(attachment, attached, codec));
    }

    <E> ClientList<E> list(String name) {
        return handles.find(
                LISTS, wish(name), (attachment, attached) -> new ClientList<E>(attachment, attached, codec));
    }

    ClientLong sharedLong(String name) {
        return handles.<NumberRequest, NumberReply, NumberRequests, NumberReplies, ClientLong>find(
                NumberWire.LONGS, wish(name), ClientLong::new);
    }

    ClientDouble sharedDouble(String name) {
        return handles.<NumberRequest, NumberReply, NumberRequests, NumberReplies, ClientDouble>find(
                NumberWire.DOUBLES, wish(name), ClientDouble::new);
    }
}
