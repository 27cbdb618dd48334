package dev.myriapod.client.travel;

import com.google.protobuf.ByteString;
import dev.myriapod.ProcessPool;
import dev.myriapod.TaskOptions;
import dev.myriapod.client.inside.Inside;
import dev.myriapod.client.pool.ClientPool;
import dev.myriapod.payload.PayloadCodec;
import dev.myriapod.payload.ValueCodec;
import dev.myriapod.proto.v1.PoolHandle;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Pools travel as handles: a worker or child that gets one joins the pool. Found by {@link java.util.ServiceLoader}. */
public final class PoolHandleCodec implements PayloadCodec {
    /** For {@link java.util.ServiceLoader}. */
    public PoolHandleCodec() {}

    @Override
    public String name() {
        return "myriapod.pool";
    }

    @Override
    public boolean encodes(Class<?> type) {
        return type == ClientPool.class;
    }

    @Override
    public void encode(Object value, OutputStream out) throws IOException {
        ClientPool pool = (ClientPool) value;
        pool.handle().writeDelimitedTo(out);
        Values.CODEC.encode(pool.taskOptions(), "the pool's task options").writeTo(out);
    }

    @Override
    public Object decode(InputStream in) throws IOException {
        PoolHandle handle = PoolHandle.parseDelimitedFrom(in);
        TaskOptions options = (TaskOptions) Values.CODEC.decode(ByteString.readFrom(in));
        ProcessPool pool = reader().pool(handle);
        return options == null || options.equals(pool.taskOptions()) ? pool : pool.with(options);
    }

    static HandleReader reader() throws IOException {
        return Inside.of(HandleReader.class)
                .orElseThrow(() -> new IOException("a pool or a future that was sent can be read only by a task or a"
                        + " child process of its cluster, and this process is neither. Return results, not the pool or"
                        + " the future"));
    }

    /** Made when it is first needed: by then the codecs, of which this is one, have all been found. */
    static final class Values {
        static final ValueCodec CODEC = ValueCodec.of(PoolHandleCodec.class.getClassLoader());

        private Values() {}
    }
}
