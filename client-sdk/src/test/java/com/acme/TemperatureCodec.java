package com.acme;

import dev.myriapod.payload.PayloadCodec;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A user's codec, listed in META-INF/services. Refuses what is below absolute zero. */
public final class TemperatureCodec implements PayloadCodec {
    @Override
    public String name() {
        return "temperature";
    }

    /** What it was asked about, each time. */
    public static final Queue<Class<?>> ASKED = new ConcurrentLinkedQueue<>();

    @Override
    public boolean encodes(Class<?> type) {
        ASKED.add(type);
        return type == Temperature.class;
    }

    @Override
    public void encode(Object value, OutputStream out) throws IOException {
        double kelvin = ((Temperature) value).kelvin();
        if (kelvin < 0) {
            throw new IOException("below absolute zero");
        }
        new DataOutputStream(out).writeDouble(kelvin);
    }

    @Override
    public Object decode(InputStream in) throws IOException {
        Temperature value = new Temperature(new DataInputStream(in).readDouble());
        if (in.read() != -1) {
            throw new IOException("the stream goes on after the value");
        }
        return value;
    }
}
