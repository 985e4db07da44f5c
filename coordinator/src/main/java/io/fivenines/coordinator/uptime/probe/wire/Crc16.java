package io.fivenines.coordinator.uptime.probe.wire;

/** Reflected 16-bit checksums, bit by bit: a prober has time. */
enum Crc16 {
    /** Polynomial 8005 from 0: Teltonika, Wialon IPS 2.0. */
    ARC(0xA001, 0),
    /** Polynomial 1021 from FFFF, inverted: GT06. */
    X25(0x8408, 0xFFFF);

    private final int polynomial;
    private final int around;

    Crc16(int polynomial, int around) {
        this.polynomial = polynomial;
        this.around = around;
    }

    int of(byte[] bytes, int from, int to) {
        int crc = around;
        for (int i = from; i < to; i++) {
            crc ^= bytes[i] & 0xFF;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) == 0 ? crc >>> 1 : crc >>> 1 ^ polynomial;
            }
        }
        return crc ^ around;
    }
}
