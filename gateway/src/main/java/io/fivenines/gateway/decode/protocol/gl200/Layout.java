package io.fivenines.gateway.decode.protocol.gl200;

import io.fivenines.gateway.decode.Fields;
import io.fivenines.gateway.decode.Sink;
import java.util.function.Function;

/** A line of {@code gl200.tsv}: what fields that stand together mean, for some devices or all. */
final class Layout {
    private static final int LIST_MAX = 100;

    /** What the fields are a part of, or how they come. */
    enum Part {
        /** Before the place. */
        HEAD,
        /** After the last place. */
        TAIL,
        /** All fields of a report that has no place. */
        ALL,
        /** After the cell of every place. */
        PLACE,
        /** After a mask, each with its bit. */
        BITS,
        /** As many times as the first field says. */
        LIST,
        /** The same, counted on from the list before. */
        MORE,
        /** As often as there are fields left. */
        REST,
        /** Once. */
        ONCE
    }

    private final Part part;
    private final int[] devices;
    private final Element[] elements;
    private final boolean open;

    private Layout(Part part, int[] devices, Element[] elements) {
        this.part = part;
        this.devices = devices;
        this.elements = elements;
        boolean nested = false;
        for (Element element : elements) {
            nested |= element.nested != null || element.bits != 0;
        }
        open = nested;
    }

    /**
     * Reads a layout.
     *
     * @param devices device types in hexadecimal parted by commas, or {@code *}
     * @param text elements parted by spaces, each optionally after a condition and {@code =}: bits of the mask parted
     *     by commas, or {@code k} and the kind of the list's member
     * @param named finds the family of layouts that {@code >name} stands for
     */
    static Layout parse(Part part, String devices, String text, Function<String, Family> named) {
        String[] types = devices.equals("*") ? new String[0] : devices.split(",");
        int[] numbers = new int[types.length];
        for (int i = 0; i < types.length; i++) {
            numbers[i] = Integer.parseInt(types[i], 16);
        }
        String[] words = text.isEmpty() ? new String[0] : text.split(" ");
        Element[] elements = new Element[words.length];
        for (int i = 0; i < words.length; i++) {
            elements[i] = Element.parse(words[i], named);
        }
        return new Layout(part, numbers, elements);
    }

    boolean is(Part wanted) {
        return part == wanted;
    }

    boolean suits(int device) {
        for (int one : devices) {
            if (one == device) {
                return true;
            }
        }
        return devices.length == 0;
    }

    /** Whether the fields may be these: as many, or more where a list or a mask is among them, and of their forms. */
    boolean fits(Report report, int from, int to) {
        int i = from;
        for (Element element : elements) {
            if (element.nested != null || element.bits != 0) {
                return i <= to;
            }
            if (i >= to || !element.item.fits(report.fields(), i++)) {
                return false;
            }
        }
        return open || i == to;
    }

    /**
     * Puts what the fields say.
     *
     * @return the index after the last one read
     */
    int put(Report report, int from, int to, Sink out) {
        return put(report, report.mask(), from, to, out);
    }

    private int put(Report report, long mask, int from, int to, Sink out) {
        if (from >= to) {
            return to;
        }
        return switch (part) {
            case BITS -> bits(report, from, to, out);
            case LIST, MORE -> list(report, mask, from, to, out);
            case REST -> rest(report, mask, from, to, out);
            case HEAD, TAIL, ALL, PLACE, ONCE -> once(report, mask, from, to, out);
        };
    }

    private int bits(Report report, int from, int to, Sink out) {
        if (!report.fields().isHex(from)) {
            report.keep(from, out);
            return from + 1;
        }
        return once(report, report.fields().hex(from), from + 1, to, out);
    }

    private int rest(Report report, long mask, int from, int to, Sink out) {
        int i = from;
        for (int member = 1; i + elements.length <= to && member <= LIST_MAX; member++) {
            report.member(member);
            i = once(report, mask, i, to, out);
        }
        return i;
    }

    private int list(Report report, long mask, int from, int to, Sink out) {
        Fields fields = report.fields();
        int first = part == Part.MORE ? report.member() + 1 : 1;
        boolean counted = fields.isDigits(from, fields.length(from)) && fields.length(from) < 4;
        int count = counted && fields.has(from) ? (int) Math.min(LIST_MAX, fields.integer(from)) : 0;
        int i = from + 1;
        report.member(first - 1);
        for (int member = first; member < first + count && i < to; member++) {
            report.member(member);
            report.kind(-1);
            i = once(report, mask, i, to, out);
        }
        return i;
    }

    private int once(Report report, long mask, int from, int to, Sink out) {
        int i = from;
        for (Element element : elements) {
            if (i >= to) {
                return to;
            }
            if (element.applies(mask, report.kind())) {
                i = element.put(report, mask, i, to, out);
            }
        }
        return i;
    }

    /** A field or what another layout describes, perhaps under a condition. */
    private static final class Element {
        private final long bits;
        private final int kind;
        private final Item item;
        private final Family nested;

        private Element(long bits, int kind, Item item, Family nested) {
            this.bits = bits;
            this.kind = kind;
            this.item = item;
            this.nested = nested;
        }

        static Element parse(String word, Function<String, Family> named) {
            int equals = word.indexOf('=');
            String what = word.substring(equals + 1);
            boolean nested = what.charAt(0) == '>';
            long bits = 0;
            int kind = -1;
            for (String condition :
                    equals < 0 ? new String[0] : word.substring(0, equals).split(",")) {
                if (condition.charAt(0) == 'k') {
                    kind = Integer.parseInt(condition.substring(1));
                } else {
                    bits |= 1L << Integer.parseInt(condition);
                }
            }
            Family family = nested ? named.apply(what.substring(1)) : null;
            return new Element(bits, kind, nested ? null : Item.parse(what), family);
        }

        boolean applies(long mask, int kindAtHand) {
            return (bits == 0 || (mask & bits) != 0) && (kind < 0 || kind == kindAtHand);
        }

        int put(Report report, long mask, int i, int to, Sink out) {
            if (nested != null) {
                Layout layout = nested.layout(report.device());
                return layout == null ? i : layout.put(report, mask, i, to, out);
            }
            item.put(report, i, out);
            return i + 1;
        }
    }
}
