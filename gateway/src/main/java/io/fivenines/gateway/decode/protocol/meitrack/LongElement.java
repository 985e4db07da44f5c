package io.fivenines.gateway.decode.protocol.meitrack;

import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.telemetry.Param;

/** The elements of a CCE record that say how long they are. */
final class LongElement {
    private static final int CELL_LENGTH = 12;
    private static final int STATION_LENGTH = 8;
    private static final int TAG_LENGTH = 13;

    private static final Param MCC = Param.named("gsm.mcc");
    private static final Param MNC = Param.named("gsm.mnc");
    private static final Param LAC = Param.named("gsm.lac");
    private static final Param CELL = Param.named("gsm.cellid");
    private static final Param DBM = Param.named("gsm.signal.dbm");
    private static final Param OTHER_MCC = Param.named("gsm.cell.mcc.#");
    private static final Param OTHER_MNC = Param.named("gsm.cell.mnc.#");
    private static final Param OTHER_LAC = Param.named("gsm.cell.lac.#");
    private static final Param OTHER_CELL = Param.named("gsm.cell.cellid.#");
    private static final Param OTHER_DBM = Param.named("gsm.cell.signal.dbm.#");
    private static final Param WIFI = Param.named("wifi.mac.#");
    private static final Param WIFI_DBM = Param.named("wifi.signal.dbm.#");
    private static final Param TEMPERATURE = Param.named("temperature.#");
    private static final Param NETWORK = Param.named("gsm.network.name");
    private static final Param CAMERA_ALARM = Param.named("meitrack.dms.alarm");
    private static final Param PICTURE = Param.named("photo.name");
    private static final Param TAG_NAME = Param.named("beacon.name.#");
    private static final Param TAG = Param.named("beacon.id.#");
    private static final Param TAG_BATTERY = Param.named("beacon.battery.level.#");
    private static final Param TAG_TEMPERATURE = Param.named("beacon.temperature.#");
    private static final Param TAG_HUMIDITY = Param.named("beacon.humidity.#");
    private static final Param BATTERY = Param.named("battery.level");
    private static final Param OTHER_BATTERY = Param.named("meitrack.battery.level.#");
    private static final Param OTHER = Param.named("meitrack.io.#");

    private int cells;
    private int tags;

    /** A record begins. */
    void begin() {
        cells = 0;
        tags = 0;
    }

    /** Puts the element whose value begins at the cursor. */
    void put(Frame frame, int id, int length, Sink out) {
        if (isCell(id) && length == CELL_LENGTH) {
            putCell(frame, out);
        } else if (id >= 0x1D && id <= 0x25 && length == STATION_LENGTH) {
            out.put(WIFI, id - 0x1C, frame.macText()).put(WIFI_DBM, id - 0x1C, frame.i16le());
        } else if (id >= 0x2A && id <= 0x31 && length == 3) {
            out.put(TEMPERATURE, id - 0x29, frame.skip(1).i16le() / 100.0);
        } else if (id == 0x4B && length >= 3) {
            out.put(NETWORK, frame.skip(3).text(length - 3));
        } else if (id == 0xFE31 && length >= 2) {
            putCameraAlarm(frame, length, out);
        } else if (id == 0xFE73 && length >= TAG_LENGTH + frame.at(frame.offset() + 1)) {
            putTag(frame, out);
        } else if (id == 0xFEA8 && length >= 6) {
            putBatteries(frame, out);
        } else {
            out.put(OTHER, id, frame.hexText(length));
        }
    }

    private static boolean isCell(int id) {
        return id >= 0x0E && id <= 0x10 || id == 0x12 || id == 0x13;
    }

    private void putCell(Frame frame, Sink out) {
        int n = cells++;
        if (n == 0) {
            out.put(MCC, frame.u16le()).put(MNC, frame.u16le()).put(LAC, frame.u16le());
            out.put(CELL, frame.u32le()).put(DBM, frame.i16le());
        } else {
            out.put(OTHER_MCC, n, frame.u16le()).put(OTHER_MNC, n, frame.u16le());
            out.put(OTHER_LAC, n, frame.u16le()).put(OTHER_CELL, n, frame.u32le());
            out.put(OTHER_DBM, n, frame.i16le());
        }
    }

    /** {@code version u8, alarm u8}, from version 2 on with the name of a picture. */
    private static void putCameraAlarm(Frame frame, int length, Sink out) {
        int version = frame.u8();
        out.put(CAMERA_ALARM, frame.u8());
        if (version == 2 && length > 3) {
            out.put(PICTURE, frame.text(length - 2));
        }
    }

    /** {@code version u8, name length u8, name, address, battery u8, temperature i16 / 256, humidity u16 / 256, ...} */
    private void putTag(Frame frame, Sink out) {
        int n = ++tags;
        int name = frame.skip(1).u8();
        out.put(TAG_NAME, n, frame.text(name));
        out.put(TAG, n, frame.macText()).put(TAG_BATTERY, n, frame.u8());
        out.put(TAG_TEMPERATURE, n, frame.i16le() / 256.0).put(TAG_HUMIDITY, n, frame.i16le() / 256.0);
    }

    /** Three times {@code state u8, level u8}; state 0 is no battery. */
    private static void putBatteries(Frame frame, Sink out) {
        for (int n = 1; n <= 3; n++) {
            int state = frame.u8();
            int level = frame.u8();
            if (state > 0 && n == 1) {
                out.put(BATTERY, level);
            } else if (state > 0) {
                out.put(OTHER_BATTERY, n, level);
            }
        }
    }
}
