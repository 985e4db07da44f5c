package io.fivenines.gateway.decode.protocol.t55;

import io.fivenines.gateway.decode.Fields;
import io.fivenines.gateway.decode.Sink;

/** A place whose sender is not known yet. */
final class HeldPlace {
    private boolean full;
    private long timeMs;
    private boolean valid;
    private double latitude;
    private double longitude;
    private double speed;
    private double direction;

    /** Takes the place from a sentence RMC; false if it has none. */
    boolean take(Fields fields) {
        full = fields.isReal(3) && fields.isReal(5);
        if (full) {
            timeMs = fields.moment(9, 1);
            valid = fields.is(2, "A");
            latitude = fields.degreesMinutes(3, 4);
            longitude = fields.degreesMinutes(5, 6);
            speed = fields.isReal(7) ? fields.real(7) * Nmea.KMH_IN_KNOT : 0;
            direction = fields.isReal(8) ? fields.real(8) : 0;
        }
        return full;
    }

    /** Puts the place, if one is held. */
    void release(Sink out) {
        if (full) {
            full = false;
            out.message(timeMs).put(Nmea.LATITUDE, latitude).put(Nmea.LONGITUDE, longitude);
            out.put(Nmea.VALID, valid).put(Nmea.SPEED, speed).put(Nmea.DIRECTION, direction);
        }
    }
}
