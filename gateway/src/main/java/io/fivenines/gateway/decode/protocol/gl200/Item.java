package io.fivenines.gateway.decode.protocol.gl200;

import io.fivenines.gateway.decode.Fields;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.telemetry.Param;

/**
 * What a field of a text report means, as {@code gl200.tsv} writes it: a parameter with the form its field has, or a
 * word for what is more than a parameter. Forms tell layouts apart, for the devices have many.
 */
final class Item {
    private static final int NONE = -1;
    private static final int MEMBER = -2;

    private final Form form;
    private final Param param;
    private final int number;
    private final String prefix;
    private final double divisor;
    private final Item otherwise;

    private Item(Form form, Param param, int number, String prefix, double divisor, Item otherwise) {
        this.form = form;
        this.param = param;
        this.number = number;
        this.prefix = prefix;
        this.divisor = divisor;
        this.otherwise = otherwise;
    }

    /**
     * Reads an item: {@code -}, {@code .}, {@code @word}, or a parameter with, in this order, {@code ^} and letters
     * before the number, {@code :} and a form, {@code /} and a divisor; after a {@code |} another item for fields the
     * first does not fit. A parameter that ends in {@code .#} is the member at hand of a list.
     */
    static Item parse(String text) {
        int bar = text.indexOf('|');
        Item otherwise = bar < 0 ? null : parse(text.substring(bar + 1));
        String own = bar < 0 ? text : text.substring(0, bar);
        String name = own.replaceFirst("[.]?\\d+$", "");
        if (own.startsWith("@") || own.equals("-") || own.equals(".")) {
            int number = name.equals(own) ? NONE : Integer.parseInt(own.substring(name.length()));
            return new Item(Form.of(own.equals(".") ? own : name), null, number, "", 1, otherwise);
        }
        String[] parts = own.split("(?=[\\^:]|/\\d)");
        String prefix = "";
        String form = null;
        double divisor = 1;
        for (int i = 1; i < parts.length; i++) {
            String value = parts[i].substring(1);
            switch (parts[i].charAt(0)) {
                case '^' -> prefix = value;
                case ':' -> form = value;
                default -> divisor = Double.parseDouble(value);
            }
        }
        String family = parts[0].replaceFirst("\\d+$", "#");
        int number = parts[0].endsWith("#") ? MEMBER : NONE;
        if (!family.equals(parts[0])) {
            number = Integer.parseInt(parts[0].substring(family.length() - 1));
        }
        Param param = Param.named(family);
        Form known = form == null ? Form.of(param.type()) : Form.of(form);
        return new Item(known, param, number, prefix, divisor, otherwise);
    }

    /** Whether the field may be this: an empty one may be anything. */
    boolean fits(Fields fields, int i) {
        return !fields.has(i) || form.fits(fields, i, prefix) || otherwise != null && otherwise.fits(fields, i);
    }

    /** Puts what a field says; a field with something odd in it is kept by its number. */
    void put(Report report, int i, Sink out) {
        Fields fields = report.fields();
        if (fields.has(i) && form.fits(fields, i, prefix)) {
            putField(report, i, out);
        } else if (fields.has(i) && otherwise != null) {
            otherwise.put(report, i, out);
        } else {
            report.keep(i, out);
        }
    }

    private void putField(Report report, int i, Sink out) {
        Fields fields = report.fields();
        int member = number == MEMBER ? Math.max(1, report.member()) : number;
        switch (form) {
            case TEXT -> put(member, fields.text(i), out);
            case REAL, WHOLE, POINT, PERCENT ->
                put(member, fields.real(i, prefix.length(), fields.length(i) - prefix.length()), out);
            case HEX -> put(member, (double) fields.hex(i), out);
            case CELSIUS -> put(member, (short) fields.hex(i) / 16.0, out);
            case FLAG -> put(member, fields.real(i) != 0, out);
            case ZERO -> put(member, fields.real(i) == 0, out);
            case TWO -> put(member, fields.real(i) == 2, out);
            case HOURS -> put(member, hours(fields, i), out);
            case ZONE -> put(member, zoneSeconds(fields.integer(i)), out);
            case MOMENT -> put(member, report.timeMs(i) / 1000.0, out);
            default -> Word.put(form, number, report, i, out);
        }
    }

    private static double zoneSeconds(long hoursMinutes) {
        return hoursMinutes / 100 * 3600 + hoursMinutes % 100 * 60;
    }

    private static double hours(Fields fields, int i) {
        double hours = 0;
        double unit = 1;
        int from = 0;
        for (int k = 0; k <= fields.length(i); k++) {
            if (k == fields.length(i) || fields.charAt(i, k) == ':') {
                hours += k > from ? fields.real(i, from, k - from) / unit : 0;
                unit *= 60;
                from = k + 1;
            }
        }
        return hours;
    }

    private void put(int member, double value, Sink out) {
        double shown = value / divisor;
        long whole = (long) shown;
        if (member >= 0 && whole == shown) {
            out.put(param, member, whole);
        } else if (member >= 0) {
            out.put(param, member, shown);
        } else if (whole == shown) {
            out.put(param, whole);
        } else {
            out.put(param, shown);
        }
    }

    private void put(int member, boolean value, Sink out) {
        if (member >= 0) {
            out.put(param, member, value);
        } else {
            out.put(param, value);
        }
    }

    private void put(int member, CharSequence value, Sink out) {
        if (member >= 0) {
            out.put(param, member, value);
        } else {
            out.put(param, value);
        }
    }
}
