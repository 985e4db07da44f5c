package io.fivenines.gateway.decode.protocol.gt06;

import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.decode.Verdict;

/** What a frame's number ("protocol number" with the maker) makes it. */
final class Kind {
    static final int LOGIN = 0x01;
    static final int GPS = 0x10;
    static final int GPS_CELL_WIDE = 0x11;
    static final int GPS_CELL = 0x12;
    static final int STATUS = 0x13;
    static final int TEXT = 0x15;
    static final int ALARM = 0x16;
    static final int GPS_CARD = 0x17;
    static final int SCAN_EXTENDED = 0x18;
    static final int CELL_STATUS = 0x19;
    static final int GPS_PHONE = 0x1A;
    static final int GPS_SCAN = 0x1E;
    static final int TEXT_CODED = 0x21;
    static final int GPS_CELL_UTC = 0x22;
    static final int HEARTBEAT = 0x23;
    static final int SCAN_OR_GPS = 0x24;
    static final int GPS_DRIVER = 0x25;
    static final int ALARM_UTC = 0x26;
    static final int ALARM_FENCES = 0x27;
    static final int SCAN = 0x28;
    static final int ADDRESS_REQUEST = 0x2A;
    static final int SCAN_WIFI = 0x2C;
    static final int GPS_CELL_4 = 0x2D;
    static final int SCAN_2 = 0x2E;
    static final int GPS_CELL_5 = 0x31;
    static final int ALARM_5 = 0x32;
    static final int SCAN_WIFI_5 = 0x33;
    static final int SCAN_5_OR_X1 = 0x34;
    static final int PHOTO_INFO = 0x35;
    static final int STATUS_OR_PHOTO = 0x36;
    static final int GPS_MODULES = 0x37;
    static final int GPS_CELL_8 = 0x38;
    static final int ALARM_MODULES = 0x39;
    static final int BATTERY_PACK = 0x40;
    static final int MEDIA = 0x41;
    static final int IBUTTON = 0x61;
    static final int WIFI_COUNTED = 0x69;
    static final int MODULES = 0x70;
    static final int COMMAND_FIRST = 0x80;
    static final int COMMAND_LAST = 0x82;
    static final int TIME_REQUEST = 0x8A;
    static final int VEHICLE_BUS = 0x8C;
    static final int TRANSFER = 0x94;
    static final int CAMERA_ALARM = 0x95;
    static final int ADDRESS = 0x97;
    static final int SERIAL_PORT = 0x9B;
    static final int GPS_CELL_4G = 0xA0;
    static final int SCAN_4G = 0xA1;
    static final int SCAN_WIFI_4G = 0xA2;
    static final int ALARM_FENCE_4G = 0xA3;
    static final int ALARM_FENCES_4G = 0xA4;
    static final int CELL_ALARM_4G = 0xA5;
    static final int CELL_ADDRESS_4G = 0xA7;
    static final int SCAN_ALARM = 0xA9;
    static final int CLOCK_IN = 0xB2;
    static final int DEVICE_STATUS = 0xF1;
    static final int PERIPHERAL = 0xF2;
    static final int WIFI_ONLY = 0xF3;

    private Kind() {}

    static Verdict read(Packet packet, Photo photo, Sink out) {
        if (packet.extended()) {
            extended(packet, photo, out);
        } else {
            basic(packet, photo, out);
        }
        return packet.frame().truncated() ? Verdict.TRUNCATED : Verdict.ACCEPTED;
    }

    private static void extended(Packet packet, Photo photo, Sink out) {
        switch (packet.type()) {
            case ALARM_5, SCAN_WIFI_5 -> LockReport.read(packet, out);
            case STATUS_OR_PHOTO -> photo.piece(packet, out);
            case TRANSFER -> Transfer.read(packet, out);
            default -> basic(packet, photo, out);
        }
    }

    private static void basic(Packet packet, Photo photo, Sink out) {
        switch (packet.type()) {
            case GPS, GPS_CELL_WIDE, GPS_CELL, GPS_CARD, GPS_PHONE, GPS_SCAN, GPS_CELL_UTC ->
                PositionReport.read(packet, out);
            case GPS_CELL_4, GPS_CELL_5, GPS_MODULES, GPS_CELL_8, IBUTTON, GPS_CELL_4G ->
                PositionReport.read(packet, out);
            case ALARM, ALARM_UTC, ALARM_FENCES, ALARM_5, ALARM_MODULES -> AlarmReport.read(packet, out);
            case ALARM_FENCE_4G, ALARM_FENCES_4G -> AlarmReport.read(packet, out);
            case STATUS, CELL_STATUS, HEARTBEAT, CELL_ALARM_4G, CELL_ADDRESS_4G -> StatusReport.read(packet, out);
            case SCAN_EXTENDED, SCAN, SCAN_2, SCAN_WIFI, SCAN_WIFI_5, SCAN_4G -> ScanReport.read(packet, out);
            case SCAN_ALARM, WIFI_ONLY -> ScanReport.read(packet, out);
            default -> rare(packet, photo, out);
        }
    }

    private static void rare(Packet packet, Photo photo, Sink out) {
        switch (packet.type()) {
            case GPS_DRIVER, STATUS_OR_PHOTO -> FullReport.read(packet, out);
            case SCAN_OR_GPS, SCAN_5_OR_X1, SCAN_WIFI_4G -> overloaded(packet, out);
            case CAMERA_ALARM -> CameraAlarm.read(packet, out);
            case TEXT, TEXT_CODED -> CommandAnswer.read(packet, out);
            case TRANSFER -> Transfer.voltage(packet, out);
            case MODULES -> Modules.read(packet, out);
            case VEHICLE_BUS -> VehicleBus.read(packet, out);
            case SERIAL_PORT, CLOCK_IN, DEVICE_STATUS, PERIPHERAL -> Peripheral.read(packet, out);
            case BATTERY_PACK -> BatteryPack.read(packet, out);
            case MEDIA -> Photo.media(packet, out);
            case PHOTO_INFO -> photo.announced(packet, out);
            case ADDRESS_REQUEST, TIME_REQUEST ->
                packet.frame().skip(packet.frame().remaining());
            default -> packet.raw(out);
        }
    }

    /** Numbers the makers use twice tell themselves apart by their length. */
    private static void overloaded(Packet packet, Sink out) {
        int length = packet.frame().remaining();
        switch (packet.type()) {
            case SCAN_OR_GPS -> {
                if (length == PositionReport.SR411_OCTETS) {
                    PositionReport.read(packet, out);
                } else {
                    ScanReport.read(packet, out);
                }
            }
            case SCAN_5_OR_X1 -> {
                if (length == ScanReport.SL4X_OCTETS) {
                    ScanReport.read(packet, out);
                } else {
                    X1Report.read(packet, out);
                }
            }
            default -> {
                if (length == FullReport.LW_OCTETS) {
                    FullReport.read(packet, out);
                } else {
                    ScanReport.read(packet, out);
                }
            }
        }
    }
}
