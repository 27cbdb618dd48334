package com.acme;

/** Not serializable, not a record: only {@link TemperatureCodec} can encode it. */
public final class Temperature {
    private final double kelvin;

    public Temperature(double kelvin) {
        this.kelvin = kelvin;
    }

    public double kelvin() {
        return kelvin;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Temperature that && that.kelvin == kelvin;
    }

    @Override
    public int hashCode() {
        return Double.hashCode(kelvin);
    }
}
